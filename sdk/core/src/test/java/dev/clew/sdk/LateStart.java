package dev.clew.sdk;

/** A process that builds an SDK when it exits already. */
final class LateStart {
    private LateStart() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try (ClewSdk sdk = ClewSdk.builder().setCloseOnExit(true).build()) {
                sdk.getTracer("late").spanBuilder("span").startSpan().end();
                System.out.println("recorded=" + sdk.ledger().recorded());
            }
        }));
    }
}
