#!/bin/sh
# What serving costs, apart from throughput: whole processes, beside what one would hold them against.
#
#   bench/serve-figures.sh start            from the start of ./zenview serve to its first answer
#   bench/serve-figures.sh slow [CLIENTS]   resident memory under 1,000 clients that each read 1 GiB slowly
#   bench/serve-figures.sh put [ROUNDS]     zenview put of 2 GiB, digest included, beside sha256sum of the same file
#   bench/serve-figures.sh upload [ROUNDS]  2 GiB by PUT (curl -T) beside zenview receive fed by zenview send
#   bench/serve-figures.sh cold [ROUNDS]    a small file asked for while another client reads a file that is on the disk
#
# DIR names where files go (default: a temporary folder). Needs python3, for put sha256sum, for upload curl.
set -eu

what=${1:?"start, slow, put, upload or cold"}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d "${DIR:-/tmp}/zenview-figures.XXXXXX")
running=
cleanup() {
    for pid in $running; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

await() { # FILE WORD
    i=0
    while ! grep -q "$2" "$1"; do
        i=$((i + 1))
        [ "$i" -lt 600 ] || { cat "$1" >&2; exit 1; }
        sleep 0.1
    done
}

serve() { # OPTION…: sets port and server
    port=$(free_port)
    "$root/zenview" serve "$work/www" --port "$port" "$@" >"$work/log" 2>&1 &
    server=$!
    running="$running $server"
    await "$work/log" Serving
}

now() { date +%s.%N; }

mkdir "$work/www"
case $what in
    start)
        echo hello >"$work/www/hello.txt"
        "$root/zenview" --version >"$work/version"
        for _ in 1 2 3 4 5 6 7; do
            python3 "$root/bench/peers/first_answer.py" "$root/zenview" "$work/www"
        done | sort -n | awk '{ v[NR] = $1 } END { printf "first answer after %.3f s (%.3f to %.3f, %d starts)\n", v[(NR + 1) / 2], v[1], v[NR], NR }'
        ;;
    slow)
        truncate -s 1G "$work/www/file.bin"
        serve
        python3 "$root/bench/peers/slow_readers.py" 127.0.0.1 "$port" /file.bin 1 2 "$server" >"$work/once"
        python3 "$root/bench/peers/slow_readers.py" 127.0.0.1 "$port" /file.bin "${2:-1000}" 20 "$server"
        ;;
    put)
        head -c 2147483648 /dev/urandom >"$work/file.bin"
        sync
        serve --upload
        cat "$work/file.bin" >/dev/null
        i=0
        while [ "$i" -lt "${2:-5}" ]; do
            begun=$(now)
            sha256sum "$work/file.bin" >"$work/sum"
            between=$(now)
            "$root/zenview" put "$work/file.bin" "http://127.0.0.1:$port/$i.bin" >"$work/put"
            ended=$(now)
            rm "$work/www/$i.bin"
            echo "$begun $between $ended" | awk '{ printf "%.3f %.3f %.3f\n", $2 - $1, $3 - $2, ($3 - $2) / ($2 - $1) }'
            i=$((i + 1))
        done | python3 "$root/bench/peers/medians.py" "sha256sum s" "put s" "put ÷ sha256sum"
        ;;
    upload)
        head -c 2147483648 /dev/urandom >"$work/file.bin"
        sync
        serve --upload
        mkdir "$work/inbox"
        raw=$(free_port)
        "$root/zenview" receive --to "$work/inbox" --port "$raw" >"$work/receive" 2>&1 &
        running="$running $!"
        await "$work/receive" Listening
        cat "$work/file.bin" >/dev/null
        i=0
        while [ "$i" -lt "${2:-5}" ]; do
            begun=$(now)
            "$root/zenview" send "$work/file.bin" "127.0.0.1:$raw" >"$work/send"
            between=$(now)
            rm "$work"/inbox/*
            # The receiver forces nothing to the disk; what curl waits for includes that, its upload speed does not.
            again=$(now)
            curl -sS -T "$work/file.bin" -o /dev/null "http://127.0.0.1:$port/$i.bin"
            ended=$(now)
            rm "$work/www/$i.bin"
            sync
            echo "$begun $between $again $ended" |
                awk '{ printf "%.3f %.3f %.3f\n", $2 - $1, $4 - $3, ($2 - $1) / ($4 - $3) }'
            i=$((i + 1))
        done | python3 "$root/bench/peers/medians.py" "send s" "PUT s" "speed of PUT ÷ raw"
        ;;
    cold)
        head -c 1073741824 /dev/urandom >"$work/www/large.bin"
        echo hello >"$work/www/hello.txt"
        sync
        serve --threads 1
        python3 "$root/bench/peers/cold_reads.py" 127.0.0.1 "$port" "$work/www/large.bin" "${2:-5}"
        ;;
    *)
        echo "serve-figures: $what is none of start, slow, put, upload, cold." >&2
        exit 2
        ;;
esac
