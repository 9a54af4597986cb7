#!/bin/sh
# Loops over every primitive type through typed views against the raw array of that type, in many JVMs that have all seen every kind
# of memory: the median over the JVMs, and in how many of them the loop took more than 1.15 times the raw array's time.
#
#   bench/every-type.sh [JVMS] [TYPE...]
#
# Needs bench/target/benchmarks.jar (./mvnw -pl bench -am -DskipTests package).
set -eu
jvms=${1:-10}
[ $# -eq 0 ] || shift
here=$(cd "$(dirname "$0")" && pwd)
jar=$here/target/benchmarks.jar
[ -f "$jar" ] || { echo "every-type: $jar is missing; build it with ./mvnw -pl bench -am -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
out=$(mktemp)
trap 'rm -f "$out"' EXIT
i=0
while [ "$i" -lt "$jvms" ]; do
    "$java" -cp "$jar" io.zenview.bench.EveryType "$@" 2>/dev/null >> "$out"
    i=$((i + 1))
done
awk -F '\t' '
    function median(list, n,   i, j, t, a) {
        split(list, a, " ")
        for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (a[j] + 0 < a[i] + 0) { t = a[i]; a[i] = a[j]; a[j] = t }
        return a[int((n + 1) / 2)]
    }
    { key = $1 "\t" $3 "\t" $2; if (!(key in runs)) order[++count] = key; ns[key] = ns[key] " " $4; ratio[key] = ratio[key] " " $5; runs[key]++; if ($5 > 1.15) over[key]++ }
    END {
        printf "%-7s %-17s %-10s %8s %8s %10s\n", "type", "loop", "memory", "ns", "x raw", "over 1.15"
        for (i = 1; i <= count; i++) {
            split(order[i], k, "\t")
            printf "%-7s %-17s %-10s %8.3f %8.2f %5d of %d\n", k[1], k[2], k[3], median(ns[order[i]], runs[order[i]]), median(ratio[order[i]], runs[order[i]]), over[order[i]], runs[order[i]]
        }
    }' "$out"
