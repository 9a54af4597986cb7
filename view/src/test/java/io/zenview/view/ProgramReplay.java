package io.zenview.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs one recorded program on Zenview and holds every step against what Python did.
///
/// In Python every view holds its owner's memory by itself. Here slices share the acquisition that
/// they come from, so a program that releases views takes each of them anew, by
/// `MemoryView.of(view)`: the same lifetimes, said aloud.
final class ProgramReplay {
    private static final Set<String> NEEDS_LIFETIMES =
            Set.of("release", "with", "own", "lend", "counts");

    private final List<ProgramOwner> owners = new ArrayList<>();
    private final List<MemoryView> views = new ArrayList<>();
    private final Map<PythonDifference, Integer> differences =
            new EnumMap<>(PythonDifference.class);
    private final boolean lifetimes;
    private final int memoryKind;
    private final Path files;

    private ProgramReplay(boolean lifetimes, int memoryKind, Path files) {
        this.lifetimes = lifetimes;
        this.memoryKind = memoryKind;
        this.files = files;
    }

    /// Replays a program.
    ///
    /// @param steps the program
    /// @param memoryKind where to put memory that may lie anywhere: 0 native, 1 `byte[]`, 2
    ///   `long[]`
    /// @param files a folder for mapped files
    /// @return how often Zenview differed on purpose
    /// @throws AssertionError if it differed otherwise
    static Map<PythonDifference, Integer> run(
            List<RecordedPrograms.Step> steps, int memoryKind, Path files) {
        boolean lifetimes = steps.stream().anyMatch(s -> NEEDS_LIFETIMES.contains(s.operation()));
        ProgramReplay replay = new ProgramReplay(lifetimes, memoryKind, files);
        for (RecordedPrograms.Step step : steps) {
            replay.run(step);
        }
        replay.end();
        return replay.differences;
    }

    private void end() {
        views.forEach(MemoryView::close);
        for (ProgramOwner owner : owners) {
            Lender lender = owner.lender();
            if (lender != null && lender.acquired != lender.released) {
                throw new AssertionError(
                        "at the end "
                                + lender.acquired
                                + " acquired, "
                                + lender.released
                                + " released");
            }
            if (owner.bytes() != null) {
                owner.bytes().append(0);
            }
        }
    }

    private void run(RecordedPrograms.Step step) {
        @Nullable Object actual;
        try {
            actual = perform(step);
        } catch (RuntimeException e) {
            actual = e;
        }
        if (actual instanceof RuntimeException failure
                ? !failsAlike(step, failure)
                : !succeedsAlike(step, actual)) {
            PythonDifference difference =
                    PythonDifference.of(step, actual, new PythonDifference.Views(this::view));
            if (difference == null) {
                throw new AssertionError(
                        step
                                + " gave "
                                + (actual instanceof MemoryView v && !v.isClosed()
                                        ? v + " " + v.byteSize()
                                        : actual),
                        actual instanceof RuntimeException e ? e : null);
            }
            differences.merge(difference, 1, Integer::sum);
            if (step.operation().equals("put") && step.expected().equals("N")) {
                Object value = difference.storedByPython(PythonText.value(step.arguments().get(2)));
                ProgramOperations.put(
                        view(step.arguments().get(0)),
                        PythonText.index(step.arguments().get(1)),
                        value);
            }
        }
        if (step.result().matches("v\\d+")) {
            views.add((MemoryView) Objects.requireNonNull(actual));
        } else if (step.operation().equals("cast") && actual instanceof MemoryView beyond) {
            // Python made no view, so no step will close it.
            if (lifetimes) {
                beyond.close();
            }
        }
    }

    private boolean succeedsAlike(RecordedPrograms.Step step, @Nullable Object actual) {
        if (step.error() != 0 && !step.beyondPython()) {
            return false;
        }
        String expected = step.expected();
        return switch (expected.charAt(0)) {
            case '!' -> false;
            case 'v' -> actual instanceof MemoryView;
            case 'o' -> isThis(owners.get(number(expected)).object(), actual);
            default -> PythonText.same(PythonText.value(expected), actual);
        };
    }

