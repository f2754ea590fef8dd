package dev.clew.examples.shop;

/** Replaced by the first real type of the package. */
public final class Placeholder {
    private Placeholder() {}
}
