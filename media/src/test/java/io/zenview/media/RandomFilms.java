package io.zenview.media;

import io.zenview.media.WrittenFragment.Defaults;
import io.zenview.media.WrittenFragment.Part;
import java.util.Random;

/// Films of any layout.
final class RandomFilms {
    private static final int[] TIMESCALES = {600, 1000, 12_800, 24_000, 30_000, 90_000};

    private final Random random;

    RandomFilms(long seed) {
        random = new Random(seed);
    }

    Mp4Writer next() {
        Mp4Writer film = new Mp4Writer();
        film.moovLast = random.nextBoolean();
        film.largeSizes = random.nextInt(4) == 0;
        film.mdatToTheEnd = random.nextInt(4) == 0;
        film.movieTimescale = random.nextBoolean() ? 1000 : 600;
        film.chunksOfMdat = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : Integer.MAX_VALUE;
        film.gap = random.nextInt(3) == 0 ? random.nextInt(9) : 0;
        film.shuffle = random.nextInt(3) == 0 ? new Random(random.nextLong()) : null;
        int videos = 1 + random.nextInt(8) / 7;
        for (int i = 0; i < videos; i++) {
            int timescale = TIMESCALES[random.nextInt(TIMESCALES.length)];
            video(film.video(timescale, 1 + random.nextInt(120)));
        }
        if (random.nextBoolean()) {
            WrittenTrack audio = film.audio(16_000, 1 + random.nextInt(150));
            audio.keyTable = WrittenTrack.Keys.NO_TABLE;
            audio.uniform(1024, 1 + random.nextInt(20));
            tables(audio);
        }
        if (random.nextInt(4) == 0) {
            tables(film.text(1000, 1 + random.nextInt(5)).uniform(700, 3));
        }
        if (random.nextInt(3) == 0) {
            fragments(film);
        }
        if (random.nextInt(3) == 0) {
            film.timecode(film.tracks.getFirst(), random.nextInt(2), 30_000, 1001, 30, 1800);
        }
        return film;
    }

    private void video(WrittenTrack track) {
        track.uniform((int) track.timescale / 25, 1 + random.nextInt(30));
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < track.count(); i++) {
                track.durations[i] += random.nextInt(5);
            }
            track.setDecodeTimes();
        }
        if (random.nextInt(4) > 0) {
            for (int i = 0; i < track.count(); i++) {
                track.sizes[i] = random.nextInt(16);
            }
        }
        track.keyEvery(1 + random.nextInt(12));
        if (random.nextInt(3) == 0) {
            track.keyTable = WrittenFragment.one(random, WrittenTrack.Keys.values());
        }
        if (random.nextBoolean()) {
            track.reorder(random.nextInt(2));
        }
        tables(track);
    }

    private void tables(WrittenTrack track) {
        track.largeOffsets = random.nextBoolean();
        track.mergeRuns = random.nextInt(4) > 0;
        track.emptyRuns = random.nextInt(8) == 0;
        track.chunks = random.ints(1 + random.nextInt(4), 1, 9).toArray();
        track.sampleEntries = 1 + random.nextInt(8) / 7;
        boolean uniform = true;
        int greatest = 0;
        for (int size : track.sizes) {
            uniform &= size == track.sizes[0];
            greatest = Math.max(greatest, size);
        }
        // A uniform size of 0 means that there is a table.
        if (uniform && greatest > 0 && random.nextBoolean()) {
            track.sizeTable = WrittenTrack.Sizes.UNIFORM;
        } else {
            int first = greatest < 16 ? 1 : 0;
            WrittenTrack.Sizes[] choices = {
                WrittenTrack.Sizes.STSZ,
                WrittenTrack.Sizes.STZ2_8,
                WrittenTrack.Sizes.STZ2_16,
                WrittenTrack.Sizes.STZ2_4
            };
            track.sizeTable = choices[random.nextInt(3 + first)];
        }
    }

    /// Moves the samples from some on into fragments.
    private void fragments(Mp4Writer film) {
        int[] next = new int[film.tracks.size()];
        for (int i = 0; i < next.length; i++) {
            WrittenTrack track = film.tracks.get(i);
            track.inMoov = random.nextBoolean() ? 0 : random.nextInt(track.count() + 1);
            next[i] = track.inMoov;
            if (track.inMoov == 0 && track.sizeTable == WrittenTrack.Sizes.UNIFORM) {
                track.sizeTable = WrittenTrack.Sizes.STSZ;
            }
            if (random.nextBoolean()) {
                film.trex.put(
                        track.id, new Defaults(track.durations[0], track.sizes[0], 0x1010000));
            }
        }
        film.sidxVersion = random.nextInt(3) - 1;
        film.mfra = random.nextBoolean();
        for (boolean left = true; left; ) {
            left = false;
            WrittenFragment fragment = new WrittenFragment();
            fragment.padding = random.nextInt(3) == 0 ? random.nextInt(5) : 0;
            fragment.largeMdat = random.nextInt(5) == 0;
            for (int i = 0; i < next.length; i++) {
                WrittenTrack track = film.tracks.get(i);
                for (int part = random.nextInt(3); part > 0 && next[i] < track.count(); part--) {
                    int to = Math.min(track.count(), next[i] + 1 + random.nextInt(25));
                    fragment.add(new Part(track, next[i], to).any(random));
                    next[i] = to;
                }
                left |= next[i] < track.count();
            }
            if (!fragment.parts.isEmpty()) {
                film.fragments.add(fragment);
            }
        }
    }
}
