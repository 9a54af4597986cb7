package io.zenview.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where Zenview does on purpose what CPython does not, and how a replayed program tells. Whatever
/// differs otherwise is a bug.
enum PythonDifference {
    EMPTY_IS_CONTIGUOUS(
            "a view without elements is contiguous, whatever its strides; CPython looks at the stride of a one-dimensional one") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return Set.of("contig", "cast", "request").contains(step.operation())
                    && !(actual instanceof RuntimeException)
                    && views.first(step).elementCount() == 0;
        }
    },
    ONE_FAULT_OF_SEVERAL(
            "an index outside the view is reported before a view that is read-only, a value before neither; CPython reports the other one") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            boolean index =
                    actual instanceof IndexOutOfBoundsException
                            || actual instanceof IllegalArgumentException;
            return switch (step.operation()) {
                case "put" -> step.error() == 'O' && index && views.first(step).isReadOnly();
                case "own" -> step.error() == 'V' && step.arguments().get(1).equals("set") && index;
                default -> false;
            };
        }
    },
    RELEASED_HAS_NO_CONTENTS(
            "comparing the contents of a released view is an error; in CPython it is equal to itself alone") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            if (!step.operation().equals("eq") || !(actual instanceof IllegalStateException)) {
                return false;
            }
            String other = step.arguments().get(1);
            MemoryView first = views.first(step);
            boolean closed =
                    first.isClosed() || (other.startsWith("v") && views.named(other).isClosed());
            boolean itself = other.equals(step.arguments().get(0));
            return closed && (itself || step.result().equals("F"));
        }
    },
    RECORDS_CAN_BE_COMPARED(
            "elements of formats that CPython cannot read are never equal there; here they are read, and compared") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return step.operation().equals("eq")
                    && Boolean.TRUE.equals(actual)
                    && views.first(step).format().toString().startsWith("T{");
        }
    },
    STRIDE_OF_ONE(
            "the stride of a dimension of at most one element says nothing; where the step was so large that it overflows, the numbers differ") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            if (!step.operation().equals("attr") || !(actual instanceof List<?> attributes)) {
                return false;
            }
            long[] shape = views.first(step).shape();
            List<Object> expected = new ArrayList<>((List<?>) PythonText.value(step.expected()));
            List<Object> strides = new ArrayList<>((List<?>) expected.get(STRIDES));
            for (int d = 0; d < shape.length; d++) {
                if (shape[d] <= 1) {
                    strides.set(d, ((List<?>) attributes.get(STRIDES)).get(d));
                }
            }
            expected.set(STRIDES, strides);
            return PythonText.same(expected, actual);
        }
    },
    ZERO_DIMENSIONS_CAN_BE_SEARCHED(
            "a view of no dimensions contains its element or not; CPython's `in` iterates, which it cannot there") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return step.operation().equals("in")
                    && actual instanceof Boolean
                    && views.first(step).ndim() == 0;
        }
    },
    RELEASED_HAS_NO_HASH(
            "contentHash reads the contents each time, and fails once the view is closed; CPython remembers the hash") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return step.operation().equals("hash")
                    && actual instanceof IllegalStateException
                    && views.first(step).isClosed();
        }
    },
    TRUTH_IS_BOOLEAN(
            "an element of format ? takes a Boolean; CPython asks any object whether it is true") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return step.operation().equals("put")
                    && refusesType(actual)
                    && step.error() == 0
                    && views.first(step).format().code() == '?';
        }

        @Override
        Object storedByPython(@Nullable Object value) {
            return switch (value) {
                case null -> false;
                case Number number -> number.doubleValue() != 0;
                case String text -> !text.isEmpty();
                case Bytes bytes -> !bytes.isEmpty();
                case List<?> list -> !list.isEmpty();
                default -> throw new AssertionError(value);
            };
        }
    },
    BOOLEAN_IS_NO_NUMBER("True is no number here; CPython stores it as 1") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return step.operation().equals("put")
                    && refusesType(actual)
                    && step.expected().equals("N")
                    && step.arguments().get(2).equals("T");
        }

        @Override
        Object storedByPython(@Nullable Object value) {
            return 1L;
        }
    },
    ZERO_DIMENSIONS_ARE_NO_LIST(
            "toList of a view of no dimensions is an error, its element is get(); CPython's tolist returns the bare element") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return step.operation().equals("list")
                    && actual instanceof UnsupportedOperationException
                    && views.first(step).ndim() == 0
                    && PythonText.same(PythonText.value(step.expected()), views.first(step).get());
        }
    },
    ROWS_NEED_A_FORMAT(
            "a view with suboffsets is not lent without FORMAT unless it holds unsigned bytes, for its rows cannot be told apart; CPython lends it") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return step.operation().equals("request")
                    && actual instanceof BufferException
                    && step.arguments().get(1).equals("INDIRECT")
                    && views.first(step).suboffsets().length > 0
                    && !views.first(step).format().equals(Format.UNSIGNED_BYTE);
        }
    },
    EACH_ACQUISITION_COUNTS_ALONE(
            "a view that somebody acquired from may be closed, the memory stays lent until the last is; CPython refuses the release") {
        @Override
        boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views) {
            return Set.of("release", "with").contains(step.operation())
                    && step.error() == 'B'
                    && actual == null;
        }
    };

    /// The views of a program.
    ///
    /// @param byName the view of a name
    record Views(Function<String, MemoryView> byName) {
        MemoryView named(String name) {
            return byName.apply(name);
        }

        MemoryView first(RecordedPrograms.Step step) {
            return named(step.arguments().get(0));
        }
    }

    /// Where an `attr` step notes strides.
    private static final int STRIDES = 4;

    /// Why it is so.
    final String reason;

    PythonDifference(String reason) {
        this.reason = reason;
    }

    /// The value to store so that the program goes on with the memory that Python had.
    @Nullable Object storedByPython(@Nullable Object value) {
        return value;
    }

    /// Whether the difference explains what a step did.
    abstract boolean explains(RecordedPrograms.Step step, @Nullable Object actual, Views views);

    /// Which difference explains what a step did, or null.
    static @Nullable PythonDifference of(
            RecordedPrograms.Step step, @Nullable Object actual, Views views) {
        return List.of(values()).stream()
                .filter(difference -> difference.explains(step, actual, views))
                .findFirst()
                .orElse(null);
    }

    private static boolean refusesType(@Nullable Object actual) {
        return actual instanceof ClassCastException || actual instanceof NullPointerException;
    }
}
