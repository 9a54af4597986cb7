package io.zenview.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.server.Limits;
import io.zenview.server.OriginServer;
import io.zenview.server.UploadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the tables of `docs/serve.md` against the code: limits by name and value, metrics by name.
class ServeDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\|");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(zenview_[a-z_]+)(?:\\{| )");

    @TempDir Path folder;

    @Test
    void limitsOfEveryServerAreInTheTable() throws Exception {
        assertThat(rows("Limits")).isEqualTo(components(Limits.DEFAULT));
    }

    @Test
    void limitsOfUploadsAreInTheTable() throws Exception {
        assertThat(rows("Limits of uploads")).isEqualTo(components(UploadLimits.DEFAULT));
    }

    @Test
    void metricsAreThoseInTheTable() throws Exception {
        Set<String> documented = new TreeSet<>(rows("Metrics").keySet());
        Set<String> counted = new TreeSet<>();
        try (OriginServer server =
                        OriginServer.builder()
                                .directory(folder)
                                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                                .start();
                HttpClient client = HttpClient.newHttpClient()) {
            provokeARefusal(server.port());
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            String last = "";
            // The first of them is counted when it has been answered.
            for (int i = 0; i < 2; i++) {
                last = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            }
            Matcher sample = SAMPLE.matcher(last);
            while (sample.find()) {
                counted.add(sample.group(1));
            }
        }
        assertThat(counted).isEqualTo(documented);
    }

    /// The counter of refusals appears with the first one.
    private static void provokeARefusal(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write("GARBAGE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(new ByteArrayOutputStream());
        }
    }

    /// Name and value of each row of the table below a heading.
    private static Map<String, String> rows(String heading) throws IOException {
        String text = Files.readString(Documents.ROOT.resolve("docs/serve.md"));
        int start = text.indexOf("## " + heading + "\n");
        assertThat(start).as("docs/serve.md has the heading " + heading).isNotNegative();
        int next = text.indexOf("\n## ", start + 3);
        int deeper = text.indexOf("\n### ", start + 3);
        int end = Math.min(next < 0 ? text.length() : next, deeper < 0 ? text.length() : deeper);
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(text.substring(start, end));
        while (row.find()) {
            rows.put(row.group(1), row.group(2).strip());
        }
        return rows;
    }

    private static Map<String, String> components(Record limits) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordComponent component : Arrays.asList(limits.getClass().getRecordComponents())) {
            Object value = component.getAccessor().invoke(limits);
            if (!(value instanceof Record)) {
                values.put(component.getName(), written(value));
            }
        }
        return values;
    }

    private static String written(Object value) {
        return value instanceof Duration time ? time.toSeconds() + " s" : value.toString();
    }
}
