package io.zenview.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zenview.server.RangeSet.ByteRange;
import io.zenview.server.RangeSet.Parts;
import io.zenview.server.RangeSet.Unsatisfiable;
import io.zenview.server.RangeSet.Whole;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeSetTest {
    private static final int MAX_RANGES = 16;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 9110, section 14.1.2
                "bytes=0-499                  | 10000 | 0-499",
                "bytes=500-999                | 10000 | 500-999",
                "bytes=-500                   | 10000 | 9500-9999",
                "bytes=9500-                  | 10000 | 9500-9999",
                "bytes=0-0,-1                 | 10000 | 0-0 9999-9999",
                "'bytes= 0-999, 4500-5499, -1000' | 10000 | 0-999 4500-5499 9000-9999",
                "bytes=500-600,601-999        | 10000 | 500-600 601-999",
                "bytes=500-700,601-999        | 10000 | 500-700 601-999",
                // order, blanks, empty elements, unit
                "bytes=5-6,0-1                | 10 | 5-6 0-1",
                "BYTES=0-1                    | 10 | 0-1",
                "'bytes=,, 0-1 ,\t,3-4 ,'     | 10 | 0-1 3-4",
                "bytes=000000-00001           | 10 | 0-1",
                "'bytes=0 -1'                 | 10 | whole",
                "'bytes=0- 1'                 | 10 | whole",
                "'bytes =0-1'                 | 10 | whole",
                "'bytes=0-1 3-4'              | 10 | whole",
                "items=0-1                    | 10 | whole",
                "bytes                        | 10 | whole",
                "bytes=                       | 10 | whole",
                "bytes=,                      | 10 | whole",
                "bytes=-                      | 10 | whole",
                "bytes=--1                    | 10 | whole",
                "bytes=+1-2                   | 10 | whole",
                "bytes=1                      | 10 | whole",
                "bytes=1-2-3                  | 10 | whole",
                "bytes=2-1                    | 10 | whole",
                "bytes=0-1,2-1                | 10 | whole",
                "bytes=0-1,x                  | 10 | whole",
                "bytes=a-b                    | 10 | whole",
                "bytes=0x0-0x1                | 10 | whole",
                "bytes=٠-١                    | 10 | whole",
                "                             | 10 | whole",
                // ends
                "bytes=0-                     | 10 | 0-9",
                "bytes=0-9                    | 10 | 0-9",
                "bytes=0-10                   | 10 | 0-9",
                "bytes=9-9                    | 10 | 9-9",
                "bytes=10-                    | 10 | none",
                "bytes=10-11                  | 10 | none",
                "bytes=10-,11-12              | 10 | none",
                "bytes=10-,3-4                | 10 | 3-4",
                "bytes=-0                     | 10 | none",
                "bytes=-0,1-1                 | 10 | 1-1",
                "bytes=-10                    | 10 | 0-9",
                "bytes=-11                    | 10 | 0-9",
                // near 2^63 and beyond
                "bytes=0-9223372036854775806  | 10 | 0-9",
                "bytes=0-9223372036854775807  | 10 | 0-9",
                "bytes=0-9223372036854775808  | 10 | 0-9",
                "bytes=0-99999999999999999999999999 | 10 | 0-9",
                "bytes=-9223372036854775807   | 10 | 0-9",
                "bytes=-9223372036854775808   | 10 | 0-9",
                "bytes=-18446744073709551617  | 10 | 0-9",
                "bytes=9223372036854775807-   | 10 | none",
                "bytes=18446744073709551616-  | 10 | none",
                "bytes=18446744073709551616-18446744073709551617 | 10 | none",
                "bytes=18446744073709551617-18446744073709551616 | 10 | whole",
                "bytes=99999999999999999999-000099999999999999999998 | 10 | whole",
                "bytes=00000099999999999999999999-99999999999999999999 | 10 | none",
                "bytes=9223372036854775808-9223372036854775807 | 10 | whole",
                "bytes=18446744073709551616-1 | 10 | whole",
                "bytes=9223372036854775806-   | 9223372036854775807 | 9223372036854775806-9223372036854775806",
                "bytes=0-9223372036854775807  | 9223372036854775807 | 0-9223372036854775806",
                "bytes=0-,0-                  | 9223372036854775807 | whole",
                // more than the whole, more than two that overlap
                "bytes=0-5,5-9                | 10 | whole",
                "bytes=0-5,5-8                | 10 | 0-5 5-8",
                "bytes=0-0,0-0                | 10 | 0-0 0-0",
                "bytes=0-0,0-0,0-0            | 10 | whole",
                "bytes=0-1,1-2,2-3            | 10 | whole",
                "bytes=0-1,5-6,1-2            | 10 | 0-1 5-6 1-2",
                "bytes=0-3,1-1,5-6,6-7        | 10 | whole",
                // nothing there
                "bytes=0-                     | 0 | none",
                "bytes=0-0                    | 0 | none",
                "bytes=-0                     | 0 | none",
                "bytes=-5                     | 0 | whole",
                "bytes=0-,-5                  | 0 | whole",
            })
    void isRead(String header, long size, String expected) {
        assertThat(text(RangeSet.parse(header, size, MAX_RANGES))).isEqualTo(expected);
    }

    @Test
    void asManyAsAreAllowed() {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < MAX_RANGES; i++) {
            ranges.add(2 * i + "-" + 2 * i);
        }
        String header = "bytes=" + String.join(",", ranges);

        assertThat(text(RangeSet.parse(header, 100, MAX_RANGES)))
                .isEqualTo(String.join(" ", ranges));
        assertThat(RangeSet.parse(header + ",50-50", 100, MAX_RANGES)).isEqualTo(new Whole());
        assertThat(RangeSet.parse(header + ",1000-", 100, MAX_RANGES)).isEqualTo(new Whole());
    }

    @Test
    void looksAtEachCharacterFewTimes() {
        for (String header :
                List.of(
                        "bytes=" + "0-0,".repeat(2500),
                        "bytes=" + "9".repeat(4000) + "-" + "9".repeat(4000),
                        "bytes=" + "0".repeat(4000) + "1-" + "0".repeat(4000) + "1",
                        "bytes=" + ", \t".repeat(3000) + "0-0",
                        "bytes=0-0" + " ".repeat(9000) + "x",
                        "bytes=" + "9".repeat(9000) + "x",
                        "bytes=" + "-".repeat(9000))) {
            CountedText counted = new CountedText(header);
            RangeSet.parse(counted, Long.MAX_VALUE, Integer.MAX_VALUE);
            assertThat(counted.looks()).isBetween(1L, 8L * header.length());
        }
    }

    @Test
    void agreesWithAModelOfNumbersThatHaveNoEnd() {
        Random random = new Random(20260501);
        int parts = 0;
        for (int i = 0; i < 50_000; i++) {
            long size =
                    random.nextInt(4) == 0
                            ? near(random).longValue() & Long.MAX_VALUE
                            : random.nextInt(40);
            StringBuilder header = new StringBuilder("bytes=");
            int count = 1 + random.nextInt(5);
            for (int k = 0; k < count; k++) {
                header.append(k > 0 ? "," : "").append(random.nextInt(8) == 0 ? " ," : "");
                header.append(random.nextInt(4) == 0 ? "" : number(random, size)).append('-');
                header.append(random.nextInt(4) == 0 ? "" : number(random, size));
            }
            String found = text(RangeSet.parse(header, size, 4));
            assertThat(found)
                    .as("%s of %d", header, size)
                    .isEqualTo(model(header.toString(), size, 4));
            parts += found.contains("-") ? 1 : 0;
        }
        assertThat(parts).isGreaterThan(5_000);
    }

    private static String number(Random random, long size) {
        BigInteger value =
                switch (random.nextInt(3)) {
                    case 0 -> near(random);
                    case 1 -> BigInteger.valueOf(random.nextInt(3)).add(BigInteger.valueOf(size));
                    default -> BigInteger.valueOf(random.nextInt(40));
                };
        return "0".repeat(random.nextInt(3)) + value.abs();
    }

    private static BigInteger near(Random random) {
        return BigInteger.TWO
                .pow(62 + random.nextInt(4))
                .add(BigInteger.valueOf(random.nextInt(5) - 2));
    }

    /// The rules again, slowly; the syntax is known to be right but for the numbers.
    private static String model(String header, long size, int max) {
        BigInteger n = BigInteger.valueOf(size);
        List<String> specs =
                Arrays.stream(header.substring(6).split(","))
                        .map(String::strip)
                        .filter(spec -> !spec.isEmpty())
                        .toList();
        List<BigInteger[]> ranges = new ArrayList<>();
        boolean suffixOfNothing = false;
        for (String spec : specs) {
            int hyphen = spec.indexOf('-');
            String left = spec.substring(0, hyphen);
            String right = spec.substring(hyphen + 1);
            if (left.isEmpty() && right.isEmpty()) {
                return "whole";
            }
            BigInteger from;
            BigInteger to = n;
            if (left.isEmpty()) {
                BigInteger length = new BigInteger(right);
                suffixOfNothing |= length.signum() > 0 && size == 0;
                from = n.subtract(length).max(BigInteger.ZERO);
            } else {
                from = new BigInteger(left);
                if (!right.isEmpty()) {
                    if (new BigInteger(right).compareTo(from) < 0) {
                        return "whole";
                    }
                    to = new BigInteger(right).add(BigInteger.ONE).min(n);
                }
            }
            if (from.compareTo(to) < 0) {
                ranges.add(new BigInteger[] {from, to});
            }
        }
        BigInteger sum = BigInteger.ZERO;
        int overlapping = 0;
        for (BigInteger[] one : ranges) {
            sum = sum.add(one[1].subtract(one[0]));
            long withItself =
                    ranges.stream()
                            .filter(other ->
                                    one[0].compareTo(other[1]) < 0
                                            && other[0].compareTo(one[1]) < 0)
                            .count();
            overlapping += withItself > 1 ? 1 : 0;
        }
        if (specs.size() > max || suffixOfNothing || sum.compareTo(n) > 0 || overlapping > 2) {
            return "whole";
        }
        return ranges.isEmpty()
                ? "none"
                : ranges.stream()
                        .map(range -> range[0] + "-" + range[1].subtract(BigInteger.ONE))
                        .collect(Collectors.joining(" "));
    }

    private static String text(RangeSet ranges) {
        return switch (ranges) {
            case Whole() -> "whole";
            case Unsatisfiable() -> "none";
            case Parts(List<ByteRange> parts) ->
                    parts.stream()
                            .map(range -> range.from() + "-" + (range.to() - 1))
                            .collect(Collectors.joining(" "));
        };
    }

    @Test
    void contentRange() {
        assertThat(ContentRange.of(new ByteRange(0, 100), 1234)).isEqualTo("bytes 0-99/1234");
        assertThat(ContentRange.unsatisfied(1234)).isEqualTo("bytes */1234");
    }
}
