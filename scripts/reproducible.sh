#!/bin/sh
# Builds what is released twice, from two clones of HEAD in different folders, time zones and locales, and compares every
# jar, POM and list of parts, and the distribution. Fails if a byte differs.
#
#   scripts/reproducible.sh [MAVEN OPTION…]
#
# Takes some minutes, therefore it is no part of ./check. Both builds are made by the same JDK: another one may compile
# otherwise. AOT caches are made by the command that is started, and are no part of what is released.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=scripts/find-jdk.sh
. "$root/scripts/find-jdk.sh"
if ! find_jdk jdk; then
    printf 'reproducible: %s.\n' "$java_lack" >&2
    exit 2
fi
export JAVA_HOME="$java_home"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# build FOLDER VARIABLE=VALUE… -- MAVEN OPTION…: clones and builds there.
build() (
    folder=$1
    shift
    # The jars of sources and documentation record the modes of files; scripts/stage-release.sh sets the same mask.
    umask 022
    while [ "$1" != -- ]; do
        export "${1?}"
        shift
    done
    shift
    mkdir -p "${folder%/*}"
    git clone -q "$root" "$folder"
    cd "$folder"
    if ! ./mvnw -B -Dstyle.color=never -Prelease,dist -Dgpg.skip -Dmaven.test.skip=true "$@" verify >"$work/log" 2>&1; then
        printf 'reproducible: the build in %s failed:\n' "$folder" >&2
        grep -E '^\[ERROR\]' "$work/log" | head -n 25 >&2
        exit 1
    fi
)

# sums FOLDER: checksum and name of everything that is released, and of the benchmarks.
sums() (
    cd "$1"
    find . \( -path '*/target/zenview-*.jar' -o -path './target/dist/*' -o -path '*/target/*-sbom.json' \
        -o -path '*/target/benchmarks.jar' -o -path '*/target/.flattened-pom.xml' \) -type f -exec sha256sum {} + | sort -k 2
)

echo "Building the first time …"
build "$work/one" TZ=UTC LC_ALL=C.UTF-8 -- "$@"
echo "Building the second time …"
build "$work/another/folder/further/down" TZ=Pacific/Chatham LC_ALL=C LANG=tr_TR.UTF-8 -- "$@" -Duser.language=tr
sums "$work/one" >"$work/first"
sums "$work/another/folder/further/down" >"$work/second"

cat "$work/first"
if [ ! -s "$work/first" ]; then
    echo "reproducible: nothing was built." >&2
    exit 1
fi
if ! diff "$work/first" "$work/second" >"$work/differences"; then
    printf '\nThese differ:\n'
    sed -n 's/^[<>] //p' "$work/differences" | sort -k 2
    exit 1
fi
printf '\n%s files, the same bytes both times (%s)\n' "$(wc -l <"$work/first")" "$(git -C "$root" rev-parse --short HEAD)"
