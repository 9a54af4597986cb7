# shellcheck shell=sh disable=SC2154
# Starts Zenview. Sourced by ../zenview, in a checkout and in an installed copy alike (and by ../check, for the locale);
# needs find-jdk.sh.
#
# Whoever calls these functions has set build, which has the jars in lib, and aot_identity, one line that tells for which
# JDK and which jars an AOT cache was made. To any other JDK, or any other jars, a cache is useless.

say() {
    printf 'zenview: %s\n' "$1" >&2
}

need_java() {
    if ! find_jdk "$1"; then
        say "$java_lack."
        exit 2
    fi
}

# find_aot_cache FOLDER…: sets aot_cache to the cache of this identity, or to nothing if none could be made of it.
find_aot_cache() {
    for aots in "$@"; do
        for aot in "$aots"/*; do
            [ -r "$aot/made-by" ] || continue
            IFS= read -r maker <"$aot/made-by" || continue
            if [ "$maker" = "$aot_identity" ]; then
                aot_cache=$aot/zenview.aot
                [ -s "$aot_cache" ] || aot_cache=
                return 0
            fi
        done
    done
    return 1
}

# make_aot_cache FOLDER: lets the JVM rehearse its start and keep what it learns: classes loaded and linked, profiles.
# Without one everything works, half as fast to start; so whatever goes wrong here is not mentioned.
make_aot_cache() {
    aot_cache=
    aot=$1/$$
    mkdir "$aot" 2>/dev/null || return 0
    (become_java "-XX:AOTCacheOutput=$aot/zenview.aot" -m io.zenview.cli/io.zenview.cli.Rehearsal) \
        >"$aot/log" 2>&1 </dev/null || rm -f "$aot/zenview.aot"
    printf '%s\n' "$aot_identity" >"$aot/made-by"
    [ ! -s "$aot/zenview.aot" ] || aot_cache=$aot/zenview.aot
}

# become_java OPTION… -m MODULE/CLASS ARGUMENT…: replaces this process, so that signals and exit status are the JVM's own.
become_java() {
    # Logging of the AOT cache is off because a cache that doesn't fit would say so on standard output.
    exec "$java_home/bin/java" \
        -p "$build/lib" \
        --add-modules ALL-MODULE-PATH \
        --enable-native-access=io.zenview.view,io.zenview.transfer,io.netty.common,io.netty.transport.unix.common,io.netty.transport.classes.epoll \
        --add-exports java.base/sun.nio.ch=io.zenview.transfer \
        -Xlog:aot=off -Xlog:cds=off \
        "$@"
}

# In the C locale Java reads file names and prints tables in ASCII, with question marks for the rest. The same letters in
# UTF-8 are what such a terminal shows, and what file names are made of.
leave_c_locale() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
        C | POSIX)
            unset LC_ALL
            LC_CTYPE=C.UTF-8
            export LC_CTYPE
            ;;
    esac
}

# start ARGUMENT…: becomes the command.
start() {
    leave_c_locale

    # Java can't find out by itself which of its streams are terminals, nor how wide they are.
    terminal=
    columns=
    if [ -t 2 ]; then
        terminal=err
        columns=$(stty size <&2 2>/dev/null) || columns=
    fi
    if [ -t 1 ]; then
        terminal=out${terminal:+,$terminal}
        columns=${columns:-$(stty size <&1 2>/dev/null)} || columns=
    fi

    # Help is printed and over before a better compiler or collector has paid; without them it takes a third less of the
    # processor. Everything else gets the JVM as it comes, because it may run long, or as the user wants it.
    brief=
    [ $# -gt 0 ] || brief=yes
    for argument in "$@"; do
        case $argument in -h | --help | -V | --version) brief=yes ;; esac
    done

    # A server's heap holds next to nothing, and should not grow with the machine's memory; and what it leaves behind is
    # best cleared away by the thread at hand. Somebody who gives options of his own knows better.
    bounded=
    [ "${1-}" != serve ] || [ -n "${ZENVIEW_JAVA_OPTS-}" ] || bounded=yes

    set -- -m io.zenview.cli/io.zenview.cli.Zenview "$@"
    [ -z "$columns" ] || set -- "-Dzenview.columns=${columns#* }" "$@"
    # The user's options come last of the JVM's and win; they are split at blanks on purpose.
    # shellcheck disable=SC2086
    set -- "-Dzenview.terminal=$terminal" ${ZENVIEW_JAVA_OPTS-} "$@"
    [ -z "$brief" ] || [ -n "${ZENVIEW_JAVA_OPTS-}" ] || set -- -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
    [ -z "$bounded" ] || [ -n "$brief" ] || set -- -XX:+UseSerialGC -Xmx256m "$@"
    [ -z "$aot_cache" ] || set -- "-XX:AOTCache=$aot_cache" "$@"
    become_java "$@"
}
