/**
 * How encoded spans leave: batches, destinations that retry and bound them, and the account of what became of each span. For
 * exporters, which implement {@link dev.clew.sdk.export.BatchSender}. Threads: everything here runs on {@code clew-drain}
 * unless its type says otherwise.
 */
@NullMarked
package dev.clew.sdk.export;

import org.jspecify.annotations.NullMarked;
