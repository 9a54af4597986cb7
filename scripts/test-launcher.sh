#!/bin/sh
# Tests ../zenview as its users meet it: in copies of the sources, under wrong and missing JDKs, interrupted, at the same
# time, from everywhere. Needs a JDK that find-jdk.sh finds, and Maven's local repository or a network.
set -eu

sources=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=scripts/find-jdk.sh
. "$sources/scripts/find-jdk.sh"
find_jdk jdk || { echo "test-launcher: $java_lack." >&2; exit 2; }
jdk=$java_home

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# shellcheck source=scripts/testing.sh
. "$sources/scripts/testing.sh"

# run COMMAND…: in an environment with nothing in it but what a login gives; sets status.
run() {
    status=0
    env -i HOME="$HOME" PATH=/usr/bin:/bin LANG=C.UTF-8 "$@" >"$out" 2>"$err" </dev/null || status=$?
}

# fake_jdk NAME VERSION [jre]: something that looks like a JDK from outside.
fake_jdk() {
    mkdir -p "$work/jdks/$1/bin"
    printf '#!/bin/sh\necho "openjdk version \\"%s\\" 2020-01-01" >&2\n' "$2" >"$work/jdks/$1/bin/java"
    chmod +x "$work/jdks/$1/bin/java"
    [ "${3-}" = jre ] || cp "$work/jdks/$1/bin/java" "$work/jdks/$1/bin/javac"
    printf 'IMPLEMENTOR="Fake"\nJAVA_VERSION="%s"\n' "$2" >"$work/jdks/$1/release"
}

# found [VARIABLE=VALUE…]: what find-jdk.sh finds in that environment.
found() {
    need=$1
    shift
    # shellcheck disable=SC2016
    run PATH="$work/tools" ZENVIEW_JDK_FOLDERS="$work/none" "$@" sh -eu -c \
        '. "$1/scripts/find-jdk.sh"; if find_jdk "$2"; then echo "$java_home"; else echo "$java_lack"; exit 2; fi' \
        sh "$sources" "$need"
}

lacking="a JDK 25 or newer is needed and none was found *: install one, for example Eclipse Temurin 25,*"

echo "Finding a JDK"
fake_jdk jdk-8 1.8.0_452
fake_jdk jdk-17 17.0.15
fake_jdk jdk-25 25.0.3
fake_jdk jdk-26 26
fake_jdk jdk-27-ea 27-ea
fake_jdk "jdk with blanks" 25.0.1
fake_jdk jre-25 25.0.2 jre
fake_jdk silent-25 25.0.3
rm "$work/jdks/silent-25/release"
mkdir -p "$work/jdks/folder-without-java" "$work/path" "$work/shims" "$work/tools"
for tool in sh readlink sed env; do
    ln -s "$(command -v $tool)" "$work/tools/$tool"
done

test="none at all"
found jdk
expect 2 "$lacking" -
test="only older ones, and it says so"
found jdk JAVA_HOME="$work/jdks/jdk-17"
expect 2 "*(only Java 17 in $work/jdks/jdk-17)*" -
test="JAVA_HOME"
found jdk JAVA_HOME="$work/jdks/jdk-26"
expect 0 "$work/jdks/jdk-26" -
test="ZENVIEW_JAVA_HOME before JAVA_HOME"
found jdk JAVA_HOME="$work/jdks/jdk-26" ZENVIEW_JAVA_HOME="$work/jdks/jdk-25"
expect 0 "$work/jdks/jdk-25" -
test="ZENVIEW_JAVA_HOME that is none, even if there are others"
found jdk JAVA_HOME="$work/jdks/jdk-26" ZENVIEW_JAVA_HOME="$work/jdks/jdk-17"
expect 2 "*ZENVIEW_JAVA_HOME ($work/jdks/jdk-17) is none" -
test="JAVA_HOME that is empty or leads nowhere is passed over"
found jdk JAVA_HOME="$work/nowhere" ZENVIEW_JDK_FOLDERS="$work/jdks/jdk-*"
expect 0 "$work/jdks/*25*" -
test="java on the PATH, through links"
ln -s ../jdks/jdk-25/bin/java "$work/path/java"
found jdk PATH="$work/path:$work/tools"
expect 0 "$work/path/../jdks/jdk-25" -
test="java on the PATH that is an old one"
ln -sf ../jdks/jdk-17/bin/java "$work/path/java"
found jdk PATH="$work/path:$work/tools" ZENVIEW_JDK_FOLDERS="$work/jdks/jdk-2*"
expect 0 "$work/jdks/jdk-25" -
test="java on the PATH that is a version manager's script"
printf '#!/bin/sh\nexec "%s/bin/java" "$@"\n' "$jdk" >"$work/shims/java"
chmod +x "$work/shims/java"
found jdk PATH="$work/shims:$work/tools"
expect 0 "$jdk" -
test="of several the one closest to what is tested"
found jdk ZENVIEW_JDK_FOLDERS="$work/jdks/jdk-27*:$work/jdks/jdk-26:$work/jdks/jdk-8:$work/jdks/jdk-25"
expect 0 "$work/jdks/jdk-25" -
test="an early-access JDK"
found jdk ZENVIEW_JDK_FOLDERS="$work/jdks/*-ea"
expect 0 "$work/jdks/jdk-27-ea" -
test="a folder with blanks"
found jdk ZENVIEW_JDK_FOLDERS="$work/jdks/jdk with*"
expect 0 "$work/jdks/jdk with blanks" -
test="without a release file it asks java"
found jdk ZENVIEW_JDK_FOLDERS="$work/jdks/silent*"
expect 0 "$work/jdks/silent-25" -
test="a JRE is none when there is something to compile"
found jdk ZENVIEW_JDK_FOLDERS="$work/jdks/jre-25"
expect 2 "*(only a Java 25 without a compiler in $work/jdks/jre-25)*" -
test="a JRE is enough to run"
found jre ZENVIEW_JDK_FOLDERS="$work/jdks/jre-25"
expect 0 "$work/jdks/jre-25" -

