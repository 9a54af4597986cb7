package io.zenview.fence;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What users of a module can name, a line for each: the packages it exports and the modules it
/// passes on, and of its public and protected types the header, record components, fields,
/// constructors and methods, with what may be null and what is thrown.
///
/// Members that a type has from a hidden superclass are listed as its own, because they are that to
/// its users.
final class ApiListing {
    private static final int ALWAYS_SHOWN =
            Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT | Modifier.PROTECTED;

    private final Set<String> exported;
    private final SortedSet<String> lines = new TreeSet<>();

    private ApiListing(Set<String> exported) {
        this.exported = exported;
    }

    /// The lines of a module that is on the class path, sorted.
    static List<String> of(ModuleReference module) throws Exception {
        ModuleDescriptor descriptor = module.descriptor();
        Set<String> exported =
                descriptor.exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());
        ApiListing listing = new ApiListing(exported);
        exported.forEach(name -> listing.lines.add("exports " + name));
        descriptor.requires().stream()
                .filter(arrow ->
                        arrow.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                .forEach(arrow -> listing.lines.add("requires transitive " + arrow.name()));
        List<String> resources;
        try (ModuleReader reader = module.open();
                Stream<String> all = reader.list()) {
            resources = all.filter(name -> name.endsWith(".class")).toList();
        }
        for (String resource : resources) {
            String name =
                    resource.substring(0, resource.length() - ".class".length()).replace('/', '.');
            if (exported.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
                listing.add(Class.forName(name, false, ApiListing.class.getClassLoader()));
            }
        }
        return List.copyOf(listing.lines);
    }

    private void add(Class<?> type) {
        if (!isNameable(type)) {
            return;
        }
        String name = type.getCanonicalName();
        lines.add(name + " " + header(type));
        if (type.isRecord()) {
            RecordComponent[] components = type.getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                lines.add(
                        "%s#(%d) component %s %s"
                                .formatted(
                                        name,
                                        i,
                                        text(components[i].getAnnotatedType()),
                                        components[i].getName()));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
                lines.add("%s#new%s".formatted(name, signature(constructor)));
            }
        }
        addMembers(name, type);
    }

    private void addMembers(String name, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
                lines.add(
                        "%s#%s : %s%s%s"
                                .formatted(
                                        name,
                                        field.getName(),
                                        modifiers(field.getModifiers()),
                                        field.isEnumConstant() ? "enum " : "",
                                        text(field.getAnnotatedType())));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers()) && !method.isSynthetic()) {
                lines.add(
                        "%s#%s%s : %s%s%s"
                                .formatted(
                                        name,
                                        method.getName(),
                                        signature(method),
                                        method.isDefault() ? "default " : "",
                                        modifiers(method.getModifiers()),
                                        text(method.getAnnotatedReturnType())));
            }
        }
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .filter(parent -> parent.getPackageName().startsWith("io.zenview."))
                .filter(parent -> !isNameable(parent))
                .forEach(parent -> addMembers(name, parent));
    }

    private String header(Class<?> type) {
        int shown = type.isInterface() ? 0 : Modifier.FINAL | Modifier.ABSTRACT;
        StringBuilder header = new StringBuilder();
        if (Modifier.isProtected(type.getModifiers())) {
            header.append("protected ");
        }
        // Enums and records are final by nature, or sealed by the compiler.
        if (!type.isRecord() && !type.isEnum()) {
            header.append(Modifier.toString(type.getModifiers() & shown));
            header.append(header.isEmpty() || header.charAt(header.length() - 1) == ' ' ? "" : " ");
            header.append(type.isSealed() ? "sealed " : "");
        }
        header.append(
                type.isAnnotation()
                        ? "annotation"
                        : type.isInterface()
                                ? "interface"
                                : type.isRecord() ? "record" : type.isEnum() ? "enum" : "class");
        header.append(variables(type.getTypeParameters()));
        AnnotatedType parent = type.getAnnotatedSuperclass();
        if (parent != null
                && !parent.getType().equals(Object.class)
                && !type.isRecord()
                && !type.isEnum()) {
            header.append(" extends ").append(text(parent));
        }
        if (type.getAnnotatedInterfaces().length > 0) {
            header.append(type.isInterface() ? " extends " : " implements ")
                    .append(texts(type.getAnnotatedInterfaces()));
        }
        if (type.isSealed() && !type.isEnum()) {
            header.append(" permits ")
                    .append(
                            Arrays.stream(type.getPermittedSubclasses())
                                    // Nobody can name the others, let alone depend on them.
                                    .map(permitted ->
                                            isNameable(permitted)
                                                    ? permitted.getCanonicalName()
                                                    : "hidden")
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return header.toString();
    }

    private static String signature(Executable code) {
        String thrown = texts(code.getAnnotatedExceptionTypes());
        return variables(code.getTypeParameters())
                + Arrays.stream(code.getParameters())
                        .map(ApiListing::text)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String text(Parameter parameter) {
        String text = text(parameter.getAnnotatedType());
        return parameter.isVarArgs()
                ? text.substring(0, text.length() - "[]".length()) + "..."
                : text;
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable ->
                                variable.getName()
                                        + " extends "
                                        + texts(variable.getAnnotatedBounds()))
                        .collect(Collectors.joining(", ", "<", ">"))
                        .replace(" extends java.lang.Object", "");
    }

    private static String texts(AnnotatedType[] types) {
        return Arrays.stream(types)
                .map(ApiListing::text)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String text(AnnotatedType type) {
        return type.toString()
                .replace("@org.jspecify.annotations.Nullable()", "@Nullable")
                .replace('$', '.');
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ALWAYS_SHOWN);
        return text.isEmpty() ? "" : text + " ";
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private boolean isNameable(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && isVisible(type.getModifiers())
                && exported.contains(type.getPackageName())
                && (outer == null || isNameable(outer));
    }
}
