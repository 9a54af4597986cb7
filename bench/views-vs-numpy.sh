#!/bin/sh
# The same work on a million numbers by views and by NumPy, in turns: median over the rounds of each side's best time.
#
#   bench/views-vs-numpy.sh [ROUNDS]
#
# Needs python3 with numpy, and bench/target/benchmarks.jar (./mvnw -pl bench -am -DskipTests package).
set -eu
rounds=${1:-5}
here=$(cd "$(dirname "$0")" && pwd)
jar=$here/target/benchmarks.jar
[ -f "$jar" ] || { echo "views-vs-numpy: $jar is missing; build it with ./mvnw -pl bench -am -DskipTests package" >&2; exit 1; }
python3 -c 'import numpy' 2>/dev/null || { echo "views-vs-numpy: python3 cannot import numpy; install python3-numpy" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
i=0
while [ "$i" -lt "$rounds" ]; do
    # The same memory every time: a JVM that asks the system for pages measures the system.
    "$java" -Xms1g -Xmx1g -XX:+AlwaysPreTouch -cp "$jar" io.zenview.bench.BesideNumPy > "$out/view.$i"
    python3 "$here/peers/numpy_views.py" > "$out/numpy.$i"
    i=$((i + 1))
done
cat "$out"/view.* > "$out/views"
cat "$out"/numpy.* > "$out/numpys"
awk -F '\t' '
    function median(list, n,   i, j, t, a) {
        split(list, a, " ")
        for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (a[j] + 0 < a[i] + 0) { t = a[i]; a[i] = a[j]; a[j] = t }
        return a[int((n + 1) / 2)]
    }
    FNR == NR { numpy[$1] = numpy[$1] " " $2; next }
    { if (!($1 in view)) order[++count] = $1; view[$1] = view[$1] " " $2; rounds[$1]++ }
    END {
        printf "%-56s %9s %9s %7s\n", "ns an element", "view", "NumPy", "ratio"
        for (i = 1; i <= count; i++) {
            name = order[i]
            base = name; sub(/ \(a loop.*/, "", base)
            v = median(view[name], rounds[name]); p = median(numpy[base], rounds[name])
            printf "%-56s %9.3f %9.3f %7.2f\n", name, v, p, v / p
        }
    }' "$out/numpys" "$out/views"
