package io.zenview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import io.zenview.view.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
    /// More than one part, and not a whole number of them.
    private static final int COUNT = 70_002;

    private static MemoryView random(String format, int count) {
        Format elements = Format.parse(format);
        byte[] bytes = new byte[count * elements.itemSize()];
        new Random(format.hashCode()).nextBytes(bytes);
        MemoryView view = MemoryView.of(bytes);
        return elements.equals(view.format()) ? view : view.cast(elements);
    }

    private static Stream<MemoryView> arrangements(MemoryView view) {
        return Stream.of(
                view,
                view.slice(Slice.every(-3)),
                view.reshape(3, COUNT / 3).slice(Slice.ALL, Slice.from(1)),
                view.reshape(COUNT / 3, 3).transpose(),
                view.reshape(COUNT / 3, 3).slice(Slice.ALL, Slice.at(1)));
    }

    private static List<Object> elements(MemoryView view) {
        List<Object> all = new ArrayList<>();
        if (view.ndim() == 1) {
            view.forEach(all::add);
        } else {
            for (long i = 0; i < view.length(); i++) {
                all.addAll(elements(view.at(i)));
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "B", "h", ">H", "i", "<I", "q", ">q", "Q", ">Q", "N"})
    void wholeNumbersAreExact(String format) {
        arrangements(random(format, COUNT))
                .forEach(view -> {
                    List<BigInteger> numbers =
                            elements(view).stream()
                                    .map(number ->
                                            number instanceof BigInteger large
                                                    ? large
                                                    : BigInteger.valueOf((Long) number))
                                    .toList();
                    BigInteger sum = numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);

                    Map<String, String> figures = Statistics.of(view, _ -> {}).figures();

                    assertThat(figures)
                            .containsEntry("count", String.valueOf(numbers.size()))
                            .containsEntry("sum", sum.toString())
                            .containsEntry(
                                    "min", numbers.stream().min(BigInteger::compareTo).get() + "")
                            .containsEntry(
                                    "max", numbers.stream().max(BigInteger::compareTo).get() + "");
                    assertThat(Double.parseDouble(figures.get("mean")))
                            .isEqualTo(
                                    new BigDecimal(sum)
                                            .divide(
                                                    BigDecimal.valueOf(numbers.size()),
                                                    MathContext.DECIMAL128)
                                            .doubleValue());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "f", ">f", "d", ">d"})
    void realsAreSummedUpWithHardlyALoss(String format) {
        MemoryView view = random("b", COUNT);
        Format reals = Format.parse(format);
        MemoryView target = MemoryView.of(new byte[COUNT * reals.itemSize()]).cast(reals);
        double size = 0;
        for (long i = 0; i < COUNT; i++) {
            target.setDouble(i, view.getDouble(i) / 7);
            size += Math.abs(view.getDouble(i) / 7);
        }
        BigDecimal sum =
                elements(target).stream()
                        .map(number -> new BigDecimal((Double) number))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);

        Map<String, String> figures = Statistics.of(target, _ -> {}).figures();

        assertThat(Double.parseDouble(figures.get("sum")))
                .isCloseTo(sum.doubleValue(), within(size * 1e-15));
        assertThat(figures).doesNotContainKey("nan");
    }

    @Test
    void whatIsNotFiniteShows() {
        double infinity = Double.POSITIVE_INFINITY;

        assertThat(Statistics.of(MemoryView.of(new double[] {1, infinity, 2}), _ -> {}).figures())
                .containsEntry("sum", "inf")
                .containsEntry("min", "1.0")
                .containsEntry("max", "inf")
                .doesNotContainKey("nan");
        assertThat(
                        Statistics.of(MemoryView.of(new double[] {infinity, -infinity}), _ -> {})
                                .figures())
                .containsEntry("sum", "nan")
                .containsEntry("min", "-inf")
                .doesNotContainKey("nan");
        assertThat(
                        Statistics.of(
                                        MemoryView.of(new float[] {1, Float.NaN, 3, Float.NaN})
                                                .reshape(2, 2)
                                                .slice(Slice.ALL, Slice.from(1)),
                                        _ -> {})
                                .figures())
                .containsEntry("min", "nan")
                .containsEntry("nan", "2");
    }

    @Test
    void truthsAreCounted() {
        MemoryView truths = MemoryView.of(new byte[] {0, 1, 2, 0, 1, 1}).cast("?");

        assertThat(
                        Statistics.of(truths.reshape(2, 3).slice(Slice.ALL, Slice.to(2)), _ -> {})
                                .figures())
                .containsExactly(
                        Map.entry("count", "4"),
                        Map.entry("min", "0"),
                        Map.entry("max", "1"),
                        Map.entry("mean", "0.5"),
                        Map.entry("sum", "2"));
    }

    @Test
    void tellsHowFarItIs() {
        List<Long> reached = new ArrayList<>();

        Statistics statistics = Statistics.of(random("i", COUNT), reached::add);

        assertThat(reached).isSorted().hasSizeGreaterThan(1).endsWith(4L * COUNT);
        assertThat(statistics.count()).isEqualTo(COUNT);
    }
}
