#!/bin/sh
# Builds what a release consists of, from a clone of HEAD, and puts it into target/staging, laid out as a repository, and
# target/dist; then looks whether all is there. Publishes nothing. Runs no tests: ./check does.
#
#   scripts/stage-release.sh [--sign] [MAVEN OPTION…]     for example --sign -Dgpg.keyname=0123456789ABCDEF
#
#   --sign  signs everything by gpg, with its default key unless -Dgpg.keyname names another
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
# shellcheck source=scripts/find-jdk.sh
. "$root/scripts/find-jdk.sh"
if ! find_jdk jdk; then
    printf 'stage-release: %s.\n' "$java_lack" >&2
    exit 2
fi
export JAVA_HOME="$java_home"

signing=-Dgpg.skip
if [ "${1-}" = --sign ]; then
    signing=-Dgpg.skip=false
    shift
fi

staging=$root/target/staging
rm -rf "$staging" "$root/target/dist"
mkdir -p "$staging"

# From a clone, so that nothing gets in that isn't committed. Some of Maven's jars record the modes of files. What is only
# tried is not put into the local repository, where other builds would find it.
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
git clone -q "$root" "$work/clone"
(cd "$work/clone" && ./mvnw -B -q -Dstyle.color=never -Prelease,dist "$signing" -Dmaven.test.skip=true \
    -Dmaven.install.skip=true "$@" "-DaltDeploymentRepository=staging::file:$staging" deploy)
cp -R "$work/clone/target/dist" "$root/target/dist"

lacking=
count=0
# require FOLDER NAME PATTERN: a file of that name in the folder, with its signature.
require() {
    set -- "$1" "$2" "$(find "$1" -name "$2-$3" 2>/dev/null)" "$3"
    if [ -z "$3" ]; then
        lacking="$lacking
  $2-$4"
        return
    fi
    count=$((count + 1))
    [ "$signing" = -Dgpg.skip ] || gpg --quiet --verify "$3.asc" "$3" 2>/dev/null || lacking="$lacking
  a valid signature of $3"
}

cd "$staging/io/zenview"
require zenview-parent zenview-parent '*[0-9T].pom'
published=
for pom in "$root"/*/pom.xml; do
    grep -q '<maven.deploy.skip>true' "$pom" && continue
    name=$(sed -n 's/^  <artifactId>\(.*\)<\/artifactId>/\1/p' "$pom")
    published="$published $name"
    for pattern in '*[0-9T].jar' '*-sources.jar' '*-javadoc.jar' '*[0-9T].pom' '*-cyclonedx.json'; do
        require "$name" "$name" "$pattern"
    done
done
for folder in *; do
    case " zenview-parent$published " in *" $folder "*) ;; *) lacking="$lacking
  a reason for $folder to be there" ;; esac
done
# shellcheck disable=SC2016
unreadable=$(find . -name '*.pom' -exec grep -lF '${revision}' {} + || true)
[ -z "$unreadable" ] || lacking="$lacking
  a version in $unreadable"

printf 'Staged:%s; %s files' "$published" "$count"
[ "$signing" = -Dgpg.skip ] && echo ", not signed" || echo ", signed"
ls -l "$root/target/dist"
if [ -n "$lacking" ]; then
    printf 'stage-release: there is lacking:%s\n' "$lacking" >&2
    exit 1
fi
