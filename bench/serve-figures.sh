#!/bin/sh
# What serving costs, apart from throughput: whole processes, beside what one would hold them against.
#
#   bench/serve-figures.sh start            from the start of ./zenview serve to its first answer
#   bench/serve-figures.sh slow [CLIENTS]   resident memory under 1,000 clients that each read 1 GiB slowly
#   bench/serve-figures.sh put [ROUNDS]     zenview put of 2 GiB, digest included, beside sha256sum of the same file
#   bench/serve-figures.sh upload [ROUNDS]  2 GiB by PUT (curl -T) beside zenview receive fed by zenview send
#   bench/serve-figures.sh clip [ROUNDS]    60 s cut out of two hours: first byte and CPU, beside a plain file and nginx's mp4 module
#   bench/serve-figures.sh cold [ROUNDS]    a small file asked for while another client reads a file that is on the disk
#
# DIR names where files go (default: a temporary folder). Needs python3; for put sha256sum; for upload and clip curl; for clip
# target/benchmarks.jar (./mvnw -pl bench -am package) and JAVA_HOME, and nginx if there is to be one.
set -eu

what=${1:?"start, slow, put, upload, clip or cold"}
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
    clip)
        fetches=40
        film=$work/www/film.mp4
        "${JAVA_HOME:?}/bin/java" -cp "$root/bench/target/benchmarks.jar" io.zenview.bench.BenchFilm twoHours "$film"
        serve
        base=http://127.0.0.1:$port
        clip="$base/videos/film.mp4/clip.mp4?from=01:00:00:07&to=01:01:00:07"
        curl -s -o "$work/www/plain.mp4" "$clip"
        size=$(wc -c <"$work/www/plain.mp4")
        echo "The clip has $size bytes, of a film of $(wc -c <"$film")."
        fetch() { # NAME URL: as often as it takes for the server's clock of hundredths of a second
            before=$(awk '{ print $14 + $15 }' "/proc/$server/stat")
            n=0
            while [ "$n" -lt "$fetches" ]; do
                curl -s -o /dev/null -w '%{time_starttransfer}\n' "$2" >>"$work/$1.first"
                n=$((n + 1))
            done
            awk -v before="$before" '{ print $14 + $15 - before }' "/proc/$server/stat" >>"$work/$1.cpu"
        }
        median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
        if command -v nginx >/dev/null 2>&1; then
            other=$(free_port)
            cat >"$work/nginx.conf" <<CONF
daemon off;
pid $work/nginx.pid;
error_log $work/error.log;
events {}
http {
    access_log off;
    sendfile on;
    types { video/mp4 mp4; }
    server { listen 127.0.0.1:$other; root $work/www; location / { mp4; mp4_max_buffer_size 64m; } }
}
CONF
            chmod 755 "$work" "$work/www"
            nginx -c "$work/nginx.conf" -e "$work/error.log" 2>"$work/nginx.log" &
            running="$running $!"
            i=0
            until curl -s -o /dev/null "http://127.0.0.1:$other/plain.mp4"; do
                i=$((i + 1))
                [ "$i" -lt 100 ] || { cat "$work/nginx.log" >&2; exit 1; }
                sleep 0.1
            done
        fi
        # Uncounted, until the JVM has compiled what makes clips: hundreds of them.
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            fetch clip "$clip"
        done
        fetch plain "$base/plain.mp4"
        rm -f "$work"/*.first "$work"/*.cpu
        i=0
        while [ "$i" -lt "${2:-5}" ]; do
            fetch clip "$clip"
            fetch plain "$base/plain.mp4"
            # It cuts to the end of the film, so its first byte is all that can be compared.
            [ -z "${other-}" ] ||
                curl -s -r 0-0 -o /dev/null -w '%{time_starttransfer}\n' "http://127.0.0.1:$other/film.mp4?start=3600.1" \
                    >>"$work/nginx.first"
            i=$((i + 1))
        done
        for name in clip plain; do
            awk -v name="$name" -v first="$(median "$work/$name.first")" -v ticks="$(median "$work/$name.cpu")" \
                -v bytes="$((size * fetches))" 'BEGIN {
                    printf "%-6s first byte %.2f ms, %.3f CPU seconds for each GiB\n", name, first * 1000, ticks / 100 / (bytes / 1073741824)
                }'
        done
        [ -z "${other-}" ] || echo "nginx  first byte $(median "$work/nginx.first") s (?start=3600.1, to the end of the film)"
        ;;
    cold)
        head -c 1073741824 /dev/urandom >"$work/www/large.bin"
        echo hello >"$work/www/hello.txt"
        sync
        serve --threads 1
        python3 "$root/bench/peers/cold_reads.py" 127.0.0.1 "$port" "$work/www/large.bin" "${2:-5}"
        ;;
    *)
        echo "serve-figures: $what is none of start, slow, put, upload, clip, cold." >&2
        exit 2
        ;;
esac
