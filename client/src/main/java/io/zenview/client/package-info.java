/// Downloads and uploads over HTTP that can be resumed and are verified.
@NullMarked
package io.zenview.client;

import org.jspecify.annotations.NullMarked;
