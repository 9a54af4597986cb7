package io.zenview.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// Netty's decoder, as strict as it can be: what two programs could read in two ways is refused.
final class RequestDecoder extends HttpRequestDecoder {
    /// The largest piece of a body: what comes at once shall be written at once.
    private static final int MAX_PIECE = 1 << 20;

    private final Conversation conversation;

    RequestDecoder(Conversation conversation, int maxHeadBytes) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(maxHeadBytes)
                        .setMaxHeaderSize(maxHeadBytes)
                        .setMaxChunkSize(MAX_PIECE)
                        .setStrictLineParsing(true)
                        .setUseRfc9112TransferEncoding(true)
                        .setAllowDuplicateContentLengths(false)
                        .setValidateHeaders(true));
        this.conversation = conversation;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        conversation.bytesCame();
        super.channelRead(ctx, msg);
    }

    /// Two lengths in one request are how requests are smuggled past a proxy (RFC 9112, section
    /// 6.3).
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }

    /// Netty takes five characters for the space around a target, a bare CR among them, and any for
    /// a target's own. Others read that in other ways (RFC 9112, sections 2.2 and 3).
    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        int end = start + length;
        for (int i = start; i < end; i++) {
            if ((line[i] >= 0 && line[i] <= ' ') || line[i] == 0x7f) {
                throw new IllegalArgumentException(
                        "the target has the character 0x%x at %d".formatted(line[i], i - start));
            }
        }
        if (line[start - 1] != ' ' || (end < line.length && line[end] != ' ' && line[end] != 0)) {
            throw new IllegalArgumentException("no space before or after the target");
        }
        return super.splitSecondWordInitialLine(line, start, length);
    }
}
