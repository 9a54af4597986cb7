package io.zenview.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What recorded programs do to a single view or `ByteArray`, as calls of Zenview.
final class ProgramOperations {
    private ProgramOperations() {}

    static @Nullable Object perform(String operation, MemoryView view, List<String> a) {
        return switch (operation) {
            case "get" -> get(view, a.get(1));
            case "put" -> {
                put(view, PythonText.index(a.get(1)), PythonText.value(a.get(2)));
                yield null;
            }
            case "owner" -> view.owner();
            case "attr" -> attributes(view);
            case "contig" ->
                    List.of(view.isCContiguous(), view.isFContiguous(), view.isContiguous());
            case "layout" -> layout(view);
            case "len" -> view.length();
            case "list" -> view.toList();
            case "iter" -> listOf(view);
            case "rev" -> listOf(view.slice(Slice.every(-1)));
            case "in" -> view.contains(PythonText.value(a.get(1)));
            case "hex" ->
                    a.size() == 1
                            ? view.hex()
                            : view.hex(
                                    (char) Integer.parseInt(a.get(1)), Integer.parseInt(a.get(2)));
            case "hash" -> view.contentHash() == view.toBytes().hashCode();
            case "bytes" -> view.toBytes(order(a.get(1)));
            case "lend" -> {
                MemoryView.of(view).close();
                yield null;
            }
            case "back" -> null;
            case "request" -> requested(view, a.get(1));
            default -> throw new AssertionError("no such operation: " + operation);
        };
    }

    private static List<Object> attributes(MemoryView view) {
        return List.of(
                view.format(),
                (long) view.itemSize(),
                (long) view.ndim(),
                list(view.shape()),
                list(view.strides()),
                list(view.suboffsets()),
                view.byteSize(),
                view.isReadOnly());
    }

    /// Shape, strides and contiguity as NumPy tells them; strides that no two elements show are
    /// left out.
    private static List<@Nullable Object> layout(MemoryView view) {
        long[] shape = view.shape();
        long[] strides = view.strides();
        List<@Nullable Object> shown = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            shown.add(shape[d] > 1 && view.elementCount() > 0 ? (Long) strides[d] : null);
        }
        return List.of(list(shape), shown, view.isCContiguous(), view.isFContiguous());
    }

    /// Views of the same memory, in another shape.
    static MemoryView derived(String operation, MemoryView view, List<String> a) {
        return switch (operation) {
            case "slice" -> view.slice(PythonText.key(a.get(1)));
            case "cast" -> cast(view, a);
            case "ro" -> view.toReadOnly();
            case "transpose" ->
                    view.transpose(
                            Arrays.stream(PythonText.numbers(a.get(1)))
                                    .mapToInt(Math::toIntExact)
                                    .toArray());
            case "reshape" -> view.reshape(PythonText.numbers(a.get(1)));
            case "broadcast" -> view.broadcastTo(PythonText.numbers(a.get(1)));
            case "field" -> view.field(a.get(1));
            default -> throw new AssertionError("no such operation: " + operation);
        };
    }

    private static Order order(String name) {
        return switch (name) {
            case "C" -> Order.C;
            case "F" -> Order.F;
            default -> Order.ANY;
        };
    }

    private static MemoryView cast(MemoryView view, List<String> a) {
        Format format = Format.parse(a.get(1).equals("''") ? "" : a.get(1));
        return a.size() == 2 ? view.cast(format) : view.cast(format, PythonText.numbers(a.get(2)));
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

    static void put(MemoryView view, long[] index, @Nullable Object value) {
        switch (index.length) {
            case 1 -> view.set(index[0], value);
            case 2 -> view.set(index[0], index[1], value);
            default -> view.set(index, value);
        }
    }

    private static Bytes requested(MemoryView view, String flags) {
        BufferRequest request = BufferRequest.SIMPLE;
        for (String flag : flags.split("\\+", -1)) {
            request = request.and(request(flag));
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

    static @Nullable Object own(ByteArray bytes, List<String> a) {
        return switch (a.get(1)) {
            case "append" -> {
                bytes.append(Integer.parseInt(a.get(2)));
                yield null;
            }
            case "extend" -> {
                bytes.extend((Bytes) PythonText.value(a.get(2)));
                yield null;
            }
            case "insert" -> {
                bytes.insert(Long.parseLong(a.get(2)), Integer.parseInt(a.get(3)));
                yield null;
            }
            case "remove" -> {
                bytes.removeValue(Integer.parseInt(a.get(2)));
                yield null;
            }
            case "reverse" -> {
                bytes.reverse();
                yield null;
            }
            case "setslice" -> {
                bytes.setSlice(PythonText.key(a.get(2))[0], (Bytes) PythonText.value(a.get(3)));
                yield null;
            }
            case "delslice" -> {
                bytes.delete(PythonText.key(a.get(2))[0]);
                yield null;
            }
            case "pop" -> (long) bytes.pop();
            case "popat" -> (long) bytes.pop(Long.parseLong(a.get(2)));
            case "clear" -> {
                bytes.clear();
                yield null;
            }
            case "get" -> (long) bytes.get(Long.parseLong(a.get(2)));
            case "set" -> {
                bytes.set(Long.parseLong(a.get(2)), Integer.parseInt(a.get(3)));
                yield null;
            }
            default -> throw new AssertionError("no such method: " + a);
        };
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
