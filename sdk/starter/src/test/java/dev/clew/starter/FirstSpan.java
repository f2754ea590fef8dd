package dev.clew.starter;

import dev.clew.sdk.ClewSdk;

/** A program that loads a class of its own when its first span has ended: a mark in the JVM's log of classes. */
final class FirstSpan {
    private FirstSpan() {}

    public static void main(String[] args) {
        ClewSdk sdk = ClewSdk.fromEnvironment();
        sdk.getTracer("program", "1.0").spanBuilder("first").startSpan().end();
        Ended.now();
    }

    static final class Ended {
        private Ended() {}

        static void now() {
            Runtime.getRuntime().halt(0);
        }
    }
}
