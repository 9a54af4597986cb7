# shellcheck shell=sh disable=SC2154
# What the tests of shell scripts have in common. Sourced by them, after they have set work, a folder of their own; each
# names its test (test="…"), has a command run into out and err with its status in status, and says what it expects.

out=$work/out
err=$work/err
passed=0
failed=0

ok() {
    passed=$((passed + 1))
    printf '  passed  %s\n' "$test"
}

fail() {
    failed=$((failed + 1))
    printf '  FAILED  %s: %s\n' "$test" "$1"
    sed 's/^/          out: /' "$out" | head -n 20
    sed 's/^/          err: /' "$err" | head -n 20
}

# expect STATUS [OUT [ERR]]: what the last run did; patterns of `case`, and - for nothing at all.
expect() {
    [ "$status" -eq "$1" ] || { fail "exit status $status instead of $1"; return; }
    matches "$(cat "$out")" "${2-*}" || { fail "standard output is not $2"; return; }
    matches "$(cat "$err")" "${3-*}" || { fail "standard error is not $3"; return; }
    ok
}

matches() {
    [ "$2" != - ] || { [ -z "$1" ]; return; }
    # shellcheck disable=SC2254
    case $1 in $2) return 0 ;; *) return 1 ;; esac
}

# conclude: how it went, as the script's own status.
conclude() {
    printf '\n%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
}
