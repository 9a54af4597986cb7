#!/bin/sh
# Tests the distribution as its users meet it: unpacked into a folder with blanks, with and without leave to write there.
#
#   scripts/test-dist.sh [FILE.tar.gz]     target/dist/zenview-*.tar.gz, which scripts/package.sh makes
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=scripts/find-jdk.sh
. "$root/scripts/find-jdk.sh"
find_jdk jdk || { echo "test-dist: $java_lack." >&2; exit 2; }
jdk=$java_home

archive=${1-}
if [ -z "$archive" ]; then
    for archive in "$root"/target/dist/zenview-*.tar.gz; do break; done
fi
[ -r "$archive" ] || { echo "test-dist: there is no $archive; scripts/package.sh makes one." >&2; exit 2; }

work=$(mktemp -d)
server=
receiver=
stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$receiver" ] || kill "$receiver" 2>/dev/null || true
    chmod -R u+w "$work"
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"
# shellcheck source=scripts/testing.sh
. "$root/scripts/testing.sh"

# run COMMAND…: in an environment with nothing in it but what a login gives; sets status.
run() {
    status=0
    env -i HOME="$work/home" PATH=/usr/bin:/bin LANG=C.UTF-8 ZENVIEW_JAVA_HOME="$jdk" "$@" \
        >"$out" 2>"$err" </dev/null || status=$?
}

# await FILE WORD PROCESS: until the file says so, or the process is gone.
await() {
    while ! grep -qs "$2" "$1" && kill -0 "$3" 2>/dev/null; do sleep 0.1; done
}

mkdir -p "$work/home" "$work/a folder with blanks" "$work/inbox" "$work/films"
tar xzf "$archive" -C "$work/a folder with blanks"
home=$(echo "$work/a folder with blanks"/*)
zenview=$home/bin/zenview
cd "$work"
: >"$out"
: >"$err"

echo "What is in it"
test="everything in one folder, named like the archive"
case ${archive##*/} in "${home##*/}"*.tar.gz) ok ;; *) fail "the folder is $home" ;; esac
test="every jar is in the list of parts"
missing=
for jar in "$home"/lib/*.jar; do
    part=$(basename "$jar" .jar)
    part=${part%-linux-*}
    grep -q "\"name\" : \"$part\"" "$home/sbom.cdx.json" || missing="$missing $part"
done
if [ -z "$missing" ]; then ok; else fail "not in it:$missing"; fi
test="neither tests nor benchmarks are"
if grep -qE '"name" : "(junit|assertj|archunit|jmh|zenview-bench)' "$home/sbom.cdx.json"; then fail "they are"; else ok; fi
test="licences"
lacking=
for file in LICENSE NOTICE THIRD-PARTY.txt licenses/jline.txt licenses/progressbar.txt; do
    [ -s "$home/$file" ] || lacking="$lacking $file"
done
if [ -z "$lacking" ]; then ok; else fail "lacking:$lacking"; fi

echo "Running"
test="the first start, which makes the AOT cache beside the command"
run "$zenview" --version
version=${home##*/zenview-}
expect 0 "zenview $version
JDK *" -
test="... there it is"
set -- "$home"/aot/*/zenview.aot
if [ $# -eq 1 ] && [ -s "$1" ]; then ok; else fail "caches: $*"; fi
test="... and the next start takes classes from it"
run ZENVIEW_JAVA_OPTS="-Xlog:class+load" "$zenview" --version
expect 0 "*io.zenview.cli.Zenview source: shared objects file*" -
test="through a link, from elsewhere"
ln -s "$zenview" "$work/zen"
run sh -c 'cd / && exec "$0" --version' "$work/zen"
expect 0 "zenview $version*" -
test="help"
run "$zenview" --help
cp "$out" help
expect 0 "*Usage: zenview*Commands:*" -
test="other jars in the same place get another cache, and the old one goes"
printf 'other\n' >"$home/libexec/jars"
run "$zenview" --version
set -- "$home"/aot/*/made-by
case $#:$(cat "$@") in 1:*" other") ok ;; *) fail "caches: $*" ;; esac

test="inspect"
printf 'Hello World!' >hello.bin
run "$zenview" inspect hello.bin
expect 0 "hello.bin: 12 B*|Hello World!|" -
test="inspect of what is not there"
run "$zenview" inspect nothing.bin
expect 1 - "zenview inspect: *nothing.bin*"

