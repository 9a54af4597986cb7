#!/bin/sh
# Ranges of a file of 2 GiB in the page cache, from this server and from nginx, in turns: requests a second, and the
# processor time of the server for each GiB.
#
#   bench/serve-vs-nginx.sh [ROUNDS [SECONDS]]     default: 5 rounds of 4 seconds for each size and server
#
# One event loop against one worker, 16 connections by wrk. nginx twice: with its own defaults (sendfile on, which
# all of its packages set), and with tcp_nopush on as Debian sets it. Needs nginx, wrk and python3; ./zenview builds
# what it lacks. TLS=1 measures both over TLS instead.
set -eu

rounds=${1:-5}
seconds=${2:-4}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
for need in nginx wrk python3; do
    command -v "$need" >/dev/null || { echo "serve-vs-nginx: there is no $need on this machine." >&2; exit 2; }
done

work=$(mktemp -d)
chmod 755 "$work" # nginx's workers are somebody else
ours=
theirs=
cleanup() {
    for pid in $ours $theirs; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

mkdir "$work/www"
SIZE=2147483648
head -c "$SIZE" /dev/urandom >"$work/www/file.bin"
sync
export SIZE PATHNAME=/file.bin

scheme=http
tls_ours=
tls_theirs=
if [ -n "${TLS-}" ]; then
    scheme=https
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -out "$work/cert.pem" -days 2 \
        -subj /CN=localhost 2>/dev/null
    tls_ours="--tls-cert $work/cert.pem --tls-key $work/key.pem"
    tls_theirs="ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem;"
fi

port=$(free_port)
# shellcheck disable=SC2086
"$root/zenview" serve "$work/www" --port "$port" --threads 1 $tls_ours >"$work/log" 2>&1 &
ours=$!

start_nginx() { # NAME DIRECTIVES
    free_port >"$work/$1.port"
    mkdir "$work/$1"
    cat >"$work/$1.conf" <<CONF
worker_processes 1; daemon off; pid $work/$1.pid; error_log $work/$1.err warn;
events { worker_connections 1024; }
http {
    access_log off; sendfile on; $2 keepalive_requests 10000000; default_type application/octet-stream;
    client_body_temp_path $work/$1/b; proxy_temp_path $work/$1/p; fastcgi_temp_path $work/$1/f;
    uwsgi_temp_path $work/$1/u; scgi_temp_path $work/$1/s;
    server { listen 127.0.0.1:$(cat "$work/$1.port") ${TLS:+ssl}; root $work/www; $tls_theirs }
}
CONF
    nginx -c "$work/$1.conf" -e "$work/$1.err" &
    theirs="$theirs $!"
}
start_nginx plain ""
start_nginx nopush "tcp_nopush on;"

while ! grep -q Serving "$work/log"; do
    kill -0 "$ours" || { cat "$work/log" >&2; exit 1; }
    sleep 0.1
done
sleep 1
for name in plain nopush; do pgrep -P "$(cat "$work/$name.pid")" >"$work/$name.worker"; done
echo "$ours" >"$work/ours.worker"
echo "$port" >"$work/ours.port"
cat "$work/www/file.bin" >/dev/null

cpu() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

load() { # SERVER RANGE SECONDS: appends "RANGE SERVER requests/s ticks bytes" to the results
    pid=$(cat "$work/$1.worker")
    before=$(cpu "$pid")
    RANGE=$2 wrk -t1 -c16 -d"$3"s -s "$root/bench/peers/ranges.lua" "$scheme://127.0.0.1:$(cat "$work/$1.port")" \
        >"$work/wrk"
    after=$(cpu "$pid")
    requests=$(awk '/requests in/ { print $1 }' "$work/wrk")
    if grep -qE 'Non-2xx|Socket errors' "$work/wrk"; then
        echo "serve-vs-nginx: $1 did not answer as it should:" >&2
        cat "$work/wrk" >&2
        exit 1
    fi
    awk '/Requests.sec/ { print $2 }' "$work/wrk" |
        sed "s/^/$2 $1 /; s/\$/ $((after - before)) $requests/" >>"$4"
}

# A JVM is itself after half a minute of work, as it is for all the rest of a server's life; until then its compiler
# takes as much of the processor as the server.
for range in 1024 65536 1048576 3145728 20971520; do load ours "$range" "${WARM:-8}" "$work/warm-up"; done

for range in 1024 65536 1048576 20971520; do
    i=0
    while [ "$i" -lt "$rounds" ]; do
        for server in ours plain nopush; do load "$server" "$range" "$seconds" "$work/results"; done
        i=$((i + 1))
    done
done

python3 - "$work/results" <<'PY'
import statistics
import sys

rows = {}
for line in open(sys.argv[1]):
    size, server, rate, ticks, requests = line.split()
    gib = int(requests) * int(size) / 2**30
    rows.setdefault(int(size), {}).setdefault(server, []).append((float(rate), int(ticks) / 100 / gib))
print("range bytes  server   requests/s     MiB/s  CPU s/GiB  requests/s ÷ plain  CPU ÷ plain   (medians, of pairs)")
for size, servers in rows.items():
    for server, values in servers.items():
        rate = statistics.median(v[0] for v in values)
        cpu = statistics.median(v[1] for v in values)
        pairs = list(zip(values, servers["plain"]))
        faster = statistics.median(a[0] / b[0] for a, b in pairs)
        dearer = statistics.median(a[1] / b[1] for a, b in pairs)
        print(f"{size:11d}  {server:7s} {rate:11.1f} {rate * size / 2**20:9.0f} {cpu:10.3f} {faster:19.2f} {dearer:12.2f}")
PY
grep VmRSS "/proc/$ours/status" | sed 's/^VmRSS: */resident memory of this server: /'
