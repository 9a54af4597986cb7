package io.zenview.cli;

import io.zenview.view.Format;
import io.zenview.view.MemoryView;
import io.zenview.view.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import tools.jackson.core.JsonGenerator;

/// Count, minimum, maximum, mean and sum of all elements, in constant memory.
///
/// Sums of whole numbers are exact, however large. Sums of reals are taken in 64 bits, whatever the
/// width of the elements, and rounding is made up for. As in NumPy, one NaN makes a NaN of every
/// figure but the count; how many there are stands beside them.
abstract class Statistics {
    /// Elements in a part: few enough to lie in the processor's cache until all is known of them.
    private static final int PART = 1 << 16;

    private long count;

    Statistics() {}

    /// Whether there are statistics of elements of this type.
    static boolean areKnownFor(ElementType type) {
        return "bBhHiIlLqQnNPefd?".indexOf(type.format().code()) >= 0 && type.timeText() == null;
    }

    /// Reads all elements of a view.
    ///
    /// @param read takes the number of bytes read so far, from time to time
    static Statistics of(MemoryView view, LongConsumer read) {
        Statistics statistics =
                "efd".indexOf(view.format().code()) >= 0
                        ? new OfReals(view.itemSize())
                        : new OfWholes(view.format());
        // In the order of the memory: figures do not depend on it.
        MemoryView inMemory = view.isFContiguous() ? view.transpose() : view;
        Parts.of(
                inMemory,
                PART,
                part -> {
                    statistics.add(part);
                    statistics.count += part.elementCount();
                    read.accept(statistics.count * part.itemSize());
                });
        return statistics;
    }

    /// Takes note of elements, at least one.
    abstract void add(MemoryView elements);

    /// Elements that were read.
    long count() {
        return count;
    }

    /// The figures for people, by name; without elements there is only their number.
    final Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("count", String.valueOf(count));
        if (count > 0) {
            figures(figures);
        }
        return figures;
    }

    abstract void figures(Map<String, String> figures);

    /// Writes the figures as properties of a JSON object.
    final void write(JsonGenerator json) {
        json.writeNumberProperty("count", count);
        if (count > 0) {
            properties(json);
        }
    }

    abstract void properties(JsonGenerator json);

    private static final class OfWholes extends Statistics {
        private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

        private final boolean unsigned;
        private final boolean truths;
        private final boolean wide;
        private long least;
        private long greatest;
        private boolean any;
        private BigInteger sum = BigInteger.ZERO;

        OfWholes(Format format) {
            wide = format.itemSize() == Long.BYTES;
            unsigned = wide && "LQNP".indexOf(format.code()) >= 0;
            truths = format.code() == '?';
        }

        @Override
        void add(MemoryView elements) {
            if (truths) {
                long yes = elements.count(true);
                note(yes == elements.elementCount() ? 1 : 0, yes > 0 ? 1 : 0);
                sum = sum.add(BigInteger.valueOf(yes));
                return;
            }
            Numbers numbers = elements.numbers();
            note(numbers.minLong(), numbers.maxLong());
            BigInteger wrapped = BigInteger.valueOf(numbers.sumLong());
            sum = sum.add(wide ? unwrapped(wrapped, numbers.sumDouble()) : wrapped);
        }

        /// The sum whose last 64 bits are known and whose first 53 are, too.
        private static BigInteger unwrapped(BigInteger last, double first) {
            BigDecimal missing = new BigDecimal(first).subtract(new BigDecimal(last));
            return last.add(
                    missing.divide(new BigDecimal(TWO_64), 0, RoundingMode.HALF_EVEN)
                            .toBigIntegerExact()
                            .multiply(TWO_64));
        }

        private void note(long low, long high) {
            long flip = unsigned ? Long.MIN_VALUE : 0;
            least = any ? Math.min(least ^ flip, low ^ flip) ^ flip : low;
            greatest = any ? Math.max(greatest ^ flip, high ^ flip) ^ flip : high;
            any = true;
        }

        private BigInteger exact(long value) {
            BigInteger read = BigInteger.valueOf(value);
            return unsigned && value < 0 ? read.add(TWO_64) : read;
        }

        private double mean() {
            return new BigDecimal(sum)
                    .divide(BigDecimal.valueOf(count()), MathContext.DECIMAL128)
                    .doubleValue();
        }

        @Override
        void figures(Map<String, String> figures) {
            figures.put("min", exact(least).toString());
            figures.put("max", exact(greatest).toString());
            figures.put("mean", Reals.text(mean(), Double.SIZE));
            figures.put("sum", sum.toString());
        }

        @Override
        void properties(JsonGenerator json) {
            json.writeNumberProperty("min", exact(least));
            json.writeNumberProperty("max", exact(greatest));
            json.writeNumberProperty("mean", mean());
            json.writeNumberProperty("sum", sum);
        }
    }

    private static final class OfReals extends Statistics {
        private final int bytes;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
        private long nans;
        private double sum;
        private double lost;

        OfReals(int bytes) {
            this.bytes = bytes;
        }

        @Override
        void add(MemoryView elements) {
            Numbers numbers = elements.numbers();
            least = Math.min(least, numbers.minDouble());
            greatest = Math.max(greatest, numbers.maxDouble());
            double value = numbers.sumDouble();
            if (Double.isNaN(value)) {
                nans += nans(elements);
            }
            // Neumaier: what the smaller of the two loses is the sum of the losses.
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        private static long nans(MemoryView elements) {
            if (elements.ndim() != 1 && elements.isCContiguous()) {
                return nans(elements.reshape(-1));
            }
            long nans = 0;
            for (long i = 0; i < elements.length(); i++) {
                if (elements.ndim() > 1) {
                    nans += nans(elements.at(i));
                } else if (Double.isNaN(elements.getDouble(i))) {
                    nans++;
                }
            }
            return nans;
        }

        private double sum() {
            double complete = sum + lost;
            // An infinity lost something that is no number.
            return Double.isFinite(sum) && Double.isFinite(complete) ? complete : sum;
        }

        @Override
        void figures(Map<String, String> figures) {
            figures.put("min", Reals.text(least, bytes * 8));
            figures.put("max", Reals.text(greatest, bytes * 8));
            figures.put("mean", Reals.text(sum() / count(), Double.SIZE));
            figures.put("sum", Reals.text(sum(), Double.SIZE));
            if (nans > 0) {
                figures.put("nan", String.valueOf(nans));
            }
        }

        @Override
        void properties(JsonGenerator json) {
            real(json, "min", least, bytes);
            real(json, "max", greatest, bytes);
            real(json, "mean", sum() / count(), Double.BYTES);
            real(json, "sum", sum(), Double.BYTES);
            json.writeNumberProperty("nan", nans);
        }

        private static void real(JsonGenerator json, String name, double value, int bytes) {
            json.writeName(name);
            JsonElements.real(json, value, bytes);
        }
    }
}
