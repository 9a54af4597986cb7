/// The `zenview` command and its subcommands.
@NullMarked
package io.zenview.cli;

import org.jspecify.annotations.NullMarked;
