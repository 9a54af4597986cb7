# shellcheck shell=sh
# Finds the JDK that Zenview is built by and runs on. Sourced by ../zenview and ../check.
#
# Looked at, in this order: ZENVIEW_JAVA_HOME (then nothing else counts), JAVA_HOME, `java` on the PATH, and the folders
# where systems, package managers and version managers put JDKs. The first suitable one of the former three is taken;
# of the folders' JDKs the one closest to the release that Zenview is tested with, which is the oldest suitable one.
#
# ZENVIEW_JDK_FOLDERS, patterns with colons between, replaces those folders.
#
# Versions are read from the `release` file that comes with a JDK: to start each one would take seconds.

java_wanted=25

# find_jdk jdk|jre: sets java_home and java_build (its exact version), or says in java_lack why it didn't.
# A "jre" has to run, a "jdk" to compile as well.
find_jdk() {
    java_home=
    java_build=
    java_lack=
    java_older=
    java_tools=$1

    if [ -n "${ZENVIEW_JAVA_HOME-}" ]; then
        if take_java "$ZENVIEW_JAVA_HOME"; then
            return 0
        fi
        java_lack="a JDK $java_wanted or newer is needed and ZENVIEW_JAVA_HOME ($ZENVIEW_JAVA_HOME) is none"
        return 1
    fi
    if [ -n "${JAVA_HOME-}" ] && take_java "$JAVA_HOME"; then
        return 0
    fi
    if take_java_on_path; then
        return 0
    fi
    if take_java_in_folders; then
        return 0
    fi
    java_lack="a JDK $java_wanted or newer is needed and none was found in JAVA_HOME, on the PATH or in the usual folders"
    java_lack="$java_lack${java_older:+ ($java_older)}: install one, for example Eclipse Temurin $java_wanted,"
    java_lack="$java_lack or set JAVA_HOME to it"
    return 1
}

take_java() {
    read_java "$1" || return 1
    if [ "$java_feature" -lt "$java_wanted" ]; then
        java_older="only Java $java_feature in $1"
        return 1
    fi
    if [ "$java_tools" = jdk ] && [ ! -x "$1/bin/javac" ]; then
        java_older="only a Java $java_feature without a compiler in $1"
        return 1
    fi
    java_home=$1
    java_build=$java_found
}

# read_java HOME: sets java_feature (25) and java_found (25.0.3+9-LTS).
read_java() {
    java_feature=
    java_found=
    [ -x "$1/bin/java" ] || return 1
    java_vendor_version=
    if [ -r "$1/release" ]; then
        while IFS= read -r java_line || [ -n "$java_line" ]; do
            case $java_line in
                JAVA_VERSION=*) java_found=${java_found:-${java_line#*=}} ;;
                JAVA_RUNTIME_VERSION=* | IMPLEMENTOR_VERSION=*)
                    java_vendor_version="$java_vendor_version ${java_line#*=}" ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$java_found" ]; then
        # openjdk version "25.0.3" 2026-04-21 LTS
        java_found=$("$1/bin/java" -version 2>&1 </dev/null) || return 1
        case $java_found in
            *\"*\"*) java_found=\"${java_found#*\"} ;;
            *) return 1 ;;
        esac
        java_found=${java_found%%\"[!0-9]*}\"
    fi
    java_feature=${java_found#\"}
    java_feature=${java_feature%%[!0-9]*}
    java_found=$java_found$java_vendor_version
    [ -n "$java_feature" ]
}

take_java_on_path() {
    java_file=$(command -v java) || return 1
    case $java_file in
        /*) ;;
        *) return 1 ;; # An alias, a function, or a relative PATH.
    esac
    while [ -h "$java_file" ]; do
        java_link=$(readlink "$java_file")
        case $java_link in
            /*) java_file=$java_link ;;
            *) java_file=${java_file%/*}/$java_link ;;
        esac
    done
    java_guess=${java_file%/*}
    java_guess=${java_guess%/*}
    if [ ! -r "$java_guess/release" ]; then
        # Version managers put a script there that starts the real one: ask that where it lives.
        java_guess=$("$java_file" -XshowSettings:properties -version 2>&1 </dev/null |
            sed -n 's/^ *java\.home = //p') || return 1
        [ -n "$java_guess" ] || return 1
    fi
    take_java "$java_guess"
}

take_java_in_folders() {
    java_ifs=$IFS
    if [ -n "${ZENVIEW_JDK_FOLDERS+set}" ]; then
        IFS=:
        java_folders=$ZENVIEW_JDK_FOLDERS
    else
        IFS='
'
        java_folders="/usr/lib/jvm/*
/usr/lib64/jvm/*
/usr/local/lib/jvm/*
/usr/local/*jdk*
/usr/java/*
/opt/*
/opt/java/*
/Library/Java/JavaVirtualMachines/*/Contents/Home
/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec"
        if [ -n "${HOME-}" ]; then
            java_folders="$java_folders
$HOME/.sdkman/candidates/java/*
$HOME/.jdks/*
$HOME/.jdks/*/Contents/Home
$HOME/.local/share/mise/installs/java/*
$HOME/.asdf/installs/java/*
$HOME/.jenv/versions/*
$HOME/.jbang/cache/jdks/*
$HOME/.gradle/jdks/*
$HOME/.gradle/jdks/*/Contents/Home
$HOME/Library/Java/JavaVirtualMachines/*/Contents/Home"
        fi
    fi

    java_best=
    # Unquoted on purpose: patterns unfold; they are split at the IFS from above only, so that blanks stay.
    for java_candidate in $java_folders; do
        [ -x "$java_candidate/bin/java" ] || continue
        IFS=$java_ifs
        if take_java "$java_candidate" && { [ -z "$java_best" ] || [ "$java_feature" -lt "$java_best_feature" ]; }; then
            java_best=$java_home
            java_best_feature=$java_feature
            java_best_build=$java_build
            [ "$java_feature" -gt "$java_wanted" ] || break
        fi
    done
    IFS=$java_ifs
    [ -n "$java_best" ] || return 1
    java_home=$java_best
    java_build=$java_best_build
}
