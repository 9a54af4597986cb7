package io.zenview.fence;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
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
                    "compare", Set.of("view", "transfer", "media"),
                    "cli", Set.of("view", "transfer", "media", "server", "compare"));

    /// Libraries of others, by the start of their modules' names. Where there is no entry, there is
    /// no library.
    static final Map<String, Set<String>> LIBRARIES =
            Map.of("server", Set.of("io.netty."), "cli", Set.of("info.picocli"));

    /// Built already; the others of the plan come later.
    static final Set<String> BUILT = Set.of("view", "transfer", "compare", "cli");

    private static final String PREFIX = "io.zenview.";

    private House() {}

    /// The modules on this test's class path, ours and others', folders and jars alike.
    static ModuleFinder modules() {
        Path[] entries =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(House::hasDescriptor)
                        .toArray(Path[]::new);
        return ModuleFinder.of(entries);
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

    private static boolean hasDescriptor(Path entry) {
        // Most test libraries are no modules, and a finder takes offence at some of their names.
        try {
            return ModuleFinder.of(entry).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .anyMatch(descriptor ->
                            !descriptor.isAutomatic() && isNeededAtRunTime(descriptor));
        } catch (java.lang.module.FindException _) {
            return false;
        }
    }

    private static boolean isNeededAtRunTime(ModuleDescriptor descriptor) {
        // Present here for the compiler and the tests only; an arrow to it must be static, and so
        // stay unresolved.
        return !descriptor.name().equals("org.jspecify");
    }
}
