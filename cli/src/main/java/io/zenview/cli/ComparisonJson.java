package io.zenview.cli;

import io.zenview.compare.ChunkResult;
import io.zenview.compare.FilmChunk;
import io.zenview.compare.Machine;
import io.zenview.compare.NumbersResult;
import io.zenview.compare.Result;
import io.zenview.compare.Samples;
import io.zenview.compare.SlicesResult;
import io.zenview.compare.TransferResult;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Results of comparisons for programs: every sample, unrounded.
final class ComparisonJson {
    private final JsonGenerator json;

    private ComparisonJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(Machine machine, List<Result> results) {
        return JsonLine.of(json -> {
            ComparisonJson writer = new ComparisonJson(json);
            writer.machine(machine);
            json.writeArrayPropertyStart("comparisons");
            results.forEach(writer::result);
            json.writeEndArray();
        });
    }

    private void machine(Machine machine) {
        json.writeStringProperty(
                "date", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(machine.date()));
        json.writeObjectPropertyStart("machine");
        json.writeStringProperty("system", machine.system());
        json.writeStringProperty("kernel", machine.kernel());
        json.writeStringProperty("architecture", machine.architecture());
        json.writeStringProperty("processor", machine.processor());
        json.writeNumberProperty("processors", machine.processors());
        json.writeNumberProperty("memoryBytes", machine.memoryBytes());
        json.writeStringProperty("jdk", machine.jdk());
        json.writeEndObject();
    }

    private void result(Result result) {
        json.writeStartObject();
        json.writeStringProperty("comparison", result.comparison().toString());
        json.writeStringProperty("title", result.title());
        if (result.python().isPresent()) {
            json.writeStringProperty("python", result.python().description());
        } else {
            json.writeStringProperty("withoutPython", result.python().description());
        }
        switch (result) {
            case TransferResult transfer -> transfer(transfer);
            case SlicesResult slices -> slices(slices);
            case ChunkResult chunk -> chunk(chunk);
            case NumbersResult numbers -> numbers(numbers);
        }
        strings("readings", result.readings());
        strings("method", result.method());
        json.writeEndObject();
    }

    private void transfer(TransferResult result) {
        json.writeNumberProperty("bytes", result.bytes());
        json.writeStringProperty("source", result.source());
        json.writeNumberProperty("rounds", result.rounds());
        json.writeArrayPropertyStart("sends");
        for (TransferResult.Send send : result.sends()) {
            json.writeStartObject();
            json.writeStringProperty("language", lower(send.language()));
            json.writeStringProperty("method", send.method().toString());
            samples("wallSeconds", send.wallSeconds());
            samples("cpuSeconds", send.cpuSeconds());
            json.writeNumberProperty("gibPerSecond", send.gibPerSecond());
            send.peakBytes().ifPresent(peak -> json.writeNumberProperty("peakBytes", peak));
            json.writeNumberProperty("bytesThroughUserSpace", send.bytesThroughUserSpace());
            json.writeNumberProperty("speedAgainstWhole", result.speedAgainstWhole(send));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void slices(SlicesResult result) {
        json.writeNumberProperty("rounds", result.rounds());
        json.writeArrayPropertyStart("walks");
        for (SlicesResult.Walk walk : result.walks()) {
            json.writeStartObject();
            json.writeStringProperty("language", lower(walk.language()));
            json.writeStringProperty("type", walk.type());
            json.writeBooleanProperty("copies", walk.copies());
            json.writeNumberProperty("growthExponent", walk.growth().exponent());
            json.writeArrayPropertyStart("lengths");
            for (int i = 0; i < walk.lengths().size(); i++) {
                json.writeStartObject();
                json.writeNumberProperty("iterations", walk.lengths().get(i));
                samples("seconds", walk.seconds().get(i));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void chunk(ChunkResult result) {
        json.writeNumberProperty("filmBytes", result.filmSize());
        json.writeNumberProperty("offset", result.offset());
        json.writeNumberProperty("chunkBytes", result.chunkSize());
        json.writeNumberProperty("rounds", result.rounds());
        json.writeArrayPropertyStart("cuts");
        for (ChunkResult.Cut cut : result.cuts()) {
            json.writeStartObject();
            json.writeStringProperty("language", lower(cut.language()));
            json.writeBooleanProperty("copies", cut.copies());
            json.writeNumberProperty("callsPerRound", cut.callsPerRound());
            samples("secondsPerCall", cut.seconds());
            json.writeNumberProperty("allocatedBytesPerCall", cut.allocatedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("fileBytes", result.fileSize());
        json.writeArrayPropertyStart("fileChunks");
        for (FilmChunk chunk : result.fileChunks()) {
            json.writeStartObject();
            json.writeStringProperty("way", chunk.way().toString());
            json.writeBooleanProperty("copies", chunk.way().copies());
            json.writeBooleanProperty("sent", chunk.way().isSent());
            json.writeNumberProperty("callsPerRound", chunk.callsPerRound());
            samples("secondsPerCall", chunk.seconds());
            samples("cpuSecondsPerCall", chunk.cpuSeconds());
            json.writeNumberProperty("allocatedBytesPerCall", chunk.allocatedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void numbers(NumbersResult result) {
        json.writeNumberProperty("count", result.count());
        json.writeNumberProperty("rounds", result.rounds());
        json.writeArrayPropertyStart("first");
        result.first().forEach(json::writeNumber);
        json.writeEndArray();
        if (result.python().isPresent()) {
            json.writeStringProperty("pythonLibrary", result.pythonLibrary());
        }
        json.writeArrayPropertyStart("doublings");
        for (NumbersResult.Doubling doubling : result.doublings()) {
            json.writeStartObject();
            json.writeStringProperty("language", lower(doubling.language()));
            json.writeStringProperty("way", doubling.way().toString());
            samples("seconds", doubling.seconds());
            json.writeNumberProperty("nanosPerNumber", result.nanosPerNumber(doubling).median());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void samples(String name, Samples samples) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("median", samples.median());
        json.writeNumberProperty("min", samples.min());
        json.writeNumberProperty("max", samples.max());
        json.writeArrayPropertyStart("samples");
        samples.values().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void strings(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static String lower(Object name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
