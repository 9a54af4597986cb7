package io.zenview.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BufferExporterTest {
    private final byte[] data = {1, 2, 3, 4};
    private final CountingExporter exporter = new CountingExporter(data);

    @Test
    void aViewWritesIntoTheExportersMemory() {
        try (MemoryView view = MemoryView.of(exporter)) {
            view.setLong(1, 200);
            assertThat(view.owner()).isSameAs(exporter);
        }
        assertThat(data).containsExactly(1, (byte) 200, 3, 4);
    }

    @Test
    void everyAcquisitionIsReleasedOnce() {
        MemoryView view = MemoryView.of(exporter);
        MemoryView slice = view.slice(1, 3);
        assertThat(exporter.acquired).isEqualTo(1);
        assertThat(exporter.lent).hasSize(1);
        slice.toReadOnly().cast("b").toList();
        assertThat(exporter.acquired).isEqualTo(1);
        view.close();
        view.close();
        slice.close();
        assertThat(exporter.lent).isEmpty();
    }

    @Test
    void aViewOfAViewSharesTheLoanAndTheLastOneReturnsIt() {
        MemoryView first = MemoryView.of(exporter);
        MemoryView second = MemoryView.of(first.slice(2));
        assertThat(exporter.acquired).isEqualTo(1);
        first.close();
        assertThat(exporter.lent).hasSize(1);
        assertThat(second.toList()).containsExactly(3L, 4L);
        second.close();
        assertThat(exporter.lent).isEmpty();
    }

    @Test
    void errorsLeaveNothingLent() {
        MemoryView target = MemoryView.of(new byte[3]);
        assertThatThrownBy(() -> target.assign(exporter))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(target.contentEquals(exporter)).isFalse();
        assertThatObject(Bytes.copyOf(exporter)).isEqualTo(Bytes.of(1, 2, 3, 4));
        assertThatThrownBy(() -> MemoryView.of(exporter, BufferRequest.FORMAT))
                .isInstanceOf(BufferException.class);
        assertThat(exporter.lent).isEmpty();
    }

    @Test
    void anExporterThatCannotTakeItsMemoryBackKeepsTheViewOpen() {
        boolean[] busy = {true};
        BufferExporter stubborn =
                new BufferExporter() {
                    @Override
                    public MemoryView acquire(BufferRequest request) {
                        return MemoryView.of(data).acquire(request);
                    }

                    @Override
                    public void release(MemoryView view) {
                        if (busy[0]) {
                            throw new IllegalStateException("busy");
                        }
                    }
                };
        MemoryView view = MemoryView.of(stubborn);
        assertThatThrownBy(view::close).hasMessage("busy");
        assertThat(view.getLong(0)).isEqualTo(1);
        busy[0] = false;
        view.close();
        assertThat(view.isClosed()).isTrue();
    }

    @Test
    void requestsAreSetsOfFlagsWithCPythonsNumbers() {
        assertThat(BufferRequest.FULL.flags()).isEqualTo(0x11D);
        assertThat(BufferRequest.FULL_RO.flags()).isEqualTo(0x11C);
        assertThat(BufferRequest.RECORDS.flags()).isEqualTo(0x1D);
        assertThat(BufferRequest.C_CONTIGUOUS.flags()).isEqualTo(0x38);
        assertThat(BufferRequest.INDIRECT.includes(BufferRequest.ND)).isTrue();
        assertThat(BufferRequest.ND.includes(BufferRequest.STRIDES)).isFalse();
        assertThatThrownBy(() -> new BufferRequest(0x200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0x200");
    }
}
