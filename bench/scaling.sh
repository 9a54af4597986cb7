#!/usr/bin/env bash
# How throughput, processor time and memory grow with the work: measures a group, draws docs/images/scaling-GROUP.svg, and
# writes its table, with the growth named (n^k), between the markers of the group in docs/performance.md.
#
#   bench/scaling.sh transfer   64 MiB to 16 GiB by sendfile to zenview receive --discard
#   bench/scaling.sh streams    1 to 64 senders at a time to one receiver, 2 GiB together
#   bench/scaling.sh ranges     zenview serve under 1 to 1,000 connections, and with files of 64 MiB to 16 GiB
#   bench/scaling.sh elements   views of 1 to 10^8 elements
#   bench/scaling.sh films      films of 1 minute to 10 hours
#   bench/scaling.sh all        all of them, in this order
#
# ROUNDS (default 5) and SECONDS_EACH (default 3, of load on a server) make it longer or shorter; QUICK=1 leaves out what is
# large, to see that it runs; DIR names where files go (default: a temporary folder); DRY=1 prints the table instead of
# writing it. The measurements stay in target/scaling/GROUP.csv.
#
# Needs python3, for ranges wrk, and what ./zenview needs; builds the benchmarks if they are older than their sources. The
# files of transfer, streams and ranges are sparse, but read before: then their zeros lie in the page cache, each page of
# them, and the kernel sends them as it does other bytes. What does not fit into memory is left out, and the table says so.
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-3}
quick=${QUICK-}
results=$root/target/scaling
jar=$root/bench/target/benchmarks.jar
work=
declare -A running

die() {
    printf 'scaling: %s\n' "$1" >&2
    exit 2
}

cleanup() {
    for pid in "${!running[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    [ -z "$work" ] || rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# shellcheck source=scripts/find-jdk.sh
. scripts/find-jdk.sh
find_jdk jdk || die "$java_lack"
export JAVA_HOME=$java_home

run_java() { "$JAVA_HOME/bin/java" -cp "$jar" "$@"; }

# stop PID: ends a process that this script started, and waits for it.
stop() {
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
    unset "running[$1]"
}

# await FILE PATTERN: what matches in the file, as soon as it does.
await() {
    for _ in $(seq 600); do
        if grep -om1 -- "$2" "$1"; then return 0; fi
        sleep 0.1
    done
    cat "$1" >&2
    die "nothing came within a minute"
}

# ticks PID: processor time used, user and system, in hundredths of a second. The name may hold blanks, hence the cut.
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }

# peak PID: the most memory that was resident since it began, or since reset_peak, in bytes.
peak() { awk '/^VmHWM:/ { printf "%.0f", $2 * 1024 }' "/proc/$1/status"; }
reset_peak() { echo 5 >"/proc/$1/clear_refs"; }

# row FIGURE SERIES SIZE VALUE: appends a measurement.
row() { printf '%s,%s,%s,%s\n' "$1" "$2" "$3" "$4" >>"$csv"; }

calc() { awk "BEGIN { printf \"%.9g\", $1 }"; }

# zeros FILE BYTES: a sparse file, in the page cache.
zeros() {
    truncate -s "$2" "$1"
    cat "$1" >/dev/null
}

# sizes: the file sizes that fit into memory together with what else is needed; the others go to the notes.
sizes() {
    local all="67108864 268435456 1073741824 4294967296 17179869184"
    [ -z "$quick" ] || all="67108864 268435456 1073741824"
    local free
    free=$(awk '/^MemAvailable:/ { printf "%.0f", $2 * 1024 }' /proc/meminfo)
    for size in $all; do
        if [ "$((size + (2 << 30)))" -le "$free" ]; then
            echo "$size"
        else
            echo "$((size >> 20)) MiB were left out: only $((free >> 20)) MiB of memory are free." >>"$work/notes"
        fi
    done
}

# listen: starts a receiver that drops what comes; sets receiver and port.
listen() {
    "$root/zenview" receive --discard --json --port 0 >"$work/receiver" 2>&1 &
    receiver=$!
    running[$receiver]=1
    port=$(await "$work/receiver" '"listening":"127.0.0.1:[0-9]*"' | grep -o '[0-9]*"$' | tr -d '"')
}

