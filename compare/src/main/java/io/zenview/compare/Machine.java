package io.zenview.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Where and when something was measured. Figures without it mean little.
///
/// @param system the operating system, with its distribution where it has one
/// @param kernel the kernel's version
/// @param architecture the processor's kind, as the JVM names it
/// @param processor the processor's model, or its kind where no model is told
/// @param processors how many of them the JVM may use
/// @param memoryBytes physical memory, or the container's limit
/// @param jdk the JDK's version and vendor
/// @param date when
public record Machine(
        String system,
        String kernel,
        String architecture,
        String processor,
        int processors,
        long memoryBytes,
        String jdk,
        ZonedDateTime date) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm xxx", Locale.ENGLISH);

    /// The machine that this JVM runs on, now.
    ///
    /// @return what is known about it
    public static Machine current() {
        String os = System.getProperty("os.name");
        String arch = System.getProperty("os.arch");
        var bean =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Machine(
                field(Path.of("/etc/os-release"), "PRETTY_NAME", "=", os),
                os + " " + System.getProperty("os.version"),
                arch,
                field(Path.of("/proc/cpuinfo"), "model name", ":", arch),
                Runtime.getRuntime().availableProcessors(),
                bean.getTotalMemorySize(),
                "JDK " + Runtime.version() + ", " + System.getProperty("java.vendor"),
                ZonedDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    }

    /// The machine in one line.
    ///
    /// @return for a terminal
    public String text() {
        return processor
                + ", "
                + processors
                + (processors == 1 ? " CPU, " : " CPUs, ")
                + Quantity.bytes(memoryBytes)
                + "; "
                + system
                + ", "
                + kernel
                + "; "
                + jdk;
    }

    /// The date as people write it, to the minute.
    String day() {
        return MINUTES.format(date);
    }

    private static String field(Path file, String name, String separator, String otherwise) {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(separator, 2);
                if (parts.length == 2 && parts[0].strip().equals(name)) {
                    return parts[1].strip().replace("\"", "");
                }
            }
        } catch (IOException e) {
            return otherwise; // not every system has the file
        }
        return otherwise;
    }
}
