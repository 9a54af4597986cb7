package io.zenview.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.media.FilmRecording.Packet;
import io.zenview.media.FilmRecording.Stream;
import java.util.List;

/// Holds a track against what ffprobe says of it.
///
/// Two things ffprobe does its own way. Where composition offsets are negative it moves decoding
/// times by the lowest of them, so these are compared up to that shift; presentation times are not
/// moved, as long as it leaves the edit list aside. And of uncompressed sound it makes packets of
/// many samples.
final class PacketAgreement {
    private PacketAgreement() {}

    /// Every track that ffprobe sees is there, and agrees.
    static void check(Mp4Index index, List<Stream> streams) {
        for (Stream stream : streams) {
            Track track =
                    index.tracks().stream()
                            .filter(t -> t.id() == stream.id())
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no " + stream));
            check(track, stream);
        }
    }

    private static void check(Track track, Stream stream) {
        assertThat(track.timescale()).as("%s: timescale", stream).isEqualTo(stream.timescale());
        if (track.sampleCount() > stream.raw().size() && stream.type().equals("audio")) {
            checkPacked(track, stream);
            return;
        }
        assertThat(track.sampleCount()).as("%s: samples", stream).isEqualTo(stream.raw().size());
        long shift = shift(track, stream);
        for (int n = 0; n < stream.raw().size(); n++) {
            Packet packet = stream.raw().get(n);
            Sample sample = track.sample(n);
            boolean same =
                    sample.number() == n
                            && sample.presentationTime() == packet.pts()
                            && sample.decodeTime() - shift == packet.dts()
                            && sample.offset() == packet.position()
                            && sample.size() == packet.size()
                            && sample.keyFrame() == packet.key();
            if (!same) {
                throw new AssertionError(
                        "%s: packet %d is %s by ffprobe, but %s (decoding times shifted by %d)"
                                .formatted(stream, n, packet, sample, shift));
            }
        }
    }

    /// By how much ffprobe has moved the decoding times.
    private static long shift(Track track, Stream stream) {
        if (stream.raw().isEmpty()) {
            return 0;
        }
        long shift = track.sample(0).decodeTime() - stream.raw().getFirst().dts();
        if (shift != 0) {
            long least = 0;
            for (long n = 0; n < track.sampleCount(); n++) {
                Sample sample = track.sample(n);
                least = Math.min(least, sample.presentationTime() - sample.decodeTime());
            }
            assertThat(shift).as("%s: lowest composition offset", stream).isEqualTo(-least);
        }
        return shift;
    }

    private static void checkPacked(Track track, Stream stream) {
        long n = 0;
        for (Packet packet : stream.raw()) {
            long at = packet.position();
            assertThat(track.sample(n).decodeTime())
                    .as("%s: sample %d", stream, n)
                    .isEqualTo(packet.dts());
            while (at < packet.position() + packet.size()) {
                Sample sample = track.sample(n);
                assertThat(sample.offset()).as("%s: offset of %d", stream, n).isEqualTo(at);
                assertThat(sample.keyFrame()).as("%s: key %d", stream, n).isTrue();
                at += sample.size();
                n++;
            }
            assertThat(at)
                    .as("%s: end of a packet", stream)
                    .isEqualTo(packet.position() + packet.size());
        }
        assertThat(track.sampleCount()).as("%s: samples", stream).isEqualTo(n);
    }

    /// The key frame from which decoding has to start, by looking at each packet: in decoding order
    /// not after it, and not shown after it.
    static int keyFrameBefore(List<Packet> packets, int n) {
        for (int i = n; i >= 0; i--) {
            if (packets.get(i).key() && packets.get(i).pts() <= packets.get(n).pts()) {
                return i;
            }
        }
        return 0;
    }
}
