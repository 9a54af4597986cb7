/// Payloads of file and memory regions, senders and receivers.
@NullMarked
package io.zenview.transfer;

import org.jspecify.annotations.NullMarked;
