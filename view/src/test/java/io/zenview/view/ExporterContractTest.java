package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of exporters on error paths, and while memory is being given back.
class ExporterContractTest {
    /// Lends four bytes, through a hook; tells another one what comes back.
    private static final class Hooked implements BufferExporter {
        private final UnaryOperator<@Nullable MemoryView> lending;
        private final Consumer<MemoryView> takingBack;
        private final List<MemoryView> lent = new ArrayList<>();
        private int released;

        Hooked(UnaryOperator<@Nullable MemoryView> lending, Consumer<MemoryView> takingBack) {
            this.lending = lending;
            this.takingBack = takingBack;
        }

        @Override
        public MemoryView acquire(BufferRequest request) {
            MemoryView view = lending.apply(MemoryView.of(new byte[] {1, 2, 3, 4}));
            lent.add(view);
            return view;
        }

        @Override
        public void release(MemoryView view) {
            released++;
            takingBack.accept(view);
            assertThat(lent).contains(view);
        }
    }

    @Test
    void nullIsReportedWithTheExportersName() {
        Hooked exporter = new Hooked(view -> null, view -> {});
        assertThatThrownBy(() -> MemoryView.of(exporter))
                .isInstanceOf(BufferException.class)
                .hasMessageContaining("Hooked")
                .hasMessageContaining("null");
        assertThat(exporter.released).isZero();
    }

    @Test
    void aClosedViewIsReportedAndHandedBack() {
        Hooked exporter =
                new Hooked(
                        view -> {
                            view.close();
                            return view;
                        },
                        view -> {
                            throw new IllegalStateException("and it cannot take it back");
                        });
        assertThatThrownBy(() -> MemoryView.of(exporter))
                .isInstanceOf(BufferException.class)
                .hasMessageContaining("Hooked")
                .hasMessageContaining("closed")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(exporter.released).isEqualTo(1);
    }

    @Test
    void aViewBeingReleasedHandsOutNoNewOnes() {
        MemoryView[] open = new MemoryView[1];
        List<String> refusals = new ArrayList<>();
        Hooked exporter =
                new Hooked(
                        view -> view,
                        view -> {
                            open[0].close();
                            assertThat(open[0].get(0)).isEqualTo(1L);
                            try {
                                MemoryView.of(open[0].slice(1));
                            } catch (IllegalStateException e) {
                                refusals.add(e.getMessage());
                            }
                        });
        open[0] = MemoryView.of(exporter);
        open[0].close();
        assertThat(refusals).singleElement().asString().contains("being closed");
        assertThat(exporter.released).isEqualTo(1);
        assertThat(open[0].isClosed()).isTrue();
        open[0].close();
        assertThat(exporter.released).isEqualTo(1);
    }

    /// An owner may have a lock, and a thread that holds it may use the view: nobody must wait.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aThreadThatClosesDoesNotMakeOthersWaitForTheOwner() throws InterruptedException {
        CountDownLatch takingBack = new CountDownLatch(1);
        CountDownLatch otherIsDone = new CountDownLatch(1);
        Hooked exporter =
                new Hooked(
                        view -> view,
                        view -> {
                            takingBack.countDown();
                            try {
                                otherIsDone.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
        MemoryView view = MemoryView.of(exporter);
        Thread closer = Thread.ofPlatform().daemon().start(view::close);
        takingBack.await();
        view.close();
        assertThat(view.isClosed()).isFalse();
        assertThatThrownBy(() -> MemoryView.of(view))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("being closed");
        otherIsDone.countDown();
        closer.join();
        assertThat(view.isClosed()).isTrue();
        assertThat(exporter.released).isEqualTo(1);
    }

    @Test
    void whatWasNotTakenBackIsOfferedAgainAndLivesOn() {
        boolean[] busy = {true};
        Hooked exporter =
                new Hooked(
                        view -> view,
                        view -> {
                            if (busy[0]) {
                                throw new IllegalStateException("busy");
                            }
                        });
        MemoryView view = MemoryView.of(exporter);
        assertThatThrownBy(view::close).hasMessage("busy");
        MemoryView second = MemoryView.of(view);
        busy[0] = false;
        view.close();
        assertThat(exporter.released).isEqualTo(1);
        assertThat(second.get(3)).isEqualTo(4L);
        second.close();
        assertThat(exporter.released).isEqualTo(2);
    }

    @Test
    void oneRowThatCannotBeTakenBackKeepsNoOtherOne() {
        CountingExporter first = new CountingExporter(new byte[4]);
        CountingExporter last = new CountingExporter(new byte[4]);
        boolean[] busy = {true};
        Hooked stubborn =
                new Hooked(
                        view -> view,
                        view -> {
                            if (busy[0]) {
                                throw new IllegalStateException("busy");
                            }
                        });
        MemoryView rows = MemoryView.indirect(List.of(first, stubborn, last));
        assertThatThrownBy(rows::close).hasMessage("busy");
        assertThat(first.lent).isEmpty();
        assertThat(last.lent).isEmpty();
        busy[0] = false;
        rows.close();
        assertThat(stubborn.released).isEqualTo(2);
        assertThat(rows.isClosed()).isTrue();

        busy[0] = true;
        CountingExporter longer = new CountingExporter(new byte[5]);
        assertThatThrownBy(() -> MemoryView.indirect(List.of(first, stubborn, last, longer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 3")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(first.lent).isEmpty();
        assertThat(last.lent).isEmpty();
        assertThat(longer.lent).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeMadeHoldsNothing() {
        CountingExporter exporter = new CountingExporter(new byte[4]);
        long[] ones = new long[64];
        Arrays.fill(ones, 1);
        try (MemoryView view = MemoryView.of(exporter)) {
            MemoryView deep = view.cast(Format.INT, ones);
            assertThatThrownBy(() -> MemoryView.of(deep, BufferRequest.ND))
                    .isInstanceOf(BufferException.class)
                    .hasMessageContaining("65");
            assertThatThrownBy(() -> MemoryView.of(deep, BufferRequest.FORMAT))
                    .isInstanceOf(BufferException.class);
            MemoryView.of(deep).close();
        }
        assertThat(exporter.lent).isEmpty();
    }

    @Test
    void aMethodThatFailsInsideGivesItsArgumentBack() {
        CountingExporter exporter = new CountingExporter(new byte[4]);
        ByteArray array = ByteArray.of(1, 2, 3);
        MemoryView lock = MemoryView.of(array);
        assertThatThrownBy(() -> array.extend(exporter)).isInstanceOf(BufferException.class);
        assertThatThrownBy(() -> array.setSlice(0, 1, exporter))
                .isInstanceOf(BufferException.class);
        assertThatThrownBy(() -> array.setSlice(Slice.every(2), exporter))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> array.translate(exporter))
                .isInstanceOf(IllegalArgumentException.class);
        lock.close();
        assertThat(exporter.acquired).isEqualTo(4);
        assertThat(exporter.lent).isEmpty();
    }
}
