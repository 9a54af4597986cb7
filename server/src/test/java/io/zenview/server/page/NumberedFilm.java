package io.zenview.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Films made by ffmpeg whose pictures tell their number: sixteen blocks, black or white, are its
/// bits, the lowest one first. So what a player shows can be told from its pixels.
final class NumberedFilm {
    static final int WIDTH = 256;
    static final int HEIGHT = 128;
    private static final int BLOCK_WIDTH = 32;
    private static final int BLOCK_HEIGHT = 64;
    private static final int BITS = 16;

    private NumberedFilm() {}

    /// Makes a film of pictures 0, 1, 2, …
    ///
    /// @param options of ffmpeg, for what comes after the pictures
    static void make(Path film, int frames, String rate, String... options)
            throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "ffmpeg",
                                "-v",
                                "error",
                                "-f",
                                "rawvideo",
                                "-pix_fmt",
                                "gray",
                                "-s",
                                WIDTH + "x" + HEIGHT,
                                "-r",
                                rate,
                                "-i",
                                "pipe:0"));
        line.addAll(List.of(options));
        line.add(film.toString());
        Path complaints = Files.createTempFile(film.getParent(), ".ffmpeg", ".txt");
        Process ffmpeg =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(complaints.toFile())
                        .start();
        byte[] picture = new byte[WIDTH * HEIGHT];
        try (OutputStream pictures = ffmpeg.getOutputStream()) {
            for (int number = 0; number < frames; number++) {
                draw(number, picture);
                pictures.write(picture);
            }
        }
        if (ffmpeg.waitFor() != 0) {
            throw new IOException("ffmpeg failed: " + line + "\n" + Files.readString(complaints));
        }
        Files.delete(complaints);
    }

    private static void draw(int number, byte[] picture) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int block = 0; block < BITS / 2; block++) {
                int bit = block + (y / BLOCK_HEIGHT) * (BITS / 2);
                int from = y * WIDTH + block * BLOCK_WIDTH;
                byte shade = (number >> bit & 1) == 0 ? (byte) 0 : (byte) 255;
                Arrays.fill(picture, from, from + BLOCK_WIDTH, shade);
            }
        }
    }

    /// What each picture of a film says, in the order in which a player shows them.
    static List<Integer> numbersIn(Path film) throws IOException, InterruptedException {
        Process ffmpeg =
                new ProcessBuilder(
                                "ffmpeg",
                                "-nostdin",
                                "-v",
                                "error",
                                "-i",
                                film.toString(),
                                "-map",
                                "0:v:0",
                                "-vsync",
                                "passthrough",
                                "-f",
                                "rawvideo",
                                "-pix_fmt",
                                "gray",
                                "pipe:1")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<Integer> numbers = new ArrayList<>();
        try (InputStream pictures = ffmpeg.getInputStream()) {
            byte[] picture = pictures.readNBytes(WIDTH * HEIGHT);
            while (picture.length == WIDTH * HEIGHT) {
                numbers.add(numberOf(shades(picture)));
                picture = pictures.readNBytes(WIDTH * HEIGHT);
            }
        }
        if (ffmpeg.waitFor() != 0) {
            throw new IOException("ffmpeg cannot decode " + film);
        }
        return numbers;
    }

    private static List<Integer> shades(byte[] picture) {
        List<Integer> shades = new ArrayList<>();
        for (int bit = 0; bit < BITS; bit++) {
            int x = bit % 8 * BLOCK_WIDTH + BLOCK_WIDTH / 2;
            int y = bit / 8 * BLOCK_HEIGHT + BLOCK_HEIGHT / 2;
            shades.add(picture[y * WIDTH + x] & 0xFF);
        }
        return shades;
    }

    /// @param shades the brightness in the middle of each block, 0 to 255
    static int numberOf(List<? extends Number> shades) {
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int shade = shades.get(bit).intValue();
            if (shade > 80 && shade < 175) {
                throw new AssertionError(
                        "neither black nor white, but no picture of ours: " + shades);
            }
            number |= (shade >= 175 ? 1 : 0) << bit;
        }
        return number;
    }
}
