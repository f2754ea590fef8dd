package dev.clew.instrumentation.kafka;

/**
 * What an application may choose.
 *
 * @param maxLinks how many records of a batch are looked at for a link, 0 or more
 */
record Settings(ProcessParent processParent, int maxLinks, boolean messageKey, boolean bodySize) {
    /** As many links as a span keeps unless it is told otherwise. */
    static final int LINKS_OF_A_SPAN = 128;
}
