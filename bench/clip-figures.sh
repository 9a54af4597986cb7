#!/bin/sh
# What cutting costs: a clip of 60 s out of a film of two hours, beside a plain file of that size and nginx's mp4 module.
#
#   bench/clip-figures.sh [ROUNDS] [FETCHES]
#
# Prints the time to the first byte, and the processor time of the server for each GiB, rounds interleaved. nginx's module
# (?start=) cuts to the end of the film, at a key frame, without an edit list; it is asked for its first byte only.
# Needs curl and a built benchmarks.jar (./mvnw -pl bench -am package); nginx is left out where there is none.
set -eu

rounds=${1:-5}
fetches=${2:-20}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
work=$(mktemp -d "${DIR:-/tmp}/zenview-clips.XXXXXX")
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

await() { # URL
    i=0
    until curl -s -o /dev/null "$1"; do
        i=$((i + 1))
        [ "$i" -lt 300 ] || { echo "nothing answers at $1" >&2; exit 1; }
        sleep 0.1
    done
}

# shellcheck source=scripts/find-jdk.sh
. "$root/scripts/find-jdk.sh"
find_jdk jdk || { echo "no JDK 25" >&2; exit 2; }
# shellcheck disable=SC2154 # set by find_jdk
java=$java_home/bin/java

mkdir "$work/www"
film=$work/www/film.mp4
"$java" -cp "$root/bench/target/benchmarks.jar" io.zenview.bench.BenchFilm twoHours "$film"
port=$(free_port)
"$root/zenview" serve "$work/www" --port "$port" >"$work/log" 2>&1 &
server=$!
running=$server
base=http://127.0.0.1:$port
await "$base/healthz"
clip="$base/videos/film.mp4/clip.mp4?from=01:00:00:07&to=01:01:00:07"
curl -s -o "$work/www/plain.mp4" "$clip"
size=$(wc -c <"$work/www/plain.mp4")
echo "The clip has $size bytes, of a film of $(wc -c <"$film")."

if command -v nginx >/dev/null 2>&1; then
    other=$(free_port)
    cat >"$work/nginx.conf" <<CONF
daemon off;
pid $work/nginx.pid;
error_log $work/error.log;
worker_processes 1;
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
    await "http://127.0.0.1:$other/plain.mp4"
fi

ticks() { # PID: user and system time in hundredths of a second
    awk '{ print $14 + $15 }' "/proc/$1/stat"
}

fetch() { # NAME URL
    before=$(ticks "$server")
    n=0
    while [ "$n" -lt "$fetches" ]; do
        curl -s -o /dev/null -w '%{time_starttransfer}\n' "$2" >>"$work/$1.first"
        n=$((n + 1))
    done
    echo $(($(ticks "$server") - before)) >>"$work/$1.cpu"
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Once each, uncounted.
fetch clip "$clip"; fetch plain "$base/plain.mp4"
rm -f "$work"/*.first "$work"/*.cpu
round=0
while [ "$round" -lt "$rounds" ]; do
    fetch clip "$clip"
    fetch plain "$base/plain.mp4"
    if [ -n "${other-}" ]; then
        curl -s -r 0-0 -o /dev/null -w '%{time_starttransfer}\n' "http://127.0.0.1:$other/film.mp4?start=3600.1" >>"$work/nginx.first"
    fi
    round=$((round + 1))
done
for name in clip plain; do
    awk -v name="$name" -v first="$(median "$work/$name.first")" -v ticks="$(median "$work/$name.cpu")" \
        -v size="$size" -v fetches="$fetches" \
        'BEGIN { printf "%-6s first byte %.2f ms, %.3f CPU seconds for each GiB\n", name, first * 1000, ticks / 100 / (size * fetches / 1073741824) }'
done
[ -z "${other-}" ] || echo "nginx  first byte $(median "$work/nginx.first") s (?start=3600.1, to the end of the film)"