    private static boolean failsAlike(RecordedPrograms.Step step, RuntimeException failure) {
        if (!step.expected().startsWith("!")) {
            return false;
        }
        boolean cast = step.operation().equals("cast");
        return switch (step.expected().charAt(1)) {
            case 'I' -> failure instanceof IndexOutOfBoundsException;
            case 'B' -> failure instanceof BufferException;
            case 'R' -> failure instanceof IllegalStateException;
            case 'O' -> failure instanceof ReadOnlyViewException;
            case 'V' -> failure instanceof IllegalArgumentException;
            case 'T' ->
                    switch (step.operation()) {
                        // A wrong type of value; null has none.
                        case "put" ->
                                failure instanceof ClassCastException
                                        || (failure instanceof NullPointerException
                                                && step.arguments().get(2).equals("N"));
                        // What a view of no dimensions does not have.
                        case "len", "iter", "in" ->
                                failure instanceof UnsupportedOperationException;
                        default -> failure instanceof IllegalArgumentException;
                    };
            // Some error about the value, whichever.
            case '?' ->
                    failure instanceof IllegalArgumentException
                            || failure instanceof ClassCastException
                            || failure instanceof IndexOutOfBoundsException
                            || failure instanceof ReadOnlyViewException
                            || failure instanceof NullPointerException;
            default -> cast && failure instanceof IllegalArgumentException;
        };
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private MemoryView view(String name) {
        return views.get(number(name));
    }

    private ProgramOwner owner(String name) {
        return owners.get(number(name));
    }

    /// A view as programs keep it.
    private MemoryView kept(MemoryView derived) {
        return lifetimes ? MemoryView.of(derived) : derived;
    }

    @SuppressWarnings("ReferenceEquality") // the owner itself, not one that is equal
    private static boolean isThis(Object owner, @Nullable Object actual) {
        return owner == actual;
    }

    private @Nullable Object perform(RecordedPrograms.Step step) {
        List<String> a = step.arguments();
        String first = a.get(0);
        return switch (step.operation()) {
            case "new" -> {
                owners.add(ProgramOwner.of(first, PythonText.memory(a.get(1)), memoryKind, files));
                yield owners.getLast().object();
            }
            case "view" -> first.startsWith("o") ? owner(first).open().get() : kept(view(first));
            case "dump" -> Bytes.copyOf(owner(first).dump().get());
            case "own" -> ProgramOperations.own(owner(first).bytes(), a);
            case "counts" -> {
                Lender lender = owner(first).lender();
                yield List.of((long) lender.acquired, (long) lender.released);
            }
            case "slice", "cast", "ro", "transpose", "reshape", "broadcast", "field" ->
                    kept(ProgramOperations.derived(step.operation(), view(first), a));
            case "assign" -> {
                MemoryView target = view(first).slice(PythonText.key(a.get(1)));
                yield withExporter(
                        a.get(2),
                        source -> {
                            target.assign(source);
                            return null;
                        });
            }
            case "eq" -> withExporter(a.get(1), view(first)::contentEquals);
            case "release", "with" -> {
                MemoryView view = view(first);
                if (step.error() == 'B') {
                    // Python refuses; the program goes on with another view of the same memory.
                    views.set(number(first), MemoryView.of(view));
                }
                try (MemoryView block = view) {
                    if (step.operation().equals("with")) {
                        block.format();
                    }
                }
                yield null;
            }
            default -> ProgramOperations.perform(step.operation(), view(first), a);
        };
    }

    /// Does something with a view or an owner that is named.
    private @Nullable Object withExporter(
            String name, Function<BufferExporter, @Nullable Object> action) {
        if (name.startsWith("v")) {
            return action.apply(view(name));
        }
        ProgramOwner owner = owner(name);
        if (owner.object() instanceof BufferExporter exporter) {
            return action.apply(exporter);
        }
        try (MemoryView whole = owner.open().get()) {
            return action.apply(whole);
        }
    }
}
