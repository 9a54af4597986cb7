#!/bin/sh
# The same work by Zenview and by what one would use instead, and its table in docs/performance.md.
#
#   bench/peers.sh GROUP [ROUNDS]      default: 5 rounds; 3 of ranges and video
#
#   views      typed views beside ByteBuffer, MemorySegment, Agrona, Netty and Arrow: one JVM a round for all of them
#   transfers  zenview send beside cat | nc, socat, iperf3 and the talk's Python; SIZE is 2G unless it is set
#   ranges     zenview serve beside nginx, and whole files also beside the JDK's own server
#   video      finding a frame beside isoparser, clips beside nginx's mp4 module
#   numpy      bulk work beside NumPy
#   receive    zenview receive beside C, and FileChannel.transferFrom; SIZE as above
#   all        one after the other
#
# The table goes between the markers of its group (peers/document.py); what is written around them stays. Nothing is
# installed: a peer that is missing gets a row that says so. Needs python3, and for views, video and numpy
# bench/target/benchmarks.jar (./mvnw -pl bench -am -DskipTests package).
#
# DIR names where files go (default: a temporary folder); DOCUMENT another page than docs/performance.md.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
here=$root/bench
jar=$here/target/benchmarks.jar
document=${DOCUMENT:-$root/docs/performance.md}
size=${SIZE:-2G}

say() { printf 'peers: %s\n' "$1" >&2; }

usage() {
    say "$1; usage: bench/peers.sh views|transfers|ranges|video|numpy|receive|all [ROUNDS]"
    exit 2
}

case $# in 1 | 2) ;; *) usage "one or two arguments are wanted" ;; esac
case ${2-1} in '' | *[!0-9]* | 0*) usage "'$2' is no number of rounds" ;; esac
case $1 in
    views | transfers | ranges | video | numpy | receive) groups=$1 ;;
    all) groups="views transfers ranges video numpy receive" ;;
    *) usage "there is no group '$1'" ;;
esac
command -v python3 >/dev/null || { say "there is no python3 on this machine, which makes the tables."; exit 2; }

# shellcheck source=scripts/find-jdk.sh
. "$root/scripts/find-jdk.sh"
find_jdk jdk || { say "$java_lack."; exit 2; }
export JAVA_HOME="$java_home"
export PYTHONDONTWRITEBYTECODE=1

work=$(mktemp -d "${DIR:-/tmp}/zenview-peers.XXXXXX")
chmod 755 "$work" # nginx's workers are somebody else
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

python3 "$here/peers/document.py" check "$document"

need_jar() {
    [ -f "$jar" ] || { say "$jar is missing; build it with ./mvnw -pl bench -am -DskipTests package"; return 1; }
    newer=$(find "$root/view/src" "$root/transfer/src" "$root/media/src" "$here/src" "$here/pom.xml" "$root/pom.xml" -newer "$jar" -type f | head -n 1)
    [ -z "$newer" ] || { say "$jar is older than $newer; build it with ./mvnw -pl bench -am -DskipTests package"; return 1; }
}

benchmarks() { # JVM OPTION… -- JMH ARGUMENT…
    at=$#
    while [ "$at" -gt 0 ]; do
        argument=$1
        shift
        [ "$argument" != -- ] || set -- "$@" -cp "$jar" org.openjdk.jmh.Main
        [ "$argument" = -- ] || set -- "$@" "$argument"
        at=$((at - 1))
    done
    "$java_home/bin/java" "$@"
}

views() { # COMMAND ROUNDS
    need_jar || return 1
    i=0
    while [ "$i" -lt "$2" ]; do
        # One JVM for all libraries is meant: it is polluted as a program would be. The loops are never inlined into the
        # caller that measures, because it has seen seven receivers.
        views_round "$work/views-$i.json" || return 1
        # Netty decides at its start whether it uses Unsafe, so that is a JVM of its own.
        views_round "$work/unsafe-$i.json" --sun-misc-unsafe-memory-access=allow "peer=ByteBuf+Unsafe" || return 1
        i=$((i + 1))
        say "round $i of $2"
    done
    python3 "$here/peers/views_table.py" "$1" "$work"/views-*.json "$work"/unsafe-*.json
}

