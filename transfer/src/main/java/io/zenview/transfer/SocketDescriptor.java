package io.zenview.transfer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The number that the system knows a socket of the JDK by.
///
/// The JDK tells it in a package of its own, which a program's start has to open: `--add-exports
/// java.base/sun.nio.ch=io.zenview.transfer`. Looked up by name, since without that option a class
/// that mentions the type could not even be compiled.
final class SocketDescriptor {
    private static final @Nullable MethodHandle GETTER = getter();

    private SocketDescriptor() {}

    /// Why it cannot be told, in words that can follow a colon; empty if it can.
    static Optional<String> unavailability() {
        if (GETTER != null) {
            return Optional.empty();
        }
        Module module = SocketDescriptor.class.getModule();
        String name = module.isNamed() ? module.getName() : "ALL-UNNAMED";
        return Optional.of(
                "Java does not tell the descriptors of its sockets; start it with"
                        + " --add-exports java.base/sun.nio.ch="
                        + name);
    }

    static int of(SocketChannel socket) {
        if (GETTER == null) {
            throw new UnsupportedOperationException(unavailability().orElseThrow());
        }
        try {
            return (int) GETTER.invoke(socket);
        } catch (Throwable e) {
            throw new IllegalStateException("a getter throws nothing", e);
        }
    }

    private static @Nullable MethodHandle getter() {
        try {
            Class<?> type = Class.forName("sun.nio.ch.SelChImpl");
            return MethodHandles.lookup()
                    .findVirtual(type, "getFDVal", MethodType.methodType(int.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
