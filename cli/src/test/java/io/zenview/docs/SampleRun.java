package io.zenview.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Runs compiled programs one after another, each with its own output: one JVM instead of one for
/// each of them.
final class SampleRun {
    private SampleRun() {}

    /// Runs them.
    ///
    /// @param args the folder for what they print, then the names of their classes
    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i++) {
            run(args[i], Path.of(args[0], args[i]));
        }
        System.exit(0);
    }

    private static void run(String name, Path output) throws IOException {
        PrintStream before = System.out;
        PrintStream errors = System.err;
        try (PrintStream out = new PrintStream(output.toFile(), StandardCharsets.UTF_8)) {
            System.setOut(out);
            System.setErr(out);
            Class<?> program = Class.forName(name);
            Constructor<?> constructor = program.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method main = program.getDeclaredMethod("main");
            main.setAccessible(true);
            main.invoke(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            // Stands in the output, where nobody expects it.
            e.printStackTrace(System.out);
        } finally {
            System.setOut(before);
            System.setErr(errors);
        }
    }
}
