#!/bin/sh
# Makes what is installed: target/dist/zenview-VERSION.tar.gz, with the command, its manual, completion for shells, the
# licences and the list of parts. Not for ./zenview, which builds by itself. Runs no tests.
#
#   scripts/package.sh [--runtime] [MAVEN OPTION…]
#
#   --runtime  a second one, for this machine's system and processor, with a Java runtime in it
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
# shellcheck source=scripts/find-jdk.sh
. scripts/find-jdk.sh
if ! find_jdk jdk; then
    printf 'package: %s.\n' "$java_lack" >&2
    exit 2
fi
export JAVA_HOME="$java_home"

with_runtime=
if [ "${1-}" = --runtime ]; then
    with_runtime=yes
    shift
fi

# Maven adds to these and removes nothing; and offline it makes no list of parts, without an error.
rm -rf target/dist cli/target/modules cli/target/papers cli/target/zenview-cli-sbom.json
./mvnw -B -q -Dstyle.color=never -Pdist -pl cli -am -Dmaven.test.skip=true "$@" package

set -- target/dist/zenview-*.tar.gz
if [ -n "$with_runtime" ]; then
    # The JDK's modules only: jlink takes no automatic ones, and some libraries are that. What they need is asked of jdeps,
    # which complains before it answers; further character sets, which are found by name, are added.
    modules=$("$java_home/bin/jdeps" --ignore-missing-deps --multi-release 25 --print-module-deps \
        --module-path cli/target/modules cli/target/modules/*.jar | tail -n 1)
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    tar xzf "$1" -C "$work"
    name=$(basename "$1" .tar.gz)
    "$java_home/bin/jlink" --add-modules "$modules,jdk.charsets" \
        --strip-debug --no-header-files --no-man-pages --compress zip-6 --generate-cds-archive \
        --output "$work/$name/runtime"
    platform=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
    tar czf "target/dist/$name-$platform.tar.gz" -C "$work" --owner 0 --group 0 "$name"
fi
ls -l target/dist
