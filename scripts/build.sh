# shellcheck shell=sh disable=SC2034,SC2154
# Builds what ../zenview starts, where that is needed. Sourced by ../zenview in a checkout, which has set root; needs
# find-jdk.sh and start.sh.
#
# A build lives in a folder of its own, target/zenview/builds/ID: the jars (lib), what it was made of (sources), the
# processes that run on it (users) and an AOT cache for each JDK (aot). target/zenview/current names the valid one and is
# written last, in one step: a build that failed or was interrupted is nobody's. A former build stays as long as a
# process runs on it, because the JVM opens its jars only when it needs them.

store=$root/target/zenview

# provide: sets build, what to run it by (java_home, java_build) and aot_cache; builds if there is no build of the sources
# as they are now.
provide() {
    if is_fresh; then
        need_java jre
    else
        need_java jdk
        build || exit $?
    fi
    aot_identity="$java_home $java_build $build"
    find_aot_cache "$build/aot" || make_aot_cache "$build/aot"
    mark_in_use
}

# list_sources [FILE]: checksum, size and name of everything that goes into a build; with a FILE, what was modified after
# it is listed by its name alone and so tells itself from what was there before. Benchmarks go into no build.
list_sources() (
    cd "$root" || exit
    sources="pom.xml mvnw .mvn zenview scripts/build.sh scripts/start.sh"
    for pom in */pom.xml; do
        module=${pom%/*}
        [ "$module" = bench ] || sources="$sources $pom $module/src/main"
    done
    # Names of modules have no blanks; what editors leave beside the sources begins with a dot or ends with a tilde.
    # shellcheck disable=SC2086
    if [ $# -eq 0 ]; then
        find $sources -type f ! -name '.*' ! -name '*~' -exec cksum {} +
    else
        find $sources -type f ! -name '.*' ! -name '*~' \( -newer "$1" -print -o -exec cksum {} + \)
    fi
) 2>/dev/null

# is_fresh: whether there is a build of the sources as they are now. Sets build, and why if it isn't.
# Modification times alone would miss what was replaced by something older (a branch, a backup) or removed.
is_fresh() {
    why="first run, about a minute"
    [ -r "$store/current" ] || return 1
    IFS= read -r id <"$store/current" || return 1
    build=$store/builds/$id
    [ -r "$build/sources" ] || return 1
    IFS= read -r seconds <"$build/seconds" || seconds=60
    why="the sources have changed, about $seconds s"
    [ "$(list_sources "$build/sources")" = "$(cat "$build/sources")" ]
}

# build: makes a build and sets build, or says why not and returns the exit status.
build() {
    if ! mkdir -p "$store/builds" 2>/dev/null; then
        say "cannot write to $store, where the build goes."
        return 1
    fi
    lock || return 1
    trap 'abandon 129' HUP
    trap 'abandon 130' INT
    trap 'abandon 143' TERM
    status=0
    if ! is_fresh; then
        build_now || status=$?
    fi
    unlock
    trap - HUP INT TERM
    return "$status"
}

build_now() {
    printf 'Building Zenview (%s) …\n' "$why" >&2
    started=$(date +%s)
    new=$store/builds/$started-$$
    log=$store/build.log
    mkdir -p "$new/users" "$new/aot"
    # Before the build, so that whatever is edited meanwhile counts as newer.
    list_sources >"$new/sources"
    # Maven compiles what has changed, but keeps what it once copied from a file that is gone. ("clean" won't do: it
    # removes the parent's target as well, in which this very build is made.)
    ! has_lost_sources || rm -rf "$root"/*/target/classes

    # In the background, because a shell minds its signals only between its commands.
    JAVA_HOME=$java_home "$root/mvnw" -f "$root/pom.xml" -B -Dstyle.color=never -Dmaven.test.skip=true \
        "-Dzenview.modules=$new/lib" -pl cli -am package >"$log" 2>&1 </dev/null &
    child=$!
    if ! wait "$child"; then
        child=
        rm -rf "$new"
        say "the build failed; $log has all of it, this is what went wrong:"
        grep -E '^\[(ERROR|WARNING)\] .|^  ' "$log" | grep -vE 'Help 1|-e switch|-X switch|For more information' |
            head -n 25 >&2 || true
        return 1
    fi
    child=

    build=$new
    aot_identity="$java_home $java_build $build"
    make_aot_cache "$build/aot"
    echo $(($(date +%s) - started)) >"$new/seconds"
    printf '%s\n' "${new##*/}" >"$store/current.$$"
    mv -f "$store/current.$$" "$store/current"
    new=
    sweep
}

has_lost_sources() {
    [ -r "${build-}/sources" ] || return 1
    while read -r _ _ name; do
        [ -e "$root/$name" ] || return 0
    done <"$build/sources"
    return 1
}

# Nothing that looks finished stays behind.
abandon() {
    trap '' HUP INT TERM
    if [ -n "${child-}" ]; then
        kill "$child" 2>/dev/null || true
        wait "$child" || true
    fi
    [ -z "${new-}" ] || rm -rf "$new"
    unlock
    exit "$1"
}

# lock: waits until no other launcher builds here. The lock is a link that leads nowhere and carries its owner's number:
# to make one is a single step that fails if there is one.
lock() {
    waited=0
    until ln -s "$$" "$store/lock" 2>/dev/null; do
        owner=$(readlink "$store/lock") || continue
        if ! kill -0 "$owner" 2>/dev/null; then
            break_lock
        elif [ "$waited" -eq 0 ]; then
            printf 'Waiting for process %s, which builds Zenview …\n' "$owner" >&2
        elif [ "$waited" -ge 1800 ]; then
            say "process $owner has been building for half an hour; stop it, or remove $store/lock if it is none of ours."
            return 1
        fi
        sleep 1
        waited=$((waited + 1))
    done
}

unlock() {
    rm -f "$store/lock"
}

# Only one at a time may remove the lock of a dead process, or the second removes that of the first one's successor.
break_lock() {
    if ln -s "$$" "$store/lock.break" 2>/dev/null; then
        owner=$(readlink "$store/lock") || owner=$$
        kill -0 "$owner" 2>/dev/null || rm -f "$store/lock"
        rm -f "$store/lock.break"
    elif [ "$waited" -gt 10 ]; then
        # It takes milliseconds: whoever began it has died over it.
        rm -f "$store/lock.break"
    fi
}

# sweep: removes builds on which no process runs, and what dead processes left.
sweep() {
    for old in "$store"/builds/*; do
        in_use=
        for user in "$old"/users/*; do
            [ -e "$user" ] || continue
            if kill -0 "${user##*/}" 2>/dev/null; then in_use=yes; else rm -f "$user"; fi
        done
        [ "$old" = "$build" ] || [ -n "$in_use" ] || rm -rf "$old"
    done
}

# mark_in_use: notes that this process, which becomes the JVM, runs on the build.
mark_in_use() {
    # Fails without harm where one may not write.
    { true >"$build/users/$$"; } 2>/dev/null || return 0
    # Every start leaves an entry behind; now and then they are cleared away.
    set -- "$build"/users/*
    [ $# -lt 50 ] || for user in "$@"; do
        kill -0 "${user##*/}" 2>/dev/null || rm -f "$user"
    done
}
