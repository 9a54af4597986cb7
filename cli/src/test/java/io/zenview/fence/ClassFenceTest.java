package io.zenview.fence;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleReference;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the compiled classes against the rules that module declarations can't express.
class ClassFenceTest {
    private static JavaClasses house;
    private static Set<String> exportedPackages;

    @BeforeAll
    static void readTheHouse() {
        Set<ModuleReference> modules = Set.copyOf(House.built().values());
        house =
                new ClassFileImporter()
                        .importLocations(
                                modules.stream()
                                        .map(module -> Location.of(module.location().orElseThrow()))
                                        .collect(Collectors.toSet()));
        exportedPackages =
                modules.stream()
                        .flatMap(module -> module.descriptor().exports().stream())
                        .filter(exports -> !exports.isQualified())
                        .map(Exports::source)
                        .collect(Collectors.toSet());
    }

    @Test
    void viewStandsOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("io.zenview.view..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.zenview.view..", "java..", "org.jspecify.annotations")
                .check(house);
    }

    @Test
    void nobodyReachesIntoTheJdksInside() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sun..", "jdk.internal..")
                .check(house);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.zenview.(**)").should().beFreeOfCycles().check(house);
    }

    @Test
    void publicTypesLiveInExportedPackages() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .resideInAnyPackage(exportedPackages.toArray(String[]::new))
                .check(house);
    }

    @Test
    void theApiMentionsOnlyWhatItsUsersCanName() {
        classes()
                .that(describe("are part of the API", ClassFenceTest::isNameable))
                .should(mentionOnlyNameableTypes())
                .check(house);
    }

    private static ArchCondition<JavaClass> mentionOnlyNameableTypes() {
        DescribedPredicate<JavaClass> hidden =
                describe(
                        "hidden",
                        type ->
                                type.getPackageName().startsWith("io.zenview.")
                                        && !isNameable(type));
        return new ArchCondition<>("mention only public types of exported packages") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMembers().stream()
                        .filter(ClassFenceTest::isVisible)
                        .forEach(member ->
                                mentions(member)
                                        .flatMap(mentioned ->
                                                mentioned.getAllInvolvedRawTypes().stream())
                                        .map(JavaClass::getBaseComponentType)
                                        .filter(hidden)
                                        .forEach(mentioned ->
                                                events.add(
                                                        SimpleConditionEvent.violated(
                                                                member,
                                                                member.getDescription()
                                                                        + " mentions hidden "
                                                                        + mentioned.getName()))));
            }
        };
    }

    private static Stream<JavaType> mentions(JavaMember member) {
        return switch (member) {
            case com.tngtech.archunit.core.domain.JavaField field -> Stream.of(field.getType());
            case com.tngtech.archunit.core.domain.JavaCodeUnit code ->
                    Stream.concat(
                            Stream.of(code.getReturnType()), code.getParameterTypes().stream());
            default ->
                    throw new AssertionError("a member that is neither field nor code: " + member);
        };
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        boolean compilersOwn =
                modifiers.contains(JavaModifier.SYNTHETIC)
                        || modifiers.contains(JavaModifier.BRIDGE);
        return !compilersOwn
                && (modifiers.contains(JavaModifier.PUBLIC)
                        || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static boolean isNameable(JavaClass type) {
        boolean reachable =
                type.getModifiers().contains(JavaModifier.PUBLIC)
                        || type.getModifiers().contains(JavaModifier.PROTECTED);
        return reachable
                && exportedPackages.contains(type.getPackageName())
                && type.getEnclosingClass().map(ClassFenceTest::isNameable).orElse(true);
    }
}