# send FILE BYTES CONNECTIONS SIZE: sends to a new receiver and notes what it took, as of SIZE.
send() {
    local bytes=$2 before after took times=1
    listen
    before=$(ticks "$receiver")
    took=$(run_java -Xmx32m -XX:+UseSerialGC io.zenview.bench.ScalingSender "$port" "$1" "$bytes" "$3")
    after=$(ticks "$receiver")
    read -r wall cpu sender_peak <<<"$took"
    [ "$bytes" -ge $((1 << 30)) ] || times=$(((1 << 30) / bytes))
    row wall "" "$4" "$wall"
    row rate "" "$4" "$(calc "$bytes / 2^30 / $wall")"
    row cpu sender "$4" "$(calc "$cpu / ($bytes / 2^30)")"
    # The receiver starts and is warm after a moment; that is in here, too.
    row cpu receiver "$4" "$(calc "($after - $before) / 100 / ($bytes * $times / 2^30)")"
    row peak sender "$4" "$sender_peak"
    row peak receiver "$4" "$(peak "$receiver")"
    stop "$receiver"
}

transfer() {
    local all largest=0
    all=$(sizes)
    for size in $all; do largest=$size; done
    zeros "$work/file" "$largest"
    for _ in $(seq "$rounds"); do
        for size in $all; do send "$work/file" "$size" 1 "$size"; done
    done
    rm "$work/file"
    echo "Sparse file, read before; parts of it are sent. What takes less than 1 GiB is sent several times in a row." >>"$work/notes"
}

streams() {
    local total=$((2 << 30)) counts="1 4 16 64"
    [ -z "$quick" ] || total=$((1 << 30))
    zeros "$work/file" "$total"
    for _ in $(seq "$rounds"); do
        for count in $counts; do send "$work/file" "$total" "$count" "$count"; done
    done
    rm "$work/file"
    echo "$((total >> 30)) GiB, in equal parts from one process, a thread and a connection each." >>"$work/notes"
}

# load CONNECTIONS RANGE SECONDS: random ranges; sets requests, rate and used (CPU ticks of the server).
load() {
    local before
    before=$(ticks "$server")
    RANGE=$2 wrk -t1 -c"$1" -d"$3s" --timeout 20s -s "$root/bench/peers/ranges.lua" "http://127.0.0.1:$port" >"$work/wrk"
    used=$(($(ticks "$server") - before))
    if grep -qE 'Non-2xx|Socket errors' "$work/wrk"; then
        cat "$work/wrk" >&2
        die "the server did not answer as it should"
    fi
    requests=$(awk '/requests in/ { print $1 }' "$work/wrk")
    rate=$(awk '/Requests.sec/ { print $2 }' "$work/wrk")
}

# live_heap: of the server, in bytes: what a full collection has moved to the old generation. What is in the young one is
# already garbage of the requests since.
live_heap() {
    "$JAVA_HOME/bin/jcmd" "$server" GC.run >/dev/null
    "$JAVA_HOME/bin/jcmd" "$server" GC.heap_info |
        awk 'tolower($0) ~ /^ *tenured/ { sub(/.*used /, ""); sub(/K.*/, ""); printf "%.0f", $0 * 1024 }'
}

name_of() { if [ "$1" = 65536 ]; then echo "64 KiB"; else echo "1 MiB"; fi; }

ranges() {
    command -v wrk >/dev/null || die "ranges needs wrk, and there is none on this machine"
    ulimit -n 4096 2>/dev/null || true
    local counts="1 10 100 1000" range_sizes="65536 1048576" gib
    export SIZE=$((1 << 30)) PATHNAME=/file.bin
    mkdir "$work/www"
    zeros "$work/www/file.bin" "$SIZE"
    "$root/zenview" serve "$work/www" --port 0 --threads 1 >"$work/server" 2>&1 &
    server=$!
    running[$server]=1
    port=$(await "$work/server" 'http://127.0.0.1:[0-9]*' | grep -o '[0-9]*$')
    # A JVM is itself after half a minute of work; until then its compiler takes as much of the processor as the server.
    for range in $range_sizes; do load 16 "$range" "${WARM:-8}"; done
    for round in $(seq "$rounds"); do
        for count in $counts; do
            for range in $range_sizes; do
                reset_peak "$server"
                load "$count" "$range" "$seconds"
                gib=$(calc "$requests * $range / 2^30")
                row rate "$(name_of "$range")" "$count" "$rate"
                row cpu "$(name_of "$range")" "$count" "$(calc "$used / 100 / $gib")"
                row peak "$(name_of "$range")" "$count" "$(peak "$server")"
            done
            [ "$round" -le 3 ] || continue
            # A collection in the middle of it would be in the other figures.
            RANGE=65536 wrk -t1 -c"$count" -d2s --timeout 20s -s bench/peers/ranges.lua "http://127.0.0.1:$port" >"$work/wrk" &
            local loader=$!
            running[$loader]=1
            sleep 1
            row heap "" "$count" "$(live_heap)"
            wait "$loader"
            unset "running[$loader]"
        done
    done
    rm "$work/www/file.bin"
    for SIZE in $(sizes); do
        # One after the other: together they would not fit into memory.
        zeros "$work/www/file.bin" "$SIZE"
        sleep 1
        for range in $range_sizes; do
            load 16 "$range" 1
            for _ in $(seq "$rounds"); do
                load 16 "$range" "$seconds"
                row "file rate" "$(name_of "$range")" "$SIZE" "$rate"
                row "file cpu" "$(name_of "$range")" "$SIZE" "$(calc "$used / 100 / ($requests * $range / 2^30)")"
            done
        done
        rm "$work/www/file.bin"
    done
    stop "$server"
    echo "One event loop, wrk with one thread on the same machine; random ranges of a sparse file that was read before, of 1 GiB for connections, with 16 connections for files." >>"$work/notes"
}