views_round() { # JSON [JVM OPTION, JMH PARAMETER]
    benchmarks -Xms1g -Xmx1g -XX:+AlwaysPreTouch --enable-native-access=ALL-UNNAMED \
        --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED \
        ${2:+"$2"} -- peers.PeerBenchmark -f 0 -wi 2 -w 100ms -i 4 -r 100ms ${3:+-p "$3"} -rf json -rff "$1" \
        >"$1.log" 2>&1 || { tail -n 20 "$1.log" >&2; return 1; }
}

transfers() { # COMMAND ROUNDS
    if ! command -v gcc >/dev/null; then
        printf '| | |\n|---|---|\n| the receiver of all senders | not installed: gcc |\n'
        return 0
    fi
    gcc -O2 -o "$work/receive" "$here/peers/receive.c" && mkdir "$work/transfers" && bytes=$(numfmt --from=iec "$size") &&
        python3 "$here/peers/transfers.py" "$1" "$root/zenview" "$work/receive" "$work/transfers" "$2" "$bytes" || return 1
    rm -r "$work/transfers"
}

ranges() { # COMMAND ROUNDS
    : >"$work/ranges"
    if command -v nginx >/dev/null && command -v wrk >/dev/null; then
        WARM=5 TMPDIR=$work "$here/serve-vs-nginx.sh" "$2" 3 >"$work/ranges" || return 1
        cat "$work/ranges" >&2
    fi
    mkdir "$work/servers"
    python3 "$here/peers/ranges_table.py" "$1" "$root/zenview" "$work/servers" "$2" 2 "$work/ranges"
}

video() { # COMMAND ROUNDS
    need_jar || return 1
    benchmarks -- 'VideoBenchmark.(timecodeToIndex|openAndFind|isoparserTimecodeToIndex|isoparserOpenAndFind)$' \
        -p film=sixMinutes,twoHours -f "$2" -wi 3 -w 500ms -i 3 -r 500ms -rf json -rff "$work/video.json" >"$work/video.log" 2>&1 ||
        { tail -n 20 "$work/video.log" >&2; return 1; }
    : >"$work/clips"
    if command -v curl >/dev/null; then
        DIR=$work "$here/serve-figures.sh" clip "$2" >"$work/clips" || return 1
        cat "$work/clips" >&2
    fi
    python3 "$here/peers/printed_table.py" "$1" video "$work/video.json" "$work/clips"
}

numpy() { # COMMAND ROUNDS
    need_jar || return 1
    : >"$work/numpy"
    if python3 -c 'import numpy' 2>/dev/null; then
        "$here/views-vs-numpy.sh" "$2" >"$work/numpy" || return 1
    fi
    python3 "$here/peers/printed_table.py" "$1" numpy "$work/numpy"
}

receive() { # COMMAND ROUNDS
    : >"$work/discarding"
    : >"$work/keeping"
    if command -v gcc >/dev/null; then
        "$here/receive-vs-c.sh" "$2" "$size" >"$work/discarding" || return 1
        "$here/receive-vs-c.sh" --to "$work" "$2" "$size" >"$work/keeping" || return 1
    fi
    python3 "$here/peers/printed_table.py" "$1" receive "$work/discarding" "$work/keeping"
}

failed=
for group in $groups; do
    case $group in ranges | video) rounds=${2:-3} ;; *) rounds=${2:-5} ;; esac
    began=$(date +%s)
    command="bench/peers.sh $group $rounds"
    [ "$size" = 2G ] || case $group in transfers | receive) command="SIZE=$size $command" ;; esac
    # -e counts for nothing in a function whose failure is looked at: what may fail in there says so itself.
    if "$group" "$command" "$rounds" >"$work/$group.md"; then
        python3 "$here/peers/document.py" put "$document" "$group" <"$work/$group.md"
        cat "$work/$group.md"
        say "$group took $(($(date +%s) - began)) s; its table is in $document"
    else
        say "$group failed; its table stays as it was"
        failed=yes
    fi
done
[ -z "$failed" ]
