package dev.clew.instrumentation.executors;

/** Closes what throws no checked exception, though its static type may. */
final class Closing {
    private Closing() {}

    static void close(AutoCloseable executor) {
        try {
            executor.close();
        } catch (RuntimeException unchanged) {
            throw unchanged;
        } catch (Exception checked) {
            throw new IllegalStateException("ExecutorService.close declares no checked exception", checked);
        }
    }
}
