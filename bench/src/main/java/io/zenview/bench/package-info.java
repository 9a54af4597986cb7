/// Microbenchmarks. Nothing here is shipped.
@NullMarked
package io.zenview.bench;

import org.jspecify.annotations.NullMarked;
