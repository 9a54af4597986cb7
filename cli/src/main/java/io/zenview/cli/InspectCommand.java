package io.zenview.cli;

import io.zenview.view.MemoryView;
import io.zenview.view.Order;
import io.zenview.view.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `zenview inspect`.
@Command(
        name = "inspect",
        header = "Look into a file of any size: typed, shaped, sliced.",
        description = {
            "",
            "The file is mapped, not read: what is not shown is not touched, and it takes the same time and memory "
                    + "for a kilobyte and a terabyte. NumPy's .npy files are recognised by their first bytes and "
                    + "printed as NumPy prints them; any other file is dumped as bytes, unless --format says what "
                    + "lies in it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  zenview inspect prices.npy",
            "      Type, shape and order, and the array as NumPy prints it.",
            "  zenview inspect film.mp4",
            "      The first and the last bytes.",
            "  zenview inspect samples.bin --format '<f4' --shape '*x3' --slice '10:20:2, 0'",
            "      Triples of floats: of every other row from 10 to 20 the first one.",
            "  zenview inspect ticks.bin --format '<I4sd:price:' --offset 16",
            "      Records of a whole number, four bytes and a price, as a table.",
            "  zenview inspect ticks.bin --format '<qd:price:' --field price --stats",
            "      Minimum, maximum, mean and sum of all prices.",
            "  zenview inspect prices.npy --slice ':, 0' --raw | sha256sum",
            "      The bytes of the first column.",
        })
final class InspectCommand implements Callable<Integer> {
    /// Records that fit a screen.
    private static final PrintOptions TABLE = PrintOptions.USUAL.with(40, 5);

