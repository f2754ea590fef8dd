package dev.clew.it;

import dev.clew.api.Tracing;
import dev.clew.sdk.ClewSdk;

/** A user's program that uses the starter, ends by itself and has nothing to be warned of. */
final class QuietProgram {
    private QuietProgram() {}

    public static void main(String[] args) {
        ClewSdk clew = ClewSdk.fromEnvironment();
        Tracing.of(clew, "quiet").run("outer", () -> Tracing.of(clew, "quiet").run("inner", () -> {}));
        System.out.println("runs on " + Runtime.version().feature());
    }
}
