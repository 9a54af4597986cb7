package io.zenview.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The comparisons that happen in memory, with small numbers.
class MemoryComparisonsTest {
    @TempDir Path directory;
    private Settings settings;

    @BeforeEach
    void small() throws Exception {
        settings =
                Settings.defaults()
                        .withRounds(3)
                        .withDirectory(directory)
                        .withPython(Python.find())
                        .withMemorySizes(List.of(500, 1000, 2000), 1 << 16, 1 << 12, 1000);
    }

    @Test
    void walksThroughSlices() throws Exception {
        SlicesResult result = (SlicesResult) Comparison.SLICES.run(settings, Progress.silent());

        assertThat(result.rounds()).isEqualTo(SlicesRun.MAX_ROUNDS);
        SlicesResult.Walk copies = result.walk(Language.JAVA, true).orElseThrow();
        SlicesResult.Walk views = result.walk(Language.JAVA, false).orElseThrow();
        assertThat(copies.type()).isEqualTo("Bytes");
        assertThat(views.type()).isEqualTo("MemoryView");
        assertThat(views.lengths()).containsExactly(500, 1000, 2000);
        assertThat(views.seconds()).hasSize(3).allMatch(seconds -> seconds.min() > 0);
        assertThat(result.table().rows()).hasSize(6);
        assertThat(result.readings().getFirst())
                .contains(copies.growth().toString(), views.growth().toString());
    }

    @Test
    void takesChunks() throws Exception {
        ChunkResult result = (ChunkResult) Comparison.CHUNK.run(settings, Progress.silent());

        ChunkResult.Cut copy = result.cut(Language.JAVA, true).orElseThrow();
        ChunkResult.Cut view = result.cut(Language.JAVA, false).orElseThrow();
        assertThat(copy.allocatedBytes()).isBetween(1L << 12, (1L << 12) + 500);
        assertThat(view.allocatedBytes()).isBetween(1L, 100L);
        assertThat(copy.seconds().values()).hasSize(3);
        assertThat(result.offset() % 2).isEqualTo(1);
    }

    @Test
    void doublesNumbers() throws Exception {
        NumbersResult result = (NumbersResult) Comparison.NUMBERS.run(settings, Progress.silent());

        assertThat(result.first()).containsExactly(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L, 16L, 18L);
        assertThat(result.doublings().stream().filter(d -> d.language() == Language.JAVA))
                .extracting(NumbersResult.Doubling::way)
                .containsExactly(NumbersResult.Way.values());
        assertThat(result.readings()).anyMatch(text -> text.contains("[0 2 4 6 8 10 12 14 16 18]"));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void hasNoColumnsForAPythonThatIsNotThere() throws Exception {
        Settings without = settings.withPython(Python.none("switched off"));

        for (Comparison comparison :
                List.of(Comparison.SLICES, Comparison.CHUNK, Comparison.NUMBERS)) {
            Result result = comparison.run(without, Progress.silent());

            assertThat(result.table().columns())
                    .noneMatch(column -> column.name().contains("Python"));
            assertThat(result.readings()).noneMatch(text -> text.startsWith("In Python"));
            assertThat(result.pythonAbsence()).contains("Without Python's columns: switched off.");
        }
    }
}
