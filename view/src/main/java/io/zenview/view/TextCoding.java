package io.zenview.view;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/// Text to bytes and back, strictly: what an encoding cannot say is an error, never a `?`.
final class TextCoding {
    private TextCoding() {}

    static byte[] encode(String text, Charset encoding) {
        CharBuffer in = CharBuffer.wrap(text);
        try {
            // The encoder of newEncoder() reports what getBytes would silently replace by '?'.
            ByteBuffer encoded = encoding.newEncoder().encode(in);
            byte[] data = new byte[encoded.remaining()];
            encoded.get(data);
            return data;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    encoding
                            + " cannot encode the character "
                            + String.format("U+%04X", text.codePointAt(in.position()))
                            + " at position "
                            + in.position(),
                    e);
        }
    }

    static String decode(byte[] bytes, int length, Charset encoding) {
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        try {
            return encoding.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    encoding
                            + " cannot decode the byte "
                            + String.format("0x%02x", bytes[in.position()])
                            + " at position "
                            + in.position()
                            + " of "
                            + length
                            + " bytes",
                    e);
        }
    }
}
