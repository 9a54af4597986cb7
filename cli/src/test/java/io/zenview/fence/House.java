package io.zenview.fence;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The plan of the house, and the house as it was built.
///
/// The plan names, for each module, the modules it may require. A module that isn't in the plan may
/// not exist: who adds one adds it here, and so decides about its arrows.
final class House {
    /// Ours, by the last part of the module's name.
    static final Map<String, Set<String>> ARROWS =
            Map.of(
                    "view", Set.of(),
                    "transfer", Set.of("view"),
                    "media", Set.of("view", "transfer"),
                    "server", Set.of("view", "transfer", "media"),
                    "client", Set.of("view", "transfer"),
                    "compare", Set.of("view", "transfer", "media"),
                    "cli", Set.of("view", "transfer", "media", "server", "client", "compare"));

    /// Libraries of others, by the start of their modules' names. Where there is no entry, there is
    /// no library.
    static final Map<String, Set<String>> LIBRARIES =
            Map.of(
                    "server",
                            Set.of(
                                    "io.netty.",
                                    "micrometer.",
                                    "org.slf4j",
                                    "structured.fields",
                                    "tools.jackson.core"),
                    "client", Set.of("io.netty.", "structured.fields", "tools.jackson.core"),
                    "compare", Set.of("tools.jackson.core"),
                    "cli", Set.of("info.picocli", "me.tongfei.progressbar", "tools.jackson.core"));

    /// Built already; the others of the plan come later.
    static final Set<String> BUILT =
            Set.of("view", "transfer", "media", "server", "client", "compare", "cli");

    private static final String PREFIX = "io.zenview.";

    private House() {}

    /// The modules on this test's class path, ours and others', folders and jars alike.
    ///
    /// A jar without a descriptor counts only if a module requires it by name. An automatic module
    /// resolves together with every other one in sight, and those of the test libraries don't fit
    /// together.
    static ModuleFinder modules() {
        Map<ModuleDescriptor, Path> descriptors = new LinkedHashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            descriptor(Path.of(entry)).ifPresent(found -> descriptors.put(found, Path.of(entry)));
        }
        Set<String> required =
                descriptors.keySet().stream()
                        .flatMap(descriptor -> descriptor.requires().stream())
                        .map(Requires::name)
                        .collect(Collectors.toSet());
        return ModuleFinder.of(
                descriptors.entrySet().stream()
                        .filter(found -> isModule(found.getKey(), required))
                        .map(Map.Entry::getValue)
                        .toArray(Path[]::new));
    }

    /// Our modules as they were compiled, by the last part of the name.
    static Map<String, ModuleReference> built() {
        return modules().findAll().stream()
                .filter(module -> module.descriptor().name().startsWith(PREFIX))
                .collect(
                        Collectors.toMap(
                                module -> shortName(module.descriptor().name()), module -> module));
    }

    static boolean isOurs(String module) {
        return module.startsWith(PREFIX);
    }

    static String shortName(String module) {
        return module.substring(PREFIX.length());
    }

    private static boolean isModule(ModuleDescriptor descriptor, Set<String> required) {
        // JSpecify is here for the compiler and the tests only; an arrow to it must be static, and
        // so
        // stay unresolved.
        return !descriptor.name().equals("org.jspecify")
                && (!descriptor.isAutomatic() || required.contains(descriptor.name()));
    }

    private static Optional<ModuleDescriptor> descriptor(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .findFirst();
        } catch (FindException _) {
            // The names of some test libraries' jars make no name of a module.
            return Optional.empty();
        }
    }
}
