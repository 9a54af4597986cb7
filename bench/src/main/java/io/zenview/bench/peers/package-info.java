/// The same work through Zenview's views and through what people use instead.
@NullMarked
package io.zenview.bench.peers;

import org.jspecify.annotations.NullMarked;
