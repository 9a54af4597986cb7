package io.zenview.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds what the modules declare against the plan of the house.
class ModuleFenceTest {
    @Test
    void everyModuleIsInThePlanAndTheBuiltOnesAreHere() {
        assertThat(House.built().keySet())
                .containsAll(House.BUILT)
                .isSubsetOf(House.ARROWS.keySet());
    }

    @Test
    void everyArrowIsInThePlan() {
        Map<String, List<String>> strayArrows = new TreeMap<>();
        House.built()
                .forEach((name, module) -> {
                    List<String> stray =
                            module.descriptor().requires().stream()
                                    .filter(arrow -> !isPlanned(name, arrow))
                                    .map(Requires::toString)
                                    .toList();
                    if (!stray.isEmpty()) {
                        strayArrows.put(name, stray);
                    }
                });

        assertThat(strayArrows).isEmpty();
    }

    @Test
    void viewNeedsNothingButJavaBase() {
        ModuleDescriptor view = House.built().get("view").descriptor();

        Set<String> atRunTime =
                view.requires().stream()
                        .filter(arrow -> !arrow.modifiers().contains(Requires.Modifier.STATIC))
                        .map(Requires::name)
                        .collect(Collectors.toSet());

        assertThat(atRunTime).containsExactly("java.base");
    }

    @Test
    void theCommandResolvesAsModules() {
        Configuration graph =
                ModuleLayer.boot()
                        .configuration()
                        .resolve(House.modules(), ModuleFinder.of(), Set.of("io.zenview.cli"));

        assertThat(graph.modules())
                .extracting(module -> module.name())
                .contains("io.zenview.cli", "io.zenview.view", "info.picocli");
    }

    private static boolean isPlanned(String module, Requires arrow) {
        String target = arrow.name();
        if (House.isOurs(target)) {
            return House.ARROWS.getOrDefault(module, Set.of()).contains(House.shortName(target));
        }
        if (target.equals("org.jspecify")) {
            return arrow.modifiers().contains(Requires.Modifier.STATIC);
        }
        if (target.startsWith("java.") || target.startsWith("jdk.")) {
            return !target.equals("jdk.unsupported");
        }
        return House.LIBRARIES.getOrDefault(module, Set.of()).stream().anyMatch(target::startsWith);
    }
}
