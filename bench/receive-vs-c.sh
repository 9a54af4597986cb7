#!/usr/bin/env bash
# Compares the receiver with a C program that does nothing but recv into 1 MiB: the same sender sends the same
# file to one and the other in turns. The time is that of the connection, from accept to the end of the stream, as
# each receiver takes it; starting the programs is no part of it.
#
#   bench/receive-vs-c.sh [ROUNDS] [SIZE]        9 rounds of 2G unless told otherwise
#
# Needs gcc, awk, and a built zenview (ZENVIEW names another command than the launcher beside).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rounds=${1:-9}
size=${2:-2G}
zenview=${ZENVIEW:-$here/../zenview}
port=${PORT:-9307}
work=$(mktemp -d)
file=$work/file
[ -w /dev/shm ] && file=$(mktemp /dev/shm/zenview-bench.XXXXXX)
receiver=
trap '[ -z "$receiver" ] || kill "$receiver" 2>/dev/null || true; rm -rf "$work" "$file"' EXIT

gcc -O2 -o "$work/receive" "$here/peers/receive.c"
truncate -s "$size" "$file"

# Starts a receiver, sends to it, leaves the seconds of its connection in $seconds.
round() {
    case $1 in
        c) "$work/receive" "$port" >"$work/out" & ;;
        zenview) "$zenview" receive --discard --once --json --port "$port" >"$work/out" & ;;
    esac
    receiver=$!
    for _ in $(seq 200); do
        ! grep -q listening "$work/out" || break
        sleep 0.05
    done
    "$zenview" send "$file" "127.0.0.1:$port" --via sendfile >"$work/sent"
    wait "$receiver"
    receiver=
    case $1 in
        c) seconds=$(awk 'END { printf "%.4f", $2 / 1e9 }' "$work/out") ;;
        zenview) seconds=$(sed -n 's/.*"seconds":\([0-9.]*\).*/\1/p' "$work/out" | tail -1) ;;
    esac
}

best() { sort -n "$1" | head -1; }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

round c # not counted: first touches of the file and of the caches
for i in $(seq "$rounds"); do
    round c && echo "$seconds" >>"$work/c" && c=$seconds
    round zenview && echo "$seconds" >>"$work/zenview"
    printf 'round %d: C %.3f s, zenview %.3f s\n' "$i" "$c" "$seconds"
done
awk -v c="$(median "$work/c")" -v z="$(median "$work/zenview")" -v size="$size" \
    'BEGIN { printf "median for %s: C %.3f s, zenview %.3f s, ratio %.3f\n", size, c, z, z / c }'
awk -v c="$(best "$work/c")" -v z="$(best "$work/zenview")" -v size="$size" \
    'BEGIN { printf "best   for %s: C %.3f s, zenview %.3f s, ratio %.3f\n", size, c, z, z / c }'
