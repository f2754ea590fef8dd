package dev.clew.sdk.export;

/** Some spans of an export were refused for good, the others taken: what a failed export says to be counted rightly. */
final class SpansRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int rejected;

    SpansRejectedException(int rejected) {
        super(rejected + " spans rejected", null, false, false);
        this.rejected = rejected;
    }

    int rejected() {
        return rejected;
    }
}
