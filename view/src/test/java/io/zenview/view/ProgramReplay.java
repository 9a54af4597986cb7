package io.zenview.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    /// @param memoryKind where to put memory that may lie anywhere: 0 native, 1 `byte[]`, 2 `long[]`
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
                put(
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
            case 'o' -> actual == owners.get(number(expected)).object();
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

    private @Nullable Object perform(RecordedPrograms.Step step) {
        List<String> a = step.arguments();
        String first = a.get(0);
        switch (step.operation()) {
            case "new":
                owners.add(
                        ProgramOwner.of(first, PythonText.memory(a.get(1)), memoryKind, files));
                return owners.getLast().object();
            case "view":
                return first.startsWith("o") ? owner(first).open().get() : kept(view(first));
            case "dump":
                return Bytes.copyOf(owner(first).dump().get());
            case "own":
                return own(owner(first).bytes(), a);
            case "counts":
                Lender lender = owner(first).lender();
                return List.of((long) lender.acquired, (long) lender.released);
            default:
                return perform(step, view(first), a);
        }
    }

    /// A view that is to be closed. Where Python refuses that, the program goes on with another one
    /// of the same memory.
    private MemoryView reopened(MemoryView view, String name, boolean goesOn) {
        if (goesOn) {
            views.set(number(name), MemoryView.of(view));
        }
        return view;
    }

    private @Nullable Object perform(
            RecordedPrograms.Step step, MemoryView view, List<String> a) {
        boolean refused = step.error() == 'B';
        switch (step.operation()) {
            case "slice":
                return kept(view.slice(PythonText.key(a.get(1))));
            case "get":
                return get(view, a.get(1));
            case "put":
                put(view, PythonText.index(a.get(1)), PythonText.value(a.get(2)));
                return null;
            case "assign":
                assign(view.slice(PythonText.key(a.get(1))), a.get(2));
                return null;
            case "cast":
                Format format = Format.parse(a.get(1).equals("''") ? "" : a.get(1));
                return kept(
                        a.size() == 2
                                ? view.cast(format)
                                : view.cast(format, PythonText.numbers(a.get(2))));
            case "ro":
                return kept(view.toReadOnly());
            case "owner":
                return view.owner();
            case "attr":
                return List.of(
                        view.format(),
                        (long) view.itemSize(),
                        (long) view.ndim(),
                        list(view.shape()),
                        list(view.strides()),
                        list(view.suboffsets()),
                        view.byteSize(),
                        view.isReadOnly());
            case "contig":
                return List.of(view.isCContiguous(), view.isFContiguous(), view.isContiguous());
            case "len":
                return view.length();
            case "list":
                return view.toList();
            case "iter":
                return listOf(view);
            case "rev":
                return listOf(view.slice(Slice.every(-1)));
            case "bytes":
                return view.toBytes(
                        switch (a.get(1)) {
                            case "C" -> Order.C;
                            case "F" -> Order.F;
                            default -> Order.ANY;
                        });
            case "eq":
                return equal(view, a.get(1));
            case "release":
                reopened(view, a.get(0), refused).close();
                return null;
            case "with":
                try (MemoryView block = reopened(view, a.get(0), refused)) {
                    block.format();
                }
                return null;
            case "lend":
                MemoryView.of(view).close();
                return null;
            case "back":
                return null;
            case "request":
                return requested(view, a.get(1));
            default:
                throw new AssertionError("no such operation: " + step);
        }
    }

    private static Object get(MemoryView view, String key) {
        long[] index = PythonText.index(key);
        if (index == null) {
            return view.slice(PythonText.key(key));
        }
        return switch (index.length) {
            case 1 -> view.get(index[0]);
            case 2 -> view.get(index[0], index[1]);
            default -> view.get(index);
        };
    }

    private static void put(MemoryView view, long[] index, @Nullable Object value) {
        switch (index.length) {
            case 1 -> view.set(index[0], value);
            case 2 -> view.set(index[0], index[1], value);
            default -> view.set(index, value);
        }
    }

    private void assign(MemoryView target, String source) {
        if (source.startsWith("v")) {
            target.assign(view(source));
        } else {
            ProgramOwner owner = owner(source);
            if (owner.object() instanceof BufferExporter exporter) {
                target.assign(exporter);
            } else {
                try (MemoryView whole = owner.open().get()) {
                    target.assign(whole);
                }
            }
        }
    }

    private boolean equal(MemoryView view, String other) {
        if (other.startsWith("v")) {
            return view.contentEquals(view(other));
        }
        ProgramOwner owner = owner(other);
        if (owner.object() instanceof BufferExporter exporter) {
            return view.contentEquals(exporter);
        }
        try (MemoryView whole = owner.open().get()) {
            return view.contentEquals(whole);
        }
    }

    private static Bytes requested(MemoryView view, String flags) {
        BufferRequest request = null;
        for (String flag : flags.split("\\+", -1)) {
            BufferRequest part = request(flag);
            request = request == null ? part : request.and(part);
        }
        try (MemoryView lent = MemoryView.of(view, request)) {
            return lent.toBytes();
        }
    }

    private static BufferRequest request(String flag) {
        return switch (flag) {
            case "SIMPLE" -> BufferRequest.SIMPLE;
            case "WRITABLE" -> BufferRequest.WRITABLE;
            case "FORMAT" -> BufferRequest.FORMAT;
            case "ND" -> BufferRequest.ND;
            case "STRIDES" -> BufferRequest.STRIDES;
            case "C_CONTIGUOUS" -> BufferRequest.C_CONTIGUOUS;
            case "F_CONTIGUOUS" -> BufferRequest.F_CONTIGUOUS;
            case "ANY_CONTIGUOUS" -> BufferRequest.ANY_CONTIGUOUS;
            case "INDIRECT" -> BufferRequest.INDIRECT;
            case "CONTIG" -> BufferRequest.CONTIG;
            case "CONTIG_RO" -> BufferRequest.CONTIG_RO;
            case "STRIDED" -> BufferRequest.STRIDED;
            case "STRIDED_RO" -> BufferRequest.STRIDED_RO;
            case "RECORDS" -> BufferRequest.RECORDS;
            case "RECORDS_RO" -> BufferRequest.RECORDS_RO;
            case "FULL" -> BufferRequest.FULL;
            case "FULL_RO" -> BufferRequest.FULL_RO;
            default -> throw new AssertionError("no such request: " + flag);
        };
    }

    private static @Nullable Object own(ByteArray bytes, List<String> a) {
        switch (a.get(1)) {
            case "append":
                bytes.append(Integer.parseInt(a.get(2)));
                return null;
            case "extend":
                bytes.extend((Bytes) PythonText.value(a.get(2)));
                return null;
            case "insert":
                bytes.insert(Long.parseLong(a.get(2)), Integer.parseInt(a.get(3)));
                return null;
            case "pop":
                return (long) bytes.pop();
            case "popat":
                return (long) bytes.pop(Long.parseLong(a.get(2)));
            case "clear":
                bytes.clear();
                return null;
            case "get":
                return (long) bytes.get(Long.parseLong(a.get(2)));
            case "set":
                bytes.set(Long.parseLong(a.get(2)), Integer.parseInt(a.get(3)));
                return null;
            default:
                throw new AssertionError("no such method: " + a);
        }
    }

    private static List<Object> list(long[] numbers) {
        return new ArrayList<>(Arrays.stream(numbers).boxed().toList());
    }

    private static List<Object> listOf(MemoryView view) {
        List<Object> list = new ArrayList<>();
        view.forEach(list::add);
        return list;
    }
}
