package io.zenview.bench.peers;

import io.netty.util.internal.PlatformDependent;
import java.util.List;

/// What is compared, by the names that the tables have.
enum Library {
    TYPED_VIEW("typed view"),
    MEMORY_VIEW("MemoryView"),
    BYTE_BUFFER("ByteBuffer"),
    MEMORY_SEGMENT("MemorySegment"),
    UNSAFE_BUFFER("UnsafeBuffer"),
    BYTE_BUF("ByteBuf"),
    /// Netty by `sun.misc.Unsafe`, which on JDK 25 it only uses where the command line allows it.
    BYTE_BUF_UNSAFE("ByteBuf+Unsafe"),
    ARROW_BUF("ArrowBuf");

    private final String title;

    Library(String title) {
        this.title = title;
    }

    static Library named(String title) {
        return List.of(values()).stream()
                .filter(library -> library.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title));
    }

    /// The kinds of memory that it takes.
    List<String> kinds() {
        return this == ARROW_BUF
                ? List.of(Placed.NATIVE)
                : List.of(Placed.ARRAY, Placed.MAPPED, Placed.NATIVE);
    }

    /// Whether this JVM was started as it needs it: Netty decides at its start which it is.
    boolean runsHere() {
        return switch (this) {
            case BYTE_BUF -> !PlatformDependent.hasUnsafe();
            case BYTE_BUF_UNSAFE -> PlatformDependent.hasUnsafe();
            default -> true;
        };
    }

    /// @throws IllegalStateException if the JVM was started otherwise; says how
    Peer over(String kind, Material material) {
        if (!runsHere()) {
            throw new IllegalStateException(
                    title
                            + " is measured in a JVM started "
                            + (this == BYTE_BUF ? "without" : "with")
                            + " --sun-misc-unsafe-memory-access=allow"
                            + " -Dsun.misc.unsafe.memory.access=allow");
        }
        return switch (this) {
            case TYPED_VIEW -> new TypedViewPeer(kind, material);
            case MEMORY_VIEW -> new GeneralViewPeer(kind, material);
            case BYTE_BUFFER -> new ByteBufferPeer(kind, material);
            case MEMORY_SEGMENT -> new MemorySegmentPeer(kind, material);
            case UNSAFE_BUFFER -> new AgronaPeer(kind, material);
            case BYTE_BUF, BYTE_BUF_UNSAFE -> new NettyPeer(kind, material);
            case ARROW_BUF -> new ArrowPeer(material);
        };
    }
}
