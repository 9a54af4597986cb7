/// An HTTP/1.1 origin: see [ContentStore].
@NullMarked
package io.zenview.server;

import org.jspecify.annotations.NullMarked;
