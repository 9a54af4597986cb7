package io.zenview.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles all Java of the documentation in one go.
///
/// A program is compiled as it stands. A fragment becomes the body of a method, in the package of
/// the source that it documents, with our packages and the JDK's `java.base` imported and its
/// [Givens] as fields.
final class CompiledSamples {
    private static final List<String> OPTIONS =
            List.of(
                    "--release",
                    "25",
                    "-proc:none",
                    "-implicit:none",
                    "-Xlint:deprecation,removal,rawtypes,unchecked");
    private static final String IMPORTS =
            "import module java.base; import java.nio.channels.*; import java.lang.foreign.*;"
                    + " import io.zenview.client.*; import io.zenview.compare.*;"
                    + " import io.zenview.media.*; import io.zenview.server.*;"
                    + " import io.zenview.transfer.*; import io.zenview.view.*; ";

    private CompiledSamples() {}

    /// Compiles them into a folder, or fails with what the compiler says of each.
    static void compile(List<Sample> samples, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<JavaFileObject> units = new ArrayList<>();
        for (Sample sample : samples) {
            units.add(new Unit(sample));
        }
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-d", folder.toString()));
        options.addAll(List.of("-cp", System.getProperty("java.class.path")));
        try (var files = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
            compiler.getTask(new StringWriter(), files, said, options, null, units).call();
        }
        assertThat(said.getDiagnostics())
                .extracting(message ->
                        (message.getSource() instanceof Unit unit
                                        ? unit.sample.document()
                                                + ":"
                                                + (unit.sample.line() + message.getLineNumber() - 1)
                                        : "")
                                + " "
                                + message.getMessage(Locale.ROOT))
                .isEmpty();
    }

    /// The class path that runs what was compiled into a folder.
    static String classPath(Path folder) {
        return folder + File.pathSeparator + System.getProperty("java.class.path");
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final Sample sample;

        Unit(Sample sample) {
            super(URI.create("string:///" + sample.className() + ".java"), Kind.SOURCE);
            this.sample = sample;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            if (sample.isProgram()) {
                return sample.text();
            }
            // All on one line, so that the lines of messages are those of the document.
            return "package "
                    + sample.packageName()
                    + "; "
                    + IMPORTS
                    + "class "
                    + sample.className()
                    + " { "
                    + Givens.of(sample)
                    + " void main() throws Exception { "
                    + (sample.statesValues() ? sample.holdingValues() : sample.text())
                    + "}}";
        }
    }
}