echo "Fetching Maven where there is no unzip"
# A Maven of our own, from a file: wget can't fetch that, so it is left out as well.
mkdir -p "$work/apache-maven-1/bin" "$work/fetching/.mvn/wrapper" "$work/no-unzip"
printf '#!/bin/sh\necho "the Maven of the tar.gz"\n' >"$work/apache-maven-1/bin/mvn"
chmod +x "$work/apache-maven-1/bin/mvn"
tar -C "$work" -czf "$work/apache-maven-1-bin.tar.gz" apache-maven-1
cp "$sources/mvnw" "$work/fetching/"
ln -s /usr/bin/* "$work/no-unzip/"
rm -f "$work/no-unzip/unzip" "$work/no-unzip/wget"
# fetch SUM: runs mvnw where the properties say that this is the sum of the .tar.gz.
fetch() {
    printf '%s\n' "distributionUrl=file://$work/apache-maven-1-bin.zip" "distributionSha256Sum=0" \
        "distributionTarGzSha256Sum=$1" >"$work/fetching/.mvn/wrapper/maven-wrapper.properties"
    run PATH="$work/no-unzip" JAVA_HOME="$jdk" MAVEN_USER_HOME="$work/fetched" "$work/fetching/mvnw" --version
}
test="the .tar.gz is held against a sum of its own"
fetch "$(sha256sum "$work/apache-maven-1-bin.tar.gz" | cut -d ' ' -f 1)"
expect 0 "the Maven of the tar.gz"
rm -r "$work/fetched"
test="... and refused if it has another"
fetch 0
expect 1 - "*Failed to validate Maven distribution SHA-256*"
test="both sums are there"
sums=$(grep -cE '^distribution(TarGz)?Sha256Sum=[0-9a-f]{64}$' "$sources/.mvn/wrapper/maven-wrapper.properties")
if [ "$sums" -eq 2 ]; then ok; else fail "$sums of 2"; fi

echo "Launching"
home="$work/a copy with blanks"
mkdir "$home"
(cd "$sources" && tar cf - --exclude=./.git --exclude=./target --exclude='./*/target' .) | (cd "$home" && tar xf -)
store=$home/target/zenview
java_source=$home/cli/src/main/java/io/zenview/cli/Zenview.java
ghost=$home/cli/src/main/resources/ghost.txt
mkdir -p "${ghost%/*}"
: >"$ghost"
cd "$work"

test="without a JDK one sentence says what to install"
run ZENVIEW_JDK_FOLDERS="$work/none" PATH="$work/path:/usr/bin:/bin" JAVA_HOME="$work/jdks/jdk-8" "$home/zenview" --help
expect 2 - "zenview: $lacking"
test="... and nothing is left behind"
if [ -e "$home/target" ]; then fail "there is a target folder"; else ok; fi

test="an interrupted build is cleared away and the status tells the signal"
env -i HOME="$HOME" PATH=/usr/bin:/bin ZENVIEW_JAVA_HOME="$jdk" "$home/zenview" --version >"$out" 2>"$err" </dev/null &
launcher=$!
while [ ! -s "$store/build.log" ]; do sleep 0.1; done
kill -TERM $launcher
status=0
wait $launcher || status=$?
if [ -e "$store/current" ] || [ -h "$store/lock" ] || [ -n "$(ls "$store/builds")" ]; then
    fail "something is left: $(find "$store" | tr '\n' ' ')"
else
    expect 143 - "Building Zenview (first run*"
fi

test="two at once, after one that died: the first builds, the second waits, both run"
ln -s 999999999 "$store/lock"
(run "$home/zenview" --version; echo "$status" >"$work/status1"; cp "$out" "$work/out1"; cp "$err" "$work/err1") &
first=$!
while [ ! -h "$store/lock" ] || [ "$(readlink "$store/lock")" = 999999999 ]; do sleep 0.1; done
out=$work/out2 err=$work/err2
run JAVA_HOME="$work/jdks/jdk-17" "$home/zenview" --version
wait $first
out=$work/out err=$work/err
cat "$work/err1" "$work/err2" >"$err"
cat "$work/out1" "$work/out2" >"$out"
[ "$(cat "$work/status1")" = 0 ] || status="$(cat "$work/status1")"
expect 0 "zenview *zenview *" "Building Zenview (first run*
Waiting for process *"

