# Reads Surefire's XML reports; prints the tests that were skipped, each with its reason.

# The value of an attribute in the current line, with the five entities of XML resolved.
function attribute(name,    at, value) {
    at = index($0, " " name "=\"")
    if (!at) return ""
    value = substr($0, at + length(name) + 3)
    value = substr(value, 1, index(value, "\"") - 1)
    gsub(/&quot;/, "\"", value)
    gsub(/&apos;/, "'", value)
    gsub(/&lt;/, "<", value)
    gsub(/&gt;/, ">", value)
    gsub(/&amp;/, "\\&", value)
    return value
}

/<testcase / {
    test = attribute("name")
    class = attribute("classname")
    sub(/^.*\./, "", class)
}

# What AssertJ says of an assumption begins in the second line, and may have several.
saying {
    if (/^[ \t]*at / || /\]\]>/) {
        say(why)
    } else {
        sub(/^assumption was not met due to: */, "")
        gsub(/^[ \t]+|[ \t]+$/, "")
        why = why (why == "" || $0 == "" ? "" : " ") $0
    }
}

/<skipped/ {
    why = attribute("message")
    if (why == "" && sub(/^.*<!\[CDATA\[/, "")) {
        # The first line of the exception that a failed assumption throws.
        why = $0
        sub(/\]\]>.*/, "", why)
        sub(/^[A-Za-z0-9_.$]+: */, "", why)
        sub(/^Assumption failed: /, "", why)
        if (why == "" && !/\]\]>/) {
            saying = 1
            next
        }
    }
    say(why)
}

function say(why) {
    saying = 0
    print "  " class "." test ": " (why == "" ? "no reason given" : substr(why, 1, 200))
}
