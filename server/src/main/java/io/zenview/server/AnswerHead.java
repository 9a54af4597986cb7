package io.zenview.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;

/// Writes the head of an answer as bytes.
///
/// By hand, because a small answer is mostly its head: Netty's encoder would look at each field
/// again and wants its own kinds of messages around the body. Used by one event loop.
final class AnswerHead {
    private static final byte[] VERSION = ascii("HTTP/1.1 ");
    private static final AsciiString SERVER = AsciiString.cached("zenview");
    private static final int USUAL_SIZE = 512;
    private static final int CRLF = '\r' << 8 | '\n';
    private static final int COLON = ':' << 8 | ' ';

    private long second = -1;
    private AsciiString date = AsciiString.EMPTY_STRING;

    /// @param keepAlive whether the connection stays open afterwards
    /// @param oldClient whether the client speaks HTTP/1.0 and has to be told that it stays open
    ByteBuf encode(
            ByteBufAllocator allocator, Answer answer, boolean keepAlive, boolean oldClient) {
        HttpHeaders headers = answer.headers();
        HttpResponseStatus status = answer.status();
        headers.set(HttpHeaderNames.DATE, now());
        headers.set(HttpHeaderNames.SERVER, SERVER);
        if (hasLength(status) && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(answer.body().size()));
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (oldClient) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        ByteBuf head = allocator.directBuffer(USUAL_SIZE);
        write(head, status, headers);
        return head;
    }

    /// An interim answer, which has no body and promises nothing.
    static ByteBuf interim(
            ByteBufAllocator allocator, HttpResponseStatus status, HttpHeaders headers) {
        ByteBuf head = allocator.directBuffer(USUAL_SIZE);
        write(head, status, headers);
        return head;
    }

    private static boolean hasLength(HttpResponseStatus status) {
        return status.code() >= 200 && status.code() != 204 && status.code() != 304;
    }

    private static void write(ByteBuf head, HttpResponseStatus status, HttpHeaders headers) {
        head.writeBytes(VERSION);
        writeText(head, status.codeAsText());
        head.writeByte(' ');
        writeText(head, status.reasonPhrase());
        ByteBufUtil.writeShortBE(head, CRLF);
        Iterator<Map.Entry<CharSequence, CharSequence>> fields = headers.iteratorCharSequence();
        while (fields.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = fields.next();
            writeText(head, field.getKey());
            ByteBufUtil.writeShortBE(head, COLON);
            writeText(head, field.getValue());
            ByteBufUtil.writeShortBE(head, CRLF);
        }
        ByteBufUtil.writeShortBE(head, CRLF);
    }

    private static void writeText(ByteBuf head, CharSequence text) {
        if (text instanceof AsciiString ascii) {
            head.writeBytes(ascii.array(), ascii.arrayOffset(), ascii.length());
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Nothing that could end the line early, whatever it was made of.
            head.writeByte(c >= ' ' && c < 0x7f ? c : '?');
        }
    }

    private AsciiString now() {
        long millis = System.currentTimeMillis();
        if (millis / 1000 != second) {
            second = millis / 1000;
            date = new AsciiString(HttpDate.format(Instant.ofEpochSecond(second)));
        }
        return date;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