elements() {
    local most=100000000
    [ -z "$quick" ] || most=1000000
    run_java -Xms1g -Xmx1g -XX:+AlwaysPreTouch io.zenview.bench.ScalingElements "$rounds" "$most" >>"$csv" 2>"$work/err" ||
        { cat "$work/err" >&2; exit 1; }
    echo "Longs in native memory; profiles polluted." >>"$work/notes"
}

films() {
    local minutes="1 6 60 120 600"
    [ -z "$quick" ] || minutes="1 6 20"
    mkdir "$work/films"
    # shellcheck disable=SC2086
    run_java -Xms1g -Xmx1g -XX:+AlwaysPreTouch io.zenview.bench.ScalingFilms "$work/films" "$rounds" $minutes >>"$csv" ||
        exit 1
    echo "60 pictures a second; a chunk for each, shown in the order of decoding or in another, or fragments." >>"$work/notes"
}

# measure GROUP: all there is to a group.
measure() {
    local group=$1 commit load began=$SECONDS
    work=$(mktemp -d "${DIR:-/tmp}/zenview-scaling.XXXXXX")
    csv=$work/$group.csv
    : >"$csv"
    : >"$work/notes"
    commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
    # The blocks that this writes make no other program.
    [ -z "$(git status --porcelain -- . ':!docs' 2>/dev/null)" ] || commit="$commit+dirty"
    load=$(cut -d ' ' -f 1 /proc/loadavg)
    "$group"
    mkdir -p "$results"
    cp "$csv" "$results/$group.csv"
    local picture=$root/docs/images/scaling-$group.svg
    [ -z "${DRY-}" ] || picture=$results/$group.svg
    local notes=("Load before: $load; $rounds rounds, medians.")
    [ -z "$quick" ] || notes+=("**A quick run, to see that the script works: no figures.**")
    mapfile -t -O "${#notes[@]}" notes < <(sort -u "$work/notes")
    run_java io.zenview.bench.ScalingReport "$group" "$csv" "$picture" "$commit" "${notes[@]}" >"$results/$group.md"
    if [ -n "${DRY-}" ]; then
        cat "$results/$group.md"
    else
        python3 bench/peers/write_block.py docs/performance.md "scaling:$group" <"$results/$group.md"
    fi
    rm -rf "$work"
    work=
    printf 'scaling: %s took %d s\n' "$group" $((SECONDS - began)) >&2
}

case ${1-} in
    transfer | streams | ranges | elements | films) groups=$1 ;;
    all) groups="transfer streams ranges elements films" ;;
    *) die "a group is transfer, streams, ranges, elements, films or all" ;;
esac
command -v python3 >/dev/null || die "there is no python3 on this machine"

# What ./zenview builds, it builds now, and not while something is measured.
"$root/zenview" --version >/dev/null
if [ ! -f "$jar" ] || [ -n "$(find bench/src bench/pom.xml view/src/main transfer/src/main media/src/main compare/src/main -newer "$jar" -print -quit)" ]; then
    mkdir -p "$results"
    ./mvnw -B -q -pl bench -am -Dmaven.test.skip=true package >"$results/build.log" 2>&1 || { cat "$results/build.log" >&2; exit 1; }
fi
for group in $groups; do measure "$group"; done
