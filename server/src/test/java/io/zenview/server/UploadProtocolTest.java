package io.zenview.server;

import static io.zenview.server.Uploads.assertNothingLeft;
import static io.zenview.server.Uploads.bytes;
import static io.zenview.server.Uploads.limits;
import static io.zenview.server.Uploads.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zenview.transfer.Digest;
import io.zenview.transfer.DigestAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadProtocolTest {
    private static final long MAX_SIZE = 1_000_000;

    @TempDir private Path root;

    private WritableDirectory store;
    private UploadClient client;

    @BeforeEach
    void openStore() throws IOException {
        store = open(root, limits(MAX_SIZE, 5, 2 * MAX_SIZE));
        client = new UploadClient(new UploadProtocol(store, Optional.empty(), true));
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return DigestFields.format(
                new Digest(
                        DigestAlgorithm.SHA_256,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))));
    }

    private static Object member(UploadAnswer answer, String name) {
        return answer.problem().orElseThrow().members().get(name);
    }

    private static String type(UploadAnswer answer) {
        return answer.problem().orElseThrow().type();
    }

    // --- Plain PUT and DELETE

    @Test
    void putsAndReplaces() throws Exception {
        UploadAnswer created = client.request("PUT", "/a%20b/f").body("one").send();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.fields())
                .containsEntry("Location", "/a%20b/f")
                .containsEntry("ETag", FileTag.of(root.resolve("a b/f")).toString())
                .doesNotContainKeys("Upload-Complete", "Repr-Digest");

        UploadAnswer replaced = client.request("PUT", "/a%20b/f").chunked().body("two").send();
        assertThat(replaced.status()).isEqualTo(204);
        assertThat(replaced.fields())
                .containsEntry("ETag", FileTag.of(root.resolve("a b/f")).toString())
                .doesNotContainKey("Location");
        assertThat(root.resolve("a b/f")).hasContent("two");
        assertNothingLeft(root);
    }

    @Test
    void aPlainPutIsNotAnnouncedAndLeavesNothingWhenItBreaksOff() throws Exception {
        UploadClient.Request put = client.request("PUT", "/f").body("0123456789");
        UploadIntake intake = put.accepted();
        assertThat(intake.announcement()).isEmpty();
        assertThatThrownBy(() -> intake.take(put.breakingAfter(5))).hasMessage("connection reset");
        assertNothingLeft(root);
        assertThat(root.resolve("f")).doesNotExist();

        client.request("PUT", "/f").body("0123456789").accepted().close();
        assertNothingLeft(root);
    }

    @Test
    void aShortBodyIsRefused() throws Exception {
        UploadClient.Request put = client.request("PUT", "/f").body("0123456789");
        UploadAnswer answer =
                put.accepted()
                        .take(appender -> {
                            Uploads.append(appender, bytes(1, 9));
                            return 9;
                        });
        assertThat(answer.status()).isEqualTo(400);
        assertThat(root.resolve("f")).doesNotExist();
        assertNothingLeft(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Range     | bytes 0-2/10         | 400",
                "Content-Range     | bytes */*            | 400",
                "Content-Encoding  | gzip                 | 415",
                "If-Match          | *                    | 412",
                "If-Match          | \"x\"                | 412",
                "If-Match          | x                    | 400",
                "If-None-Match     | *, \"x\"             | 400",
                "Repr-Digest       | sha-256=:AAAA:       | 400",
                "Content-Digest    | sha-256=1            | 400",
                "Content-Digest    | ?                    | 400"
            })
    void refusedForAField(String name, String value, int status) throws Exception {
        UploadAnswer answer = client.request("PUT", "/f").with(name, value).body("abc").refused();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem().orElseThrow().status()).isEqualTo(status);
        assertNothingLeft(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", " Identity"})
    void identityIsNoCoding(String coding) throws Exception {
        assertThat(
                        client.request("PUT", "/f")
                                .with("Content-Encoding", coding)
                                .body("abc")
                                .send()
                                .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/,409",
        "PUT,/d/,409",
        "PUT,/d,409",
        "PUT,/.zenview-uploads,404",
        "PUT,/.zenview-uploads/x,404",
        "PUT,/d/.ZENVIEW-UPLOADS/x,404",
        "PATCH,/f,405",
        "POST,/f,405",
        "TRACE,/f,405",
        "DELETE,/d,409",
        "DELETE,/d/,409",
        "DELETE,/none,404",
        "GET,/.zenview-uploads/,404",
        "HEAD,/.zenview-uploads/lock,404"
    })
    void refusedForThePath(String method, String path, int status) throws Exception {
        Files.createDirectory(root.resolve("d"));
        UploadAnswer answer = client.request(method, path).body("abc").refused();
        assertThat(answer.status()).isEqualTo(status);
        if (status == 405) {
            assertThat(answer.fields()).containsEntry("Allow", "GET, HEAD, PUT, DELETE, OPTIONS");
        }
        assertNothingLeft(root);
    }

    @Test
    void aLinkOutOfTheRootIsForbidden() throws Exception {
        Files.createSymbolicLink(root.resolve("out"), Path.of("/tmp"));
        assertThat(client.request("PUT", "/out/zenview-f").body("x").refused().status())
                .isEqualTo(403);
    }

    @Test
    void tooLargeIsRefusedWithTheLimit() throws Exception {
        UploadAnswer said =
                client.request("PUT", "/f").body(new byte[(int) MAX_SIZE + 1]).refused();
        assertThat(said.status()).isEqualTo(413);
        assertThat(said.fields().get("Upload-Limit")).startsWith("max-size=1000000");

        UploadAnswer found =
                client.request("PUT", "/f").chunked().body(new byte[(int) MAX_SIZE + 1]).send();
        assertThat(found.status()).isEqualTo(413);
        assertThat(found.fields()).containsKey("Upload-Limit");
        assertNothingLeft(root);
    }

    @Test
    void digestsAreVerified() throws Exception {
        byte[] body = bytes(1, 100_000);
        for (String field : new String[] {"Repr-Digest", "Content-Digest"}) {
            UploadAnswer wrong =
                    client.request("PUT", "/f").with(field, sha256(bytes(2, 1))).body(body).send();
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(root.resolve("f")).doesNotExist();
            assertNothingLeft(root);
        }
        UploadAnswer right =
                client.request("PUT", "/f")
                        .with("Repr-Digest", "md5=:AAAA:")
                        .with("Repr-Digest", sha256(body))
                        .with("Content-Digest", "crc32c=:ePkW3Q==:")
                        .body(body)
                        .send();
        assertThat(right.status()).as("the crc32c is wrong").isEqualTo(400);
        UploadAnswer wanted =
                client.request("PUT", "/f")
                        .with("Want-Repr-Digest", "sha-256=3, md5=9, crc32c=0")
                        .body(body)
                        .send();
        assertThat(wanted.fields()).containsEntry("Repr-Digest", sha256(body));
    }

    @Test
    void preconditionsGuardWritesAndDeletions() throws Exception {
        String first =
                client.request("PUT", "/f")
                        .with("If-None-Match", "*")
                        .body("1")
                        .send()
                        .fields()
                        .get("ETag");
        assertThat(
                        client.request("PUT", "/f")
                                .with("If-None-Match", "*")
                                .body("2")
                                .refused()
                                .status())
                .isEqualTo(412);
        assertThat(
                        client.request("PUT", "/f")
                                .with("If-Match", "\"x\"")
                                .with("If-Match", first)
                                .body("2")
                                .send()
                                .status())
                .isEqualTo(204);
        assertThat(client.request("DELETE", "/f").with("If-Match", first).send().status())
                .isEqualTo(412);
        assertThat(client.request("DELETE", "/f").with("If-Match", "*").send().status())
                .isEqualTo(204);
        assertThat(root.resolve("f")).doesNotExist();
    }

    @Test
    void aDateGuardsWritesToo() throws Exception {
        try (DirectoryStore reading = DirectoryStore.of(root)) {
            store.close();
            store = new WritableDirectory(root, reading, UploadLimits.DEFAULT);
            client = new UploadClient(new UploadProtocol(store, Optional.empty(), true));
            String before = "Thu, 01 Jan 2026 00:00:00 GMT";
            String after = "Sat, 03 Jan 2026 00:00:00 GMT";
            Files.writeString(root.resolve("f"), "x");
            Files.setLastModifiedTime(
                    root.resolve("f"), FileTime.from(Instant.parse("2026-01-02T00:00:00.5Z")));
            assertThat(
                            client.request("PUT", "/f")
                                    .with("If-Unmodified-Since", before)
                                    .body("y")
                                    .refused()
                                    .status())
                    .isEqualTo(412);
            UploadClient.Request put =
                    client.request("PUT", "/f").with("If-Unmodified-Since", after).body("y");
            UploadIntake intake = put.accepted();
            Files.writeString(root.resolve("f"), "changed while the body came");
            assertThat(intake.take(put::into).status()).isEqualTo(412);
            assertThat(
                            client.request("PUT", "/f")
                                    .with("If-Unmodified-Since", "Fri, 31 Dec 9999 00:00:00 GMT")
                                    .body("y")
                                    .send()
                                    .status())
                    .isEqualTo(204);
            assertThat(
                            client.request("PUT", "/new")
                                    .with("If-Unmodified-Since", before)
                                    .body("y")
                                    .send()
                                    .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void deletingIsForThoseWhoAskForIt() throws Exception {
        UploadClient cautious =
                new UploadClient(new UploadProtocol(store, Optional.empty(), false));
        UploadAnswer answer = cautious.request("DELETE", "/f").refused();
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.fields()).containsEntry("Allow", "GET, HEAD, PUT, OPTIONS");
    }

    // --- What there is to know

    @Test
    void optionsSayWhatIsPossible() throws Exception {
        UploadAnswer answer = client.request("OPTIONS", "/f").send();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.fields())
                .containsEntry("Accept-Patch", "application/partial-upload")
                .containsEntry("Upload-Limit", "max-size=1000000, max-age=86400")
                .containsEntry("Allow", "GET, HEAD, PUT, DELETE, OPTIONS");
        assertThat(client.request("OPTIONS", "/.zenview-uploads/x").send().fields())
                .containsEntry("Allow", "GET, HEAD, PATCH, DELETE, OPTIONS");
    }

    @Test
    void withoutTheTokenNothingIsWritten() throws Exception {
        UploadClient guarded =
                new UploadClient(
                        new UploadProtocol(store, Optional.of(BearerToken.of("secret")), true));
        for (String method : new String[] {"PUT", "DELETE", "POST", "PATCH"}) {
            UploadAnswer answer = guarded.request(method, "/f").body("x").refused();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.fields())
                    .containsEntry("WWW-Authenticate", "Bearer realm=\"zenview\"");
        }
        UploadAnswer wrong =
                guarded.request("HEAD", "/.zenview-uploads/x")
                        .with("Authorization", "Bearer wrong")
                        .refused();
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.fields().get("WWW-Authenticate")).contains("invalid_token");
        assertThat(guarded.request("OPTIONS", "/f").send().status()).isEqualTo(204);
        assertThat(
                        guarded.request("PUT", "/f")
                                .with("Authorization", "bearer secret")
                                .body("x")
                                .send()
                                .status())
                .isEqualTo(201);
    }

    // --- Resumable uploads

    @Test
    void brokenOffAndResumed() throws Exception {
        byte[] body = bytes(1, 500_000);
        UploadClient.Request put =
                client.request("PUT", "/f")
                        .with("Upload-Complete", "?1")
                        .with("Repr-Digest", sha256(body))
                        .with("If-None-Match", "*")
                        .body(body);
        UploadIntake intake = put.accepted();
        UploadAnswer announced = intake.announcement().orElseThrow();
        assertThat(announced.status()).isEqualTo(104);
        assertThat(announced.fields().get("Upload-Limit")).startsWith("max-size=1000000, max-age=");
        String location = announced.fields().get("Location");
        assertThat(location).matches("/\\.zenview-uploads/[A-Za-z0-9_-]{22}");
        assertThatThrownBy(() -> intake.take(put.breakingAfter(123_456)))
                .hasMessage("connection reset");

        UploadAnswer progress = client.request("HEAD", location).send();
        assertThat(progress.status()).isEqualTo(204);
        assertThat(progress.fields())
                .containsEntry("Upload-Offset", "123456")
                .containsEntry("Upload-Complete", "?0")
                .containsEntry("Upload-Length", "500000")
                .containsEntry("Cache-Control", "no-store")
                .containsKey("Upload-Limit")
                .doesNotContainKey("ETag");

        byte[] rest = Arrays.copyOfRange(body, 123_456, body.length);
        UploadAnswer done = client.request("PATCH", location).part(123_456, true, rest).send();
        String etag = FileTag.of(root.resolve("f")).toString();
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.fields())
                .containsEntry("Upload-Complete", "?1")
                .containsEntry("Location", "/f")
                .containsEntry("Repr-Digest", sha256(body))
                .containsEntry("ETag", etag);
        assertThat(root.resolve("f")).hasBinaryContent(body);

        // The client that did not hear of it asks again.
        assertThat(client.request("HEAD", location).send().fields())
                .containsEntry("Upload-Complete", "?1")
                .containsEntry("Upload-Offset", "500000")
                .containsEntry("Upload-Length", "500000")
                .containsEntry("ETag", etag)
                .containsEntry("Repr-Digest", sha256(body))
                .containsEntry("Content-Location", "/f");
        UploadAnswer again =
                client.request("PATCH", location).part(500_000, true, new byte[0]).send();
        assertThat(again.status()).isEqualTo(400);
        assertThat(type(again)).endsWith("#completed-upload");
        assertThat(again.fields()).containsEntry("Upload-Complete", "?1");
        UploadAnswer more =
                client.request("PATCH", location).part(500_000, true, new byte[1]).send();
        assertThat(more.status()).isEqualTo(400);
        assertThat(type(more)).endsWith("#inconsistent-upload-length");

        assertThat(client.request("DELETE", location).send().status()).isEqualTo(204);
        assertThat(client.request("HEAD", location).send().status()).isEqualTo(404);
        assertThat(root.resolve("f")).hasBinaryContent(body);
    }

    @Test
    void inParts() throws Exception {
        byte[] body = bytes(2, 30_000);
        UploadAnswer begun = client.request("PUT", "/f").with("Upload-Complete", "?0").send();
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.fields())
                .containsEntry("Upload-Complete", "?0")
                .containsEntry("Upload-Offset", "0")
                .containsKey("Upload-Limit");
        String location = begun.fields().get("Location");
        assertThat(client.request("HEAD", location).send().fields())
                .doesNotContainKey("Upload-Length");

        UploadAnswer part =
                client.request("PATCH", location)
                        .part(0, false, Arrays.copyOf(body, 10_000))
                        .with("Upload-Length", "30000")
                        .send();
        assertThat(part.status()).isEqualTo(204);
        assertThat(part.fields())
                .containsEntry("Upload-Complete", "?0")
                .containsEntry("Upload-Offset", "10000");
        assertThat(client.request("HEAD", location).send().fields())
                .containsEntry("Upload-Length", "30000");
        assertThat(
                        client.request("PATCH", location)
                                .part(10_000, false, Arrays.copyOfRange(body, 10_000, 30_000))
                                .chunked()
                                .send()
                                .status())
                .isEqualTo(204);
        assertThat(root.resolve("f")).doesNotExist();
        assertThat(
                        client.request("PATCH", location)
                                .part(30_000, true, new byte[0])
                                .send()
                                .status())
                .isEqualTo(201);
        assertThat(root.resolve("f")).hasBinaryContent(body);
    }

    private String begin(String... fields) throws IOException {
        UploadClient.Request put = client.request("PUT", "/f").with("Upload-Complete", "?0");
        for (int i = 0; i < fields.length; i += 2) {
            put.with(fields[i], fields[i + 1]);
        }
        return put.body(bytes(3, 100)).send().fields().get("Location");
    }

    @Test
    void theOffsetMustBeTheRightOne() throws Exception {
        String location = begin();
        UploadAnswer answer =
                client.request("PATCH", location).part(99, false, bytes(1, 1)).refused();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.fields()).containsEntry("Upload-Offset", "100");
        assertThat(type(answer))
                .isEqualTo(
                        "https://iana.org/assignments/http-problem-types#mismatching-upload-offset");
        assertThat(member(answer, "expected-offset")).isEqualTo(100L);
        assertThat(member(answer, "provided-offset")).isEqualTo(99L);
    }

    @Test
    void patchesThatAreNoneAreRefused() throws Exception {
        String location = begin();
        UploadAnswer type =
                client.request("PATCH", location)
                        .with("Content-Type", "application/octet-stream")
                        .with("Upload-Offset", "100")
                        .with("Upload-Complete", "?0")
                        .refused();
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.fields()).containsEntry("Accept-Patch", "application/partial-upload");
        for (String[] fields :
                new String[][] {{"Upload-Offset", "100"}, {"Upload-Complete", "?0"}, {"X", "y"}}) {
            assertThat(
                            client.request("PATCH", location)
                                    .with("Content-Type", "Application/Partial-Upload; x=y")
                                    .with(fields[0], fields[1])
                                    .refused()
                                    .status())
                    .isEqualTo(400);
        }
        assertThat(client.request("PUT", location).body("x").refused().status()).isEqualTo(405);
        assertThat(
                        client.request("PATCH", "/.zenview-uploads/" + "A".repeat(22))
                                .part(0, false, new byte[1])
                                .refused()
                                .status())
                .isEqualTo(404);
    }

    @Test
    void lengthsMustAgree() throws Exception {
        UploadAnswer both =
                client.request("PUT", "/f")
                        .with("Upload-Complete", "?1")
                        .with("Upload-Length", "4")
                        .body("abc")
                        .refused();
        assertThat(both.status()).isEqualTo(400);
        assertThat(type(both)).endsWith("#inconsistent-upload-length");

        String location = begin("Upload-Length", "200");
        UploadAnswer beyond =
                client.request("PATCH", location).part(100, false, bytes(1, 101)).refused();
        assertThat(type(beyond)).endsWith("#inconsistent-upload-length");
        UploadAnswer other =
                client.request("PATCH", location)
                        .part(100, false, bytes(1, 1))
                        .with("Upload-Length", "201")
                        .refused();
        assertThat(type(other)).endsWith("#inconsistent-upload-length");
        UploadAnswer early =
                client.request("PATCH", location).part(100, true, bytes(1, 99)).refused();
        assertThat(type(early)).endsWith("#inconsistent-upload-length");

        UploadAnswer found =
                client.request("PATCH", location).part(100, false, bytes(1, 101)).chunked().send();
        assertThat(type(found)).endsWith("#inconsistent-upload-length");
        assertThat(client.request("HEAD", location).send().status()).isEqualTo(404);
        assertNothingLeft(root);
    }

    @Test
    void lengthsNearTheEndOfNumbersAreTooLarge() throws Exception {
        assertThat(
                        client.request("PUT", "/f")
                                .with("Upload-Complete", "?0")
                                .with("Upload-Length", "999999999999999")
                                .refused()
                                .status())
                .isEqualTo(413);
        String location = begin();
        UploadReply reply =
                new UploadProtocol(store, Optional.empty(), true)
                        .reply(
                                new UploadRequest(
                                        "PATCH",
                                        ContentPath.parse(location),
                                        name ->
                                                switch (name) {
                                                    case "Content-Type" ->
                                                            "application/partial-upload";
                                                    case "Upload-Offset" -> "100";
                                                    case "Upload-Complete" -> "?0";
                                                    default -> null;
                                                },
                                        OptionalLong.of(Long.MAX_VALUE),
                                        Instant.now(),
                                        () -> {}));
        assertThat(((UploadAnswer) reply).status()).isEqualTo(413);
    }

    @Test
    void contentWithAWrongDigestIsDropped() throws Exception {
        String location = begin();
        UploadAnswer wrong =
                client.request("PATCH", location)
                        .part(100, false, bytes(1, 50))
                        .with("Content-Digest", sha256(bytes(2, 50)))
                        .send();
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.fields()).containsEntry("Upload-Offset", "100");
        UploadAnswer right =
                client.request("PATCH", location)
                        .part(100, true, bytes(1, 50))
                        .with("Content-Digest", sha256(bytes(1, 50)))
                        .send();
        assertThat(right.status()).isEqualTo(201);
        byte[] whole = Arrays.copyOf(bytes(3, 100), 150);
        System.arraycopy(bytes(1, 50), 0, whole, 100, 50);
        assertThat(root.resolve("f")).hasBinaryContent(whole);
    }

    @Test
    void aWholeThatIsRefusedCannotBeResumed() throws Exception {
        UploadAnswer wrong =
                client.request("PUT", "/f")
                        .with("Upload-Complete", "?1")
                        .with("Repr-Digest", sha256(bytes(2, 50)))
                        .body(bytes(1, 50))
                        .send();
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.fields()).containsEntry("Upload-Complete", "?1");

        String location = begin("If-None-Match", "*");
        Files.writeString(root.resolve("f"), "somebody else's");
        UploadAnswer late = client.request("PATCH", location).part(100, true, new byte[0]).send();
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.fields()).containsEntry("Upload-Complete", "?1");
        assertThat(root.resolve("f")).hasContent("somebody else's");
        assertNothingLeft(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PATCH", "DELETE"})
    void aLaterRequestEndsAnEarlierOne(String method) throws Exception {
        String location = begin();
        UploadClient.Request stalled =
                client.request("PATCH", location).part(100, true, bytes(1, 50));
        UploadIntake intake = stalled.accepted();
        UploadAnswer[] later = new UploadAnswer[1];
        UploadAnswer answer =
                intake.take(appender -> {
                    Uploads.append(appender, bytes(1, 20));
                    UploadClient.Request next = client.request(method, location);
                    if (method.equals("PATCH")) {
                        next.part(120, false, bytes(4, 5));
                    }
                    later[0] = next.send();
                    Uploads.append(appender, bytes(1, 30));
                    return 50;
                });
        assertThat(stalled.aborted()).isEqualTo(1);
        assertThat(later[0].status()).isEqualTo(204);
        assertThat(answer.status()).isIn(409, 404);
        if (!method.equals("DELETE")) {
            assertThat(later[0].fields())
                    .containsEntry("Upload-Offset", method.equals("HEAD") ? "120" : "125");
        }
    }

    @Test
    void tooManyUploadsAreRefusedForAWhile() throws Exception {
        for (int i = 0; i < 5; i++) {
            begin();
        }
        UploadAnswer answer = client.request("PUT", "/f").with("Upload-Complete", "?0").refused();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.fields()).containsKey("Retry-After");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "?2", "true", "?1, ?1", ""})
    void aFieldOfAnotherTypeIsNone(String value) throws Exception {
        UploadAnswer answer =
                client.request("PUT", "/f").with("Upload-Complete", value).body("x").send();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.fields()).doesNotContainKey("Upload-Complete");
    }
}
