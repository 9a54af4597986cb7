package io.zenview.media;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// Whatever the bytes: a film that can be asked everything, or the exception that says what is
/// wrong with it.
class FilmFuzzTest {
    /// A film's first box, so that what comes in is what follows it.
    private static final byte[] FTYP =
            new WrittenBoxes().box("ftyp").text("isom").u32(512).text("isom").end().toBytes();

    @FuzzTest(maxDuration = "3m")
    void films(byte[] film) {
        FilmProbing.probe(film);
    }

    /// The same without the boxes around what matters: a `stbl` with tables of any kind.
    @FuzzTest(maxDuration = "3m")
    void sampleTables(byte[] tables) {
        WrittenBoxes out = new WrittenBoxes();
        out.put(FTYP).box("moov");
        out.box("mvhd", 0, 0).u32(0).u32(0).u32(1000).u32(4000).zeros(80).end();
        out.box("trak");
        out.box("tkhd", 0, 3).u32(0).u32(0).u32(1).u32(0).u32(4000).zeros(60).end();
        out.box("mdia");
        out.box("mdhd", 0, 0).u32(0).u32(0).u32(25).u32(100).u16(0x55C4).u16(0).end();
        out.box("hdlr", 0, 0).u32(0).text("vide").zeros(13).end();
        out.box("minf").box("stbl").put(tables);
        probeAll(out.end().end().end().end().end());
    }

    /// Fragments of a film whose `moov` is right.
    @FuzzTest(maxDuration = "3m")
    void fragments(byte[] boxes) {
        Mp4Writer film = new Mp4Writer();
        WrittenTrack video = film.video(25, 4).uniform(1, 3).keyEvery(2);
        video.inMoov = 2;
        film.fragments.add(new WrittenFragment().add(new WrittenFragment.Part(video, 2, 4)));
        byte[] head = film.toBytes();
        byte[] all = Arrays.copyOf(head, head.length + boxes.length);
        System.arraycopy(boxes, 0, all, head.length, boxes.length);
        FilmProbing.probe(all);
    }

    private static void probeAll(WrittenBoxes out) {
        FilmProbing.probe(out.toBytes());
    }
}
