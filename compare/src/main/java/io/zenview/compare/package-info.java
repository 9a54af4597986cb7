/// The comparisons as a library: run them, tabulate and plot what they measured.
///
/// In reading order:
///
/// | type | what it is |
/// |---|---|
/// | [io.zenview.compare.Comparison] | which there are, and how to run one |
/// | [io.zenview.compare.Settings], [io.zenview.compare.Progress], [io.zenview.compare.Python] | how large and how often, who is told, and with which interpreter |
/// | [io.zenview.compare.Result], [io.zenview.compare.Table] | what was measured, as figures and in words; [io.zenview.compare.TransferResult] and its kin have each sample |
/// | [io.zenview.compare.Report], [io.zenview.compare.Machine] | a page with charts, and the machine it was measured on |
@NullMarked
package io.zenview.compare;

import org.jspecify.annotations.NullMarked;
