package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes in and out of views, for every kind of memory and layout.
class InOutContractTest {
    /// Bytes of the elements: more than any buffer on the way, and no multiple of one.
    private static final int SIZE = (3 << 20) + 24;

    private static final byte[] CONTENT = random(SIZE, 1);

    @TempDir static Path folder;

    private final Arena arena = Arena.ofShared();

    @AfterEach
    void free() {
        arena.close();
    }

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// How a view of [#SIZE] bytes may lie. All are zeros at first.
    enum Layout {
        BYTES {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(new byte[SIZE + 7]).slice(5, SIZE + 5);
            }
        },
        LONGS {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(new long[SIZE / 8 + 2]).slice(1, SIZE / 8 + 1);
            }
        },
        BYTES_AS_DOUBLES {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(new byte[SIZE]).cast(">d");
            }
        },
        HEAP_BUFFER {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(ByteBuffer.allocate(SIZE + 3).position(3));
            }
        },
        DIRECT_BUFFER {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(ByteBuffer.allocateDirect(SIZE));
            }
        },
        NATIVE {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(arena.allocate(SIZE, 8), Format.INT);
            }
        },
        MAPPED {
            @Override
            MemoryView view(Arena arena) throws IOException {
                Path file = Files.createTempFile(folder, "view", ".bin");
                Files.write(file, new byte[SIZE + 1]);
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    return MemoryView.of(channel.map(MapMode.READ_WRITE, 1, SIZE, arena));
                }
            }
        },
        EVERY_THIRD_INT {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(new int[3 * (SIZE / 4)]).slice(Slice.every(3));
            }
        },
        BACKWARDS {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(arena.allocate(SIZE, 8), Format.LONG).slice(Slice.every(-1));
            }
        },
        EVERY_OTHER_BYTE {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(arena.allocate(2 * SIZE)).slice(Slice.every(2));
            }
        },
        EVERY_OTHER_SHORT {
            @Override
            MemoryView view(Arena arena) {
                return MemoryView.of(arena.allocate(2 * SIZE), Format.SHORT).slice(Slice.every(2));
            }
        };

        abstract MemoryView view(Arena arena) throws IOException;
    }

    /// The bytes of a view's elements, by another way than the transfers: element by element.
    private static byte[] bytesOf(MemoryView view) {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(view.format().byteOrder());
        boolean real = view.format().code() == 'd';
        for (long i = 0; i < view.length(); i++) {
            switch (view.itemSize()) {
                case 1 -> bytes.put((byte) view.getLong(i));
                case 2 -> bytes.putShort((short) view.getLong(i));
                case 4 -> bytes.putInt((int) view.getLong(i));
                default -> {
                    if (real) {
                        bytes.putLong(bitsAt(view.segment(), i, bytes.order()));
                    } else {
                        bytes.putLong(view.getLong(i));
                    }
                }
            }
        }
        return bytes.array();
    }

    /// Doubles would lose the payload of NaNs.
    private static long bitsAt(MemorySegment memory, long index, ByteOrder order) {
        return memory.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), index);
    }

    @ParameterizedTest
    @EnumSource
    void throughAFile(Layout layout) throws IOException {
        MemoryView view = layout.view(arena);
        Path in = Files.write(Files.createTempFile(folder, "in", ".bin"), CONTENT);
        try (FileChannel channel = FileChannel.open(in)) {
            assertThat(view.readFrom(channel)).isEqualTo(SIZE);
            assertThat(view.readFrom(channel)).isEqualTo(-1);
        }
        assertThat(bytesOf(view)).isEqualTo(CONTENT);
        Path out = Files.createTempFile(folder, "out", ".bin");
        try (FileChannel channel = FileChannel.open(out, StandardOpenOption.WRITE)) {
            assertThat(view.toReadOnly().writeTo(channel)).isEqualTo(SIZE);
        }
        assertThat(out).hasBinaryContent(CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void throughASocket(Layout layout) throws Exception {
        MemoryView source = layout.view(arena);
        MemoryView target = layout.view(arena);
        assertThat(source.readFrom(new ByteArrayInputStream(CONTENT))).isEqualTo(SIZE);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel one = SocketChannel.open(server.getLocalAddress());
                    SocketChannel other = server.accept()) {
                CompletableFuture<Long> sent =
                        CompletableFuture.supplyAsync(() -> send(source, one));
                assertThat(target.readFrom(other)).isEqualTo(SIZE);
                assertThat(sent.get()).isEqualTo(SIZE);
                assertThat(target.readFrom(other)).isEqualTo(-1);
            }
        }
        assertThat(bytesOf(target)).isEqualTo(CONTENT);
    }

    private static long send(MemoryView view, SocketChannel to) {
        try {
            long sent = view.writeTo(to);
            to.shutdownOutput();
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void throughStreams(Layout layout) throws IOException {
        MemoryView view = layout.view(arena);
        // Pieces that fit neither an element nor a buffer.
        assertThat(view.readFrom(new Trickle(CONTENT, 70_003))).isEqualTo(SIZE);
        assertThat(bytesOf(view)).isEqualTo(CONTENT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(view.writeTo(out)).isEqualTo(SIZE);
        assertThat(out.toByteArray()).isEqualTo(CONTENT);
        assertThat(view.inputStream().readAllBytes()).isEqualTo(CONTENT);
        MemoryView copy = layout.view(arena);
        assertThat(view.inputStream().transferTo(copy.outputStream())).isEqualTo(SIZE);
        assertThat(bytesOf(copy)).isEqualTo(CONTENT);
    }

    /// An input that gives at most so many bytes at once.
    private static final class Trickle extends ByteArrayInputStream {
        private final int most;

        Trickle(byte[] content, int most) {
            super(content);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] target, int at, int length) {
            return super.read(target, at, Math.min(most, length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void inputThatEndsInsideAnElementLeavesItsFirstBytes(Layout layout) throws IOException {
        for (boolean byChannel : new boolean[] {true, false}) {
            MemoryView view = layout.view(arena);
            byte[] content = Arrays.copyOf(CONTENT, (1 << 20) + 5);
            InputStream input = new Trickle(content, 9);
            long read =
                    byChannel ? view.readFrom(Channels.newChannel(input)) : view.readFrom(input);
            assertThat(read).isEqualTo(content.length);
            assertThat(bytesOf(view)).isEqualTo(Arrays.copyOf(content, SIZE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readOnlyAndClosedViewsTakeNothing(Layout layout) throws IOException {
        MemoryView view = layout.view(arena);
        MemoryView readOnly = view.toReadOnly();
        ByteArrayInputStream input = new ByteArrayInputStream(CONTENT);
        assertThatThrownBy(() -> readOnly.readFrom(input))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> readOnly.readFrom(Channels.newChannel(input)))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(readOnly::outputStream).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(input.available()).isEqualTo(SIZE);
        InputStream stream = view.inputStream();
        OutputStream sink = view.outputStream();
        view.close();
        assertThatThrownBy(() -> view.readFrom(input)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> view.writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(view::inputStream).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(view::asByteBuffer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(stream::read).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sink.write(1)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aChannelThatDoesNotBlockEndsTheCallAndTheRestFollows(Layout layout) throws IOException {
        MemoryView view = layout.view(arena);
        view.readFrom(new ByteArrayInputStream(CONTENT));
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source()) {
            sink.configureBlocking(false);
            source.configureBlocking(false);
            MemoryView empty = MemoryView.of(new byte[10]);
            assertThat(empty.readFrom(source)).isZero();
            long moved = view.writeTo(sink);
            assertThat(moved).isPositive().isLessThan(SIZE);
            assertThat(view.writeTo(sink)).isZero();
            MemoryView taken = MemoryView.of(new byte[SIZE]);
            assertThat(taken.readFrom(source)).isEqualTo(moved);
            assertThatObject(taken.slice(0, moved).toBytes())
                    .isEqualTo(Bytes.copyOf(Arrays.copyOf(CONTENT, (int) moved)));
        }
    }

    @Test
    void emptyViewsMoveNothing() throws IOException {
        for (MemoryView view :
                new MemoryView[] {
                    MemoryView.of(new byte[0]), MemoryView.of(new long[4]).slice(2, 2)
                }) {
            assertThat(view.readFrom(InputStream.nullInputStream())).isZero();
            assertThat(view.readFrom(Channels.newChannel(InputStream.nullInputStream()))).isZero();
            assertThat(view.writeTo(Channels.newChannel(OutputStream.nullOutputStream()))).isZero();
            assertThat(view.writeTo(OutputStream.nullOutputStream())).isZero();
            assertThat(view.inputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void anInputStreamSkipsMarksAndCounts() throws IOException {
        MemoryView view = MemoryView.of(new short[] {0x0201, 0x0403, 0x0605, 0x0807});
        InputStream stream = view.cast("B").cast("<h").slice(Slice.every(2)).inputStream();
        assertThat(stream.available()).isEqualTo(4);
        assertThat(stream.read()).isEqualTo(1);
        stream.mark(0);
        assertThat(stream.skip(2)).isEqualTo(2);
        assertThat(stream.read()).isEqualTo(6);
        assertThat(stream.read()).isEqualTo(-1);
        assertThat(stream.skip(1)).isZero();
        stream.reset();
        assertThat(stream.readAllBytes()).containsExactly(2, 5, 6);
        stream.reset();
        stream.skipNBytes(1);
        assertThat(stream.readNBytes(1)).containsExactly(5);
        assertThat(stream.skip(-4)).isZero();
        assertThat(stream.read(new byte[0])).isZero();
    }

    @Test
    void anOutputStreamThatIsFullTakesNothingOfAWrite() throws IOException {
        byte[] data = new byte[5];
        OutputStream stream = MemoryView.of(data).outputStream();
        stream.write(1);
        stream.write(new byte[] {2, 3});
        assertThatThrownBy(() -> stream.write(new byte[3]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 bytes do not fit")
                .hasMessageContaining("5 bytes")
                .hasMessageContaining("3 are written");
        stream.write(new byte[] {4, 5});
        assertThatThrownBy(() -> stream.write(6)).isInstanceOf(IOException.class);
        assertThat(data).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void byteBuffersLookAtTheSameMemory() {
        byte[] data = {0, 1, 2, 3, 4, 5, 6, 7};
        MemoryView view = MemoryView.of(data).cast("<i").slice(1);
        ByteBuffer buffer = view.asByteBuffer();
        assertThat(buffer.remaining()).isEqualTo(4);
        assertThat(buffer.getInt(0)).isEqualTo(0x07060504);
        assertThat(MemoryView.of(data).cast(">i").asByteBuffer().getInt()).isEqualTo(0x00010203);
        buffer.putInt(0, -1);
        assertThat(data).containsExactly(0, 1, 2, 3, -1, -1, -1, -1);
        assertThat(view.toReadOnly().asByteBuffer().isReadOnly()).isTrue();
        assertThat(MemoryView.of(data).asByteBuffer(1, 2)).isEqualTo(ByteBuffer.wrap(data, 1, 2));
        assertThatThrownBy(() -> view.asByteBuffer(2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MemoryView.of(new long[1]).asByteBuffer())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("long[]");
        assertThatThrownBy(() -> MemoryView.of(new long[1]).toReadOnly().asByteBuffer(0, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("segment()");
        assertThatThrownBy(() -> MemoryView.of(data).slice(Slice.every(2)).asByteBuffer())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not C-contiguous");
    }

    @Test
    void memoryOfAConfinedArenaGoesThroughChannels() throws IOException {
        try (Arena confined = Arena.ofConfined()) {
            MemoryView view = MemoryView.of(confined.allocate(100));
            Path file = Files.write(folder.resolve("confined.bin"), Arrays.copyOf(CONTENT, 100));
            try (FileChannel channel = FileChannel.open(file)) {
                assertThat(view.readFrom(channel)).isEqualTo(100);
            }
            assertThat(view.inputStream().readAllBytes()).isEqualTo(Arrays.copyOf(CONTENT, 100));
        }
    }

    @Test
    void aTransferSurvivesTheClosingOfItsView() throws Exception {
        Path file = Files.write(folder.resolve("closing.bin"), CONTENT);
        for (boolean strided : new boolean[] {false, true}) {
            MemoryView view = MemoryView.map(file);
            MemoryView sent = strided ? view.slice(Slice.every(-1)) : view;
            Pipe pipe = Pipe.open();
            try (Pipe.SourceChannel source = pipe.source()) {
                CompletableFuture<@Nullable Throwable> failure =
                        CompletableFuture.supplyAsync(() -> failureOf(sent, pipe.sink()));
                source.read(ByteBuffer.allocate(1000));
                // The kernel is writing from the memory, so the arena refuses to go; or it went in
                // between, and the transfer ends.
                boolean closed = closes(view);
                if (strided) {
                    // Only its buffer is in use.
                    assertThat(closed).isTrue();
                }
                long drained = MemoryView.of(new byte[SIZE]).readFrom(source);
                Throwable thrown = failure.get();
                if (closed) {
                    assertThat(thrown).isInstanceOf(IllegalStateException.class);
                } else {
                    assertThat(thrown).isNull();
                    assertThat(drained).isEqualTo(SIZE - 1000);
                }
            } finally {
                view.close();
            }
        }
    }

    private static boolean closes(MemoryView view) {
        try {
            view.close();
            return true;
        } catch (IllegalStateException e) {
            assertThat(view.isClosed()).isFalse();
            return false;
        }
    }

    private static @Nullable Throwable failureOf(MemoryView view, Pipe.SinkChannel sink) {
        try (sink) {
            view.writeTo(sink);
            return null;
        } catch (Exception | InternalError e) {
            return e;
        }
    }
}
