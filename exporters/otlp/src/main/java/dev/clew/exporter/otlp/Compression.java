package dev.clew.exporter.otlp;

/** How a request's body is compressed. */
public enum Compression {
    /** Not at all: costs no CPU, and is right where the network is free. */
    NONE,
    /** gzip at its fastest level, on the sender's own thread. */
    GZIP
}
