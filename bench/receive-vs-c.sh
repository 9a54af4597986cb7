#!/usr/bin/env bash
# Compares receivers: the same sender sends the same file to each of them in turns.
#
#   bench/receive-vs-c.sh [ROUNDS] [SIZE]             drops what comes: a C program that does nothing but recv into
#                                                     1 MiB, and zenview receive --discard
#   bench/receive-vs-c.sh --to DIR [ROUNDS] [SIZE]    keeps it in DIR: a C program that reads and writes 1 MiB at a time,
#                                                     Java's FileChannel.transferFrom, and zenview receive --to by each
#                                                     of its methods
#
# 9 rounds of 2G unless told otherwise. The time is that of the connection, from accept to the end of the stream, as each
# receiver takes it; starting the programs is no part of it.
#
# Into files, every receiver is one process that takes all its streams, each into a new file, which is deleted before the
# next stream. CPU is what the process has used (user and system, of all its threads) after a stream less what it had
# used before, in the system's steps of 10 ms; so a JVM's start does not count, nor does its first stream.
#
# Needs gcc, awk, and a built zenview (ZENVIEW names another command than the launcher beside); java for transferFrom.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
directory=
if [ "${1-}" = --to ]; then
    directory=$2
    shift 2
fi
rounds=${1:-9}
size=${2:-2G}
zenview=${ZENVIEW:-$here/../zenview}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${PORT:-9307}
work=$(mktemp -d)
file=$work/file
[ -w /dev/shm ] && file=$(mktemp /dev/shm/zenview-bench.XXXXXX)
inbox=
declare -A pids
receiver=
# shellcheck disable=SC2154
trap 'for p in $receiver "${pids[@]}"; do kill "$p" 2>/dev/null || true; done; rm -rf "$work" "$file" "$inbox"' EXIT

gcc -O2 -o "$work/receive" "$here/peers/receive.c"

best() { sort -n "$1" | head -1; }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# await PATTERN FILE LINES: until that many lines of the file match.
await() {
    for _ in $(seq 2400); do
        [ "$(grep -c "$1" "$2")" -lt "$3" ] || return 0
        sleep 0.05
    done
    echo "nothing came within 2 minutes: $2" >&2
    return 1
}

# seconds LINE: how long a stream took, as a receiver said.
seconds() {
    case $1 in
        *'"seconds"'*) sed -n 's/.*"seconds":\([0-9.E-]*\).*/\1/p' <<<"$1" ;;
        *) awk '{ printf "%.4f", $2 / 1e9 }' <<<"$1" ;;
    esac
}

discarding() {
    # Starts a receiver, sends to it, leaves the seconds of its connection in $took.
    round() {
        : >"$work/out"
        case $1 in
            c) "$work/receive" "$port" >"$work/out" & ;;
            zenview) "$zenview" receive --discard --once --json --port "$port" >"$work/out" & ;;
        esac
        receiver=$!
        await listening "$work/out" 1
        "$zenview" send "$file" "127.0.0.1:$port" --via sendfile >"$work/sent"
        wait "$receiver"
        receiver=
        took=$(seconds "$(tail -1 "$work/out")")
    }
    truncate -s "$size" "$file"
    round c # not counted: first touches of the file and of the caches
    for i in $(seq "$rounds"); do
        round c && echo "$took" >>"$work/c" && c=$took
        round zenview && echo "$took" >>"$work/zenview"
        printf 'round %d: C %.3f s, zenview %.3f s\n' "$i" "$c" "$took"
    done
    for what in median best; do
        awk -v c="$($what "$work/c")" -v z="$($what "$work/zenview")" -v size="$size" -v what="$what" \
            'BEGIN { printf "%-6s for %s: C %.3f s, zenview %.3f s, ratio %.3f\n", what, size, c, z, z / c }'
    done
}

# ticks PID: processor time used, user and system, in hundredths of a second. The name may hold blanks, hence the cut.
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }

keeping() {
    receivers="c transferFrom splice buffered mapped"
    inbox=$(mktemp -d "$directory/zenview-bench.XXXXXX")
    # Not sparse: from holes the kernel would send one and the same page.
    head -c "$size" /dev/urandom >"$file"
    gib=$(awk -v bytes="$(stat -c %s "$file")" 'BEGIN { print bytes / 2 ^ 30 }')
    declare -A addresses
    for name in $receivers; do
        : >"$work/out-$name"
        case $name in
            c) "$work/receive" 0 "$inbox" >"$work/out-$name" & ;;
            transferFrom) "$java" "$here/peers/TransferFrom.java" "$inbox" >"$work/out-$name" & ;;
            *) "$zenview" receive --to "$inbox" --via "$name" --json --port 0 >"$work/out-$name" & ;;
        esac
        pids[$name]=$!
        await listening "$work/out-$name" 1
        addresses[$name]=$(grep -o '127.0.0.1:[0-9]*' "$work/out-$name" | head -1)
    done
    for i in $(seq 0 "$rounds"); do
        for name in $receivers; do
            before=$(ticks "${pids[$name]}")
            "$zenview" send "$file" "${addresses[$name]}" --via sendfile >"$work/sent"
            await . "$work/out-$name" $((i + 2))
            after=$(ticks "${pids[$name]}")
            rm -f "$inbox"/*
            [ "$i" -gt 0 ] || continue # round 0 is not counted
            seconds "$(tail -1 "$work/out-$name")" | awk '{ print $1 }' >>"$work/wall-$name"
            awk -v t=$((after - before)) -v gib="$gib" 'BEGIN { printf "%.4f\n", t / 100 / gib }' >>"$work/cpu-$name"
        done
        [ "$i" -eq 0 ] || for name in $receivers; do
            printf '%s %s s/GiB %s s  ' "$name" "$(tail -1 "$work/cpu-$name")" "$(tail -1 "$work/wall-$name")"
        done
        echo
    done
    printf '\n%s into new files on %s, %d rounds\n' "$size" "$(stat -f -c %T "$directory")" "$rounds"
    printf '%-14s %10s %10s %8s %8s %10s %10s\n' receiver 'CPU s/GiB' '(median)' '/ C' '/ tF' 'wall s' '(median)'
    for name in $receivers; do
        awk -v name="$name" -v cb="$(best "$work/cpu-$name")" -v cm="$(median "$work/cpu-$name")" \
            -v c="$(best "$work/cpu-c")" -v tf="$(best "$work/cpu-transferFrom")" \
            -v wb="$(best "$work/wall-$name")" -v wm="$(median "$work/wall-$name")" \
            'BEGIN { printf "%-14s %10.3f %10.3f %8.2f %8.2f %10.3f %10.3f\n", name, cb, cm, cb / c, cb / tf, wb, wm }'
    done
}

if [ -n "$directory" ]; then keeping; else discarding; fi