test="the second start neither builds nor says anything"
run "$home/zenview" --help
expect 0 "*Usage: zenview*" -
test="there is an AOT cache"
if ls "$store"/builds/*/aot/*/zenview.aot >/dev/null 2>&1; then ok; else fail "none"; fi
test="through links, relative ones too, from another folder"
mkdir -p "$work/bin/deeper"
ln -s "../a copy with blanks/zenview" "$work/bin/zen"
ln -s ../zen "$work/bin/deeper/view"
run sh -c 'cd /; exec "$0" --version' "$work/bin/deeper/view"
expect 0 "zenview *" -
test="from the PATH"
run sh -c "PATH=\"\$PATH:$work/bin\"; zen --version"
expect 0 "zenview *" -
test="from its own folder"
run sh -c "cd '$home' && sh zenview --version"
expect 0 "zenview *" -
test="all streams closed"
status=0
"$home/zenview" --version <&- >&- 2>&- || status=$?
: >"$out"
: >"$err"
expect 0
test="the exit status is the command's"
run "$home/zenview" --no-such-option
expect 2 - "zenview: Unknown option: '--no-such-option'*"
test="arguments arrive as they are"
run "$home/zenview" "two words  *" ""
expect 2 - "zenview: What is 'two words  \\* '*"
test="letters beyond ASCII in the C locale"
run LANG=C "$home/zenview" send Käse
expect 1 - "zenview send: There is no file 'Käse'*"
test="ZENVIEW_JAVA_OPTS reach the JVM"
run ZENVIEW_JAVA_OPTS="-Dos.name=Nobody -XX:+UseParallelGC" "$home/zenview" --version
expect 0 "*Nobody*" -
test="another JDK gets a cache of its own without a word"
ln -s "$jdk" "$work/other-jdk"
run ZENVIEW_JAVA_HOME="$work/other-jdk" "$home/zenview" --version
expect 0 "zenview *" -
test="... once"
run ZENVIEW_JAVA_HOME="$work/other-jdk" "$home/zenview" --version
set -- "$store"/builds/*/aot/*/zenview.aot
if [ $# -eq 2 ]; then ok; else fail "caches: $*"; fi

test="a source that doesn't compile: says so, shows where, and runs nothing"
cp -p "$java_source" "$work/Zenview.java"
echo "nonsense" >>"$java_source"
run "$home/zenview" --version
expect 1 - "Building Zenview (the sources have changed*zenview: the build failed; $store/build.log *Zenview.java:*"
test="... and again, instead of running the build from before"
run "$home/zenview" --version
expect 1 - "Building Zenview *the build failed*"
test="put back as it was, the build from before is right again"
cp -p "$work/Zenview.java" "$java_source"
run "$home/zenview" --version
expect 0 "zenview *" -

mkdir "$work/inbox"
via=auto
[ "$(uname)" != Linux ] || via=splice
env -i HOME="$HOME" PATH=/usr/bin:/bin "$home/zenview" receive --port 0 --to "$work/inbox" --via $via \
    >"$work/received" 2>&1 </dev/null &
receiver=$!
while ! grep -q Listening "$work/received" && kill -0 $receiver 2>/dev/null; do sleep 0.1; done

test="the JVM is allowed what receiving by splice takes"
: >"$err"
cp "$work/received" "$out"
status=0
expect 0 "Listening on *" -

test="a source that is another one, in file time too old to notice"
sed 's/"zenview " + ofZenview/"zenview rebuilt " + ofZenview/' "${java_source%/*}/Version.java" >"$work/Version.java"
touch -t 200001010000 "$work/Version.java"
cp -p "$work/Version.java" "${java_source%/*}/Version.java"
run "$home/zenview" --version
expect 0 "zenview rebuilt *" "Building Zenview (the sources have changed, about *"
test="... the build from before stays while a process runs on it"
set -- "$store"/builds/*
if [ $# -eq 2 ]; then ok; else fail "builds: $*"; fi
test="a signal reaches the command, which stops in its own way"
kill -TERM $receiver
status=0
wait $receiver || status=$?
cp "$work/received" "$out"
: >"$err"
expect 0 "Listening on *Stopped after 0 connections*"
test="a source that is gone leaves nothing in the build"
rm "$ghost"
run "$home/zenview" --version
if "$jdk/bin/jar" tf "$store"/builds/*/lib/zenview-cli.jar | grep -q ghost; then
    fail "it is in the jar"
else
    expect 0 "zenview rebuilt *" "Building Zenview (the sources have changed, about *"
fi
test="... and nothing of the builds from before"
set -- "$store"/builds/*
if [ $# -eq 1 ]; then ok; else fail "builds: $*"; fi
test="a source that was only touched is built, too"
sleep 1
touch "$java_source"
run "$home/zenview" --version
expect 0 "zenview rebuilt *" "Building Zenview (the sources have changed, about *"
test="... and no more after that"
run "$home/zenview" --version
expect 0 "zenview rebuilt *" -

cd /
conclude
