package io.zenview.server;

import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Looks after the connections of one event loop, once a second: a look at thousands of them takes
/// less than a timer for each.
final class LoopWatch {
    private final EventLoop loop;
    private final AnswerHead heads = new AnswerHead();
    private final Set<Conversation> conversations = new HashSet<>();
    private final ScheduledFuture<?> watch;

    LoopWatch(EventLoop loop) {
        this.loop = loop;
        this.watch = loop.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /// What writes the heads of this loop's answers.
    AnswerHead heads() {
        return heads;
    }

    /// On the loop itself.
    void add(Conversation conversation) {
        conversations.add(conversation);
        conversation.channel().closeFuture().addListener(_ -> conversations.remove(conversation));
    }

    private void look() {
        long now = System.nanoTime();
        // Some of them go while we look.
        List.copyOf(conversations).forEach(conversation -> conversation.watch(now));
    }

    /// Ends what idles; from any thread.
    void stop() {
        loop.execute(() -> List.copyOf(conversations).forEach(Conversation::stop));
    }

    /// Ends everything; from any thread.
    void abort() {
        loop.execute(() -> {
            watch.cancel(false);
            List.copyOf(conversations).forEach(Conversation::abort);
        });
    }
}