test="send and receive"
head -c 3000000 /dev/urandom >sent.bin
ZENVIEW_JAVA_HOME=$jdk "$zenview" receive --port 0 --to inbox --once >received 2>&1 </dev/null &
receiver=$!
await received Listening $receiver
port=$(sed -n 's/^Listening on 127\.0\.0\.1://p' received)
run "$zenview" send sent.bin "127.0.0.1:$port"
wait $receiver || status=$?
receiver=
expect 0 "2.86 MiB (3000000 bytes) of sent.bin sent to 127.0.0.1:$port via sendfile*" -
test="... the bytes are the same"
if cmp -s sent.bin inbox/*; then ok; else fail "$(ls -l inbox)"; fi

test="serve and get"
cp sent.bin films/film.bin
ZENVIEW_JAVA_HOME=$jdk "$zenview" serve films --port 0 >served 2>&1 </dev/null &
server=$!
await served Serving $server
address=$(sed -n 's/^Serving films on //p' served)
run "$zenview" get "${address}film.bin" got.bin
expect 0 "2.86 MiB (3000000 bytes) of ${address}film.bin in got.bin*verified * yes*" -
test="... the bytes are the same"
if cmp -s sent.bin got.bin; then ok; else fail "$(ls -l got.bin)"; fi
kill "$server"
wait "$server" || true
server=

echo "Where one may not write"
rm -rf "$home/aot"
chmod -R a-w "$home"
as_user=
if [ "$(id -u)" -eq 0 ]; then
    # Root may write everywhere.
    as_user="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chown 65534:65534 "$work/home"
fi
if [ -z "$as_user" ] || command -v setpriv >/dev/null 2>&1; then
    test="the cache goes into the user's folder"
    # shellcheck disable=SC2086
    run $as_user "$zenview" --version
    set -- "$work"/home/.cache/zenview/*/zenview.aot
    if [ -e "$home/aot" ] || [ ! -s "$1" ]; then fail "there is none, or one in $home"; else expect 0 "zenview $version*" -; fi
    test="... which may be another than ~/.cache"
    mv "$work/home/.cache" "$work/cache"
    # shellcheck disable=SC2086
    run XDG_CACHE_HOME="$work/cache" ZENVIEW_JAVA_OPTS="-Xlog:class+load" $as_user "$zenview" --version
    if [ -e "$work/home/.cache" ]; then fail "there is a second one"; else
        expect 0 "*io.zenview.cli.Zenview source: shared objects file*" -
    fi
    test="no place for a cache at all"
    # shellcheck disable=SC2086
    run XDG_CACHE_HOME=/proc/nowhere $as_user "$zenview" inspect hello.bin
    expect 0 "hello.bin: 12 B*" -
else
    printf '  left out: no setpriv, and root may write everywhere\n'
fi

echo "Manual and completion"
pages=$(cd "$home/share/man/man1" && echo *.1)
test="a page for each subcommand"
lacking=
subcommands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' help)
for subcommand in $subcommands; do
    case " $pages " in *" zenview-$subcommand.1 "*) ;; *) lacking="$lacking $subcommand" ;; esac
done
case $pages in *zenview-send.1*zenview.1*) ;; *) lacking="$lacking, in: $pages" ;; esac
if [ -z "$lacking" ]; then ok; else fail "none for$lacking"; fi
if command -v man >/dev/null 2>&1; then
    for page in $pages; do
        test="man ${page%.1}"
        run man --warnings -l "$home/share/man/man1/$page"
        expect 0 "*NAME*SYNOPSIS*${page%%[-.]*}*OPTIONS*EXAMPLES*$version*" -
    done
else
    printf '  left out: no man on this machine\n'
fi
completion=$home/share/bash-completion/completions/zenview
if command -v bash >/dev/null 2>&1; then
    test="the completion is a script"
    run bash -n "$completion"
    expect 0 - -
    # shellcheck disable=SC2016
    complete='. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _complete_zenview 2>/dev/null; echo "${COMPREPLY[@]}"'
    test="it completes a subcommand"
    run bash -c "$complete" "$completion" zenview ins
    expect 0 inspect -
    test="... and an option of one"
    run bash -c "$complete" "$completion" zenview send --dig
    expect 0 "--digest*" -
else
    printf '  left out: no bash on this machine\n'
fi

cd /
conclude