    /// Bytes that fit a screen.
    private static final long DUMP = 256;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A regular file.")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "What the elements are: as in Python's struct and PEP 3118 (<i, >d, <I4sh:price:), or a type of NumPy "
                        + "(<i4, u2, f8, c16, S5, U5, float32; i4,f8 for records). In NumPy's types the digits "
                        + "behind the letter are bytes (of U: characters); in the others a count stands in front.",
                "Without it: what a .npy file says, else bytes."
            })
    private @Nullable String format;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description =
                    "How the elements are arranged: 1000x3, 1000,3; one dimension may be * or -1, for as many as there "
                            + "are (default: *).")
    private @Nullable String shape;

    @Option(
            names = "--order",
            paramLabel = "c|f",
            description =
                    "Which index varies fastest in the file: the last (c) or the first (f) (default: c).")
    private @Nullable ElementOrder order;

    @Option(
            names = "--offset",
            paramLabel = "SIZE",
            description =
                    "Where the first element lies, in bytes, or with K, M, G (default: 0; .npy: behind the header).")
    private @Nullable ByteSize offset;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "Of records, only this field; those without a name are f0, f1, …")
    private @Nullable String field;

    @Option(
            names = "--slice",
            paramLabel = "SLICE",
            description =
                    "Only this part, as in Python: 10:20:2, 3 or ..., 0. Indices count elements, from the end if "
                            + "negative.")
    private @Nullable String slice;

    @Option(
            names = "--stats",
            description =
                    "Minimum, maximum, mean and sum instead of the elements. Reads all of them, and shows how far it "
                            + "is if standard error is a terminal.")
    private boolean stats;

    @Option(names = "--hex", description = "Dump bytes, whatever the file says of itself.")
    private boolean hex;

    @Option(
            names = "--raw",
            description =
                    "Write the bytes of the elements, in C order, and nothing else; for pipes and files.")
    private boolean raw;

    @Option(
            names = "--json",
            description =
                    "Write one JSON document. It has the elements if they are not more than the limit, or were asked "
                            + "for by --slice or --all. NaN and infinities are strings, records are objects, and each "
                            + "byte of bytes is a character.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "How many elements are shown in full (default: 1000; 40 records in a table, 256 bytes in a dump). "
                            + "Of more, the edges are shown.")
    private @Nullable Long limit;

    @Option(names = "--all", description = "Show everything, however much it is.")
    private boolean all;

    @Option(
            names = "--edge-items",
            paramLabel = "N",
            description =
                    "How many elements are shown at each edge of a dimension (default: 3; 5 records in a table).")
    private @Nullable Integer edgeItems;

    @Option(
            names = "--precision",
            paramLabel = "N",
            description = "Digits after the point at most (default: 8).")
    private @Nullable Integer precision;

    /// Which index varies fastest; written in either case.
    private enum ElementOrder {
        C,
        F;

        Order order() {
            return this == F ? Order.F : Order.C;
        }
    }

    @Override
    public Integer call() throws IOException {
        refuseContradictions();
        FileArray.ensureRegular(file);
        long size = Files.size(file);
        try {
            inspect();
        } catch (Output.Lost lost) {
            lost.orFail();
        } catch (IOException | UncheckedIOException | InternalError e) {
            ensureWhole(size, e);
            if (e instanceof InternalError) {
                // How the JVM reports that a mapped page cannot be had.
                throw new CommandFailure("A page of '" + file + "' cannot be read", e);
            }
            throw e;
        }
        // A page that lost only its end reads as zeros.
        ensureWhole(size, null);
        return Zenview.DONE;
    }

    /// Refuses what was read of a file that another program has cut meanwhile.
    private void ensureWhole(long size, @Nullable Throwable symptom) throws IOException {
        long now = Files.size(file);
        if (now >= size) {
            return;
        }
        CommandFailure cut =
                new CommandFailure(
                        "'"
                                + file
                                + "' was cut while it was read: it had "
                                + size
                                + " bytes and has "
                                + now
                                + " now");
        if (symptom != null) {
            cut.addSuppressed(symptom);
        }
        throw cut;
    }

    private void inspect() throws IOException {
        boolean npy = format == null && offset == null && !hex && FileArray.isNpy(file);
        boolean untyped = !npy && format == null && shape == null && !stats;
        try (FileArray array = open(npy)) {
            MemoryView chosen = array.view();
            ElementType type = array.type();
            if (field != null) {
                type = option("--field", field, array.type()::field);
                chosen = chosen.field(field);
            }
            if (slice != null) {
                MemoryView whole = chosen;
                chosen = option("--slice", slice, text -> whole.slice(Slice.parse(text)));
            }
            if (untyped && !raw) {
                chosen = consecutive(chosen);
            }
            show(new Inspection(array, chosen, type, untyped, field, slice));
        }
    }

    private FileArray open(boolean npy) throws IOException {
        if (npy) {
            if (order != null) {
                throw misused("--order: '" + file + "' is a .npy file and names its order itself");
            }
            FileArray array = FileArray.npy(file);
            return shape == null ? array : reshaped(array, shape);
        }
        ElementType type =
                format == null
                        ? FileArray.PLAIN
                        : option("--format", format, FormatSpelling::parse);
        ShapeSpelling arranged =
                shape == null ? null : option("--shape", shape, ShapeSpelling::parse);
        try {
            return FileArray.of(
                    file,
                    type,
                    offset == null ? 0 : offset.bytes(),
                    arranged,
                    order == null ? Order.C : order.order());
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()), e);
        }
    }

    private FileArray reshaped(FileArray array, String text) {
        try {
            return option(
                    "--shape",
                    text,
                    written -> array.reshaped(ShapeSpelling.parse(written).extents()));
        } catch (RuntimeException e) {
            array.close();
            throw e;
        }
    }

    private MemoryView consecutive(MemoryView bytes) {
        if (!bytes.isCContiguous()) {
            throw misused(
                    "--slice "
                            + slice
                            + " takes bytes that do not lie side by side, which a dump cannot show; --format B shows them"
                            + " as numbers");
        }
        return bytes.reshape(-1);
    }

    private void show(Inspection inspection) throws IOException {
        if (raw) {
            inspection.chosen().writeTo(Output.ofBytes(System.out));
            return;
        }
        if (stats) {
            requireNumbers(inspection.type());
        }
        Statistics statistics = stats ? statistics(inspection.chosen()) : null;
        Output out = new Output(spec.commandLine().getOut());
        if (json) {
            long most =
                    all || (slice != null && limit == null) ? Long.MAX_VALUE : limit(inspection);
            InspectionJson.write(inspection, statistics, most, out);
        } else {
            InspectionText.write(inspection, statistics, printing(inspection), out);
        }
        out.flush();
    }

    private void requireNumbers(ElementType type) {
        if (!Statistics.areKnownFor(type)) {
            throw misused(
                    "--stats: elements of '"
                            + type.name()
                            + "' are no numbers"
                            + (type.isRecord()
                                    ? "; choose one with --field: "
                                            + String.join(
                                                    ", ",
                                                    type.format().fields().stream()
                                                            .map(each -> each.name())
                                                            .toList())
                                    : ""));
        }
    }

    private Statistics statistics(MemoryView view) {
        Terminal terminal = Zenview.of(spec).terminal();
        if (!terminal.err()) {
            return Statistics.of(view, _ -> {});
        }
        long bytes = view.byteSize();
        try (TransferProgress progress =
                TransferProgress.start(
                        terminal.columns(), String.valueOf(file.getFileName()), bytes)) {
            return Statistics.of(view, read -> progress.reached(read, bytes));
        }
    }

    private long limit(Inspection inspection) {
        if (all) {
            return Long.MAX_VALUE;
        }
        if (limit != null) {
            return limit;
        }
        return inspection.untyped()
                ? DUMP
                : json || !inspection.isTable()
                        ? PrintOptions.USUAL.threshold()
                        : TABLE.threshold();
    }

    private PrintOptions printing(Inspection inspection) {
        PrintOptions usual = inspection.isTable() ? TABLE : PrintOptions.USUAL;
        return new PrintOptions(
                limit(inspection),
                edgeItems == null ? usual.edgeItems() : edgeItems,
                precision == null ? usual.precision() : precision,
                usual.width());
    }

    private void refuseContradictions() {
        exclude(raw, "--raw", json, "--json");
        exclude(raw, "--raw", stats, "--stats");
        exclude(hex, "--hex", stats, "--stats");
        exclude(hex, "--hex", format != null, "--format");
        exclude(hex, "--hex", shape != null, "--shape");
        exclude(hex, "--hex", field != null, "--field");
        exclude(all, "--all", limit != null, "--limit");
        if (order != null && shape == null) {
            throw misused("--order wants a --shape: in one dimension both are the same");
        }
        if (limit != null && limit < 0) {
            throw misused("--limit " + limit + ": at least 0");
        }
        if (edgeItems != null && edgeItems < 1) {
            throw misused("--edge-items " + edgeItems + ": at least 1");
        }
        if (precision != null && (precision < 0 || precision > 340)) {
            throw misused("--precision " + precision + ": 0 to 340 digits");
        }
        if (raw && Zenview.of(spec).terminal().out()) {
            throw misused(
                    "--raw writes bytes as they are, and standard output is a terminal: send them into a file or a"
                            + " pipe");
        }
    }

    private void exclude(boolean one, String name, boolean other, String otherName) {
        if (one && other) {
            throw misused(name + " and " + otherName + " exclude each other");
        }
    }

    /// What an option means, with its name before the complaint if it means nothing.
    private <T> T option(String name, String text, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw misused(name + ": " + e.getMessage(), e);
        }
    }

    private ParameterException misused(String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }

    private ParameterException misused(String complaint, Exception cause) {
        return new ParameterException(spec.commandLine(), complaint, cause);
    }
}
