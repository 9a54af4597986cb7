package io.zenview.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.client.Download;
import io.zenview.media.VideoLibrary;
import io.zenview.server.OriginServer;
import io.zenview.transfer.Receiver;
import io.zenview.view.MemoryView;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds the limits that `SECURITY.md` names against the code: each row names its constant, or a
/// component of a record's default.
class SecurityDocsTest {
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\|[^|]*\\| ([\\d,]+) ?([A-Za-z]*)[^|]*\\| `([\\w.]+)#(\\w+)` \\|$");
    private static final Pattern PLACE = Pattern.compile("(?m)^\\|.*#\\w+` \\|$");
    private static final Map<String, Long> BYTES =
            Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
    private static final Map<String, Duration> TIMES =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "min", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1));
    private static final List<Class<?>> NEIGHBOURS =
            List.of(
                    MemoryView.class,
                    Receiver.class,
                    VideoLibrary.class,
                    OriginServer.class,
                    Download.class);

    @Test
    void everyLimitIsTheOneInTheCode() throws Exception {
        List<String> differences = new ArrayList<>();
        for (MatchResult row : rows()) {
            long number = Long.parseLong(row.group(1).replace(",", ""));
            Duration unit = TIMES.get(row.group(2));
            String said =
                    unit == null
                            ? Long.toString(number * BYTES.get(row.group(2)))
                            : unit.multipliedBy(number).toString();
            String held = value(row.group(3), row.group(4));
            if (!said.equals(held)) {
                differences.add(
                        "%s#%s is %s, in SECURITY.md %s"
                                .formatted(row.group(3), row.group(4), held, said));
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void everyRowThatNamesAPlaceIsRead() throws IOException {
        assertThat(rows())
                .hasSameSizeAs(PLACE.matcher(text()).results().toList())
                .hasSizeGreaterThan(40);
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(text()).results().toList();
    }

    private static String text() throws IOException {
        return Files.readString(Documents.ROOT.resolve("SECURITY.md"));
    }

    private static String value(String type, String name) throws Exception {
        Class<?> owner = find(type);
        Object value;
        if (owner.isRecord() && !name.equals(name.toUpperCase(Locale.ROOT))) {
            value = owner.getMethod(name).invoke(owner.getField("DEFAULT").get(null));
        } else {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            value = field.get(null);
        }
        if (name.endsWith("_NANOS")) {
            return Duration.ofNanos((long) value).toString();
        }
        return name.endsWith("_MILLIS")
                ? Duration.ofMillis(((Number) value).longValue()).toString()
                : value.toString();
    }

    /// By its simple name; where two modules have it, by the module's and that.
    private static Class<?> find(String name) {
        List<String> candidates = new ArrayList<>(List.of("io.zenview." + name));
        for (Class<?> neighbour : NEIGHBOURS) {
            candidates.add(neighbour.getPackageName() + "." + name.replace('.', '$'));
        }
        List<Class<?>> found = new ArrayList<>();
        for (String candidate : candidates) {
            try {
                found.add(Class.forName(candidate));
            } catch (ClassNotFoundException _) {
                // It is in another module.
            }
        }
        assertThat(found).as("classes that SECURITY.md may mean by " + name).hasSize(1);
        return found.getFirst();
    }
}
