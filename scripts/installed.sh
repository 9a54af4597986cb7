# shellcheck shell=sh disable=SC2034,SC2154
# What an installed copy starts. Sourced by bin/zenview, which has set root; needs find-jdk.sh and start.sh.
#
# The AOT cache is made at the first start: beside the copy where one may write, otherwise in the user's cache folder.
# One that is beside the copy serves everybody, so whoever installs it for all starts it once.

# provide: sets build, what to run it by (java_home, java_build) and aot_cache.
provide() {
    build=$root
    # A copy may come with a runtime of its own, which counts like one that is named.
    [ ! -x "$root/runtime/bin/java" ] || ZENVIEW_JAVA_HOME=${ZENVIEW_JAVA_HOME:-$root/runtime}
    need_java jre
    # The jars of any two releases may have the same age, and even the same size: that is what the JVM compares.
    IFS= read -r jars <"$root/libexec/jars" || jars=unknown
    aot_identity="$java_home $java_build $build $jars"
    own_aots=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
    own_aots=${own_aots:+$own_aots/zenview}
    find_aot_cache "$root/aot" ${own_aots:+"$own_aots"} || make_first_aot_cache
}

make_first_aot_cache() {
    aot_cache=
    for aots in "$root/aot" ${own_aots:+"$own_aots"}; do
        if mkdir -p "$aots" 2>/dev/null && [ -w "$aots" ]; then
            sweep "$aots"
            [ ! -t 2 ] || printf 'Preparing for quick starts, once …\n' >&2
            make_aot_cache "$aots"
            return 0
        fi
    done
}

# sweep FOLDER: removes caches that nobody can use any more: of other jars in this place, or of a JDK that was replaced.
# Called when there is none of this identity.
sweep() {
    for aot in "$1"/*; do
        if [ -r "$aot/made-by" ]; then
            IFS= read -r maker <"$aot/made-by" || maker=
            case $maker in
                "$java_home "*" $build $jars") rm -rf "$aot" ;;
                *" $build $jars") ;;
                *" $build "*) rm -rf "$aot" ;;
            esac
        elif [ -d "$aot" ] && ! kill -0 "${aot##*/}" 2>/dev/null; then
            rm -rf "$aot"
        fi
    done
}
