package io.zenview.docs;

/// Holds what a fragment's expressions give against what stands behind them. Fragments of every
/// package call it, so it is public.
public final class HeldValue {
    private HeldValue() {}

    /// Complains on standard output, where nobody expects a word, if a value is another one.
    ///
    /// @param value what the expression gave
    /// @param said the comment: the value, perhaps with a comma and more behind it
    public static void hold(Object value, String said) {
        if (!said.equals(value.toString()) && !said.startsWith(value + ",")) {
            System.out.println(value + " is said to be " + said);
        }
    }
}
