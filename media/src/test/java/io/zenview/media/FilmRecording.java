package io.zenview.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// What ffprobe says of a film: recorded by `record_films.py`, where the format stands.
record FilmRecording(String name, Map<String, String> expect, List<Stream> streams) {
    /// A number that ffprobe does not know.
    static final long UNKNOWN = Long.MIN_VALUE;

    /// What it says of a track.
    ///
    /// @param raw packets in decoding order, the edit list left aside
    /// @param shown packets with the edit list applied
    /// @param labels of the pictures, in the order in which they are shown
    record Stream(
            Map<String, String> values, List<Packet> raw, List<Packet> shown, List<String> labels) {
        Stream(Map<String, String> values) {
            this(values, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        String type() {
            return values.get("codec_type");
        }

        long id() {
            return Long.decode(values.get("id"));
        }

        /// Ticks per second; ffprobe says `1/ticks`.
        long timescale() {
            return Long.parseLong(values.get("time_base").substring(2));
        }

        @Override
        public String toString() {
            return "track " + values.get("id") + " (" + type() + ")";
        }
    }

    /// One packet. Times are in ticks of the track.
    record Packet(long pts, long dts, long duration, long position, long size, String flags) {
        boolean key() {
            return flags.contains("K");
        }

        /// Whether it is decoded only for others.
        boolean hidden() {
            return flags.contains("D");
        }
    }

    @Override
    public String toString() {
        return name;
    }

    boolean expects(String key, String value) {
        return value.equals(expect.get(key));
    }

    /// The film itself.
    Path file() {
        return folder().resolve(name);
    }

    static Path folder() {
        try {
            return Path.of(FilmRecording.class.getResource("films").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All films that were recorded.
    static List<FilmRecording> all() {
        List<FilmRecording> films = new ArrayList<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        FilmRecording.class.getResourceAsStream(
                                                "films/recordings.txt.gz")),
                                StandardCharsets.US_ASCII))) {
            FilmRecording film = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split("\t", -1);
                if (fields[0].equals("film")) {
                    film = new FilmRecording(fields[1], new LinkedHashMap<>(), new ArrayList<>());
                    films.add(film);
                } else {
                    film.add(fields);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return films;
    }

    private void add(String[] fields) {
        switch (fields[0]) {
            case "expect" -> values(fields, expect);
            case "stream" -> streams.add(new Stream(values(fields, new LinkedHashMap<>())));
            case "raw" -> streams.get(Integer.parseInt(fields[1])).raw.add(packet(fields));
            case "shown" -> streams.get(Integer.parseInt(fields[1])).shown.add(packet(fields));
            case "labels" ->
                    streams.get(Integer.parseInt(fields[1]))
                            .labels
                            .addAll(List.of(fields).subList(2, fields.length));
            default -> throw new IllegalArgumentException(fields[0]);
        }
    }

    private static Map<String, String> values(String[] fields, Map<String, String> to) {
        for (int i = 1; i < fields.length; i++) {
            int equals = fields[i].indexOf('=');
            to.put(fields[i].substring(0, equals), fields[i].substring(equals + 1));
        }
        return to;
    }

    private static Packet packet(String[] fields) {
        return new Packet(
                number(fields[2]),
                number(fields[3]),
                number(fields[4]),
                number(fields[5]),
                number(fields[6]),
                fields[7]);
    }

    static long number(String text) {
        return text.equals("-") || text.equals("N/A") ? UNKNOWN : Long.parseLong(text);
    }
}
