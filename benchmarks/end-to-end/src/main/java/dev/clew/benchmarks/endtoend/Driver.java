package dev.clew.benchmarks.endtoend;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The process that makes spans: some to get warm, then, when it is told to go on, those that count. Between the two everything
 * is sent, so that the other side can be asked where its count stands.
 */
final class Driver {
    private static final long FLUSH_SECONDS = 60;
    private static final long HURRY_SECONDS = 3;
    private static final long RATE_BEFORE_REST = 1_000;

    private final Running sdk;
    private final List<Callable<Long>> hurry;
    private final List<Callable<Long>> warmUp;
    private final List<Callable<Long>> measured;
    private final ExecutorService threads;

    private Driver(Cell cell, int port, long warmSeconds, long seconds) {
        sdk = Running.start(cell.subject(), port, cell.compression());
        threads = Executors.newFixedThreadPool(cell.threads());
        long rate = cell.isAtRest() ? Cell.AT_REST : cell.rate() / cell.threads();
        // First as fast as it can, so that the compiler has seen everything often, then as in the measurement.
        long hurryRate = cell.isAtRest() ? RATE_BEFORE_REST : Cell.FLAT_OUT;
        // What rests has worked before.
        long warmRate = cell.isAtRest() ? RATE_BEFORE_REST : rate;
        hurry = Collections.nCopies(cell.threads(), task(cell, hurryRate, HURRY_SECONDS));
        warmUp = Collections.nCopies(cell.threads(), task(cell, warmRate, warmSeconds));
        measured = Collections.nCopies(cell.threads(), task(cell, rate, seconds));
    }

    private Callable<Long> task(Cell cell, long spansPerSecond, long seconds) {
        if (cell.subject() == Subject.NOTHING || spansPerSecond == Cell.AT_REST) {
            return () -> {
                Rest.seconds(seconds);
                return 0L;
            };
        }
        Load load = new Load(sdk.provider(), cell.shape());
        return () -> load.run(spansPerSecond, TimeUnit.SECONDS.toNanos(seconds));
    }

    /** Runs one cell: its description, the sink's port, seconds to get warm, seconds that count. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        new Driver(Cell.parse(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]))
                .run();
        System.exit(0); // whatever threads an SDK leaves
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        make(hurry);
        make(warmUp);
        boolean unused = waited(sdk.flush().get());
        Child.say(new Figures());
        if (orders.readLine() == null) {
            return; // whoever asked is gone
        }
        long lostBefore = sdk.counted().getAsLong();
        Figures before = Cost.soFar();
        long made = make(measured);
        boolean flushed = waited(sdk.flush().get());
        Figures result = Cost.soFar().since(before);
        result.put("made", made);
        result.put("flushed", flushed ? 1 : 0);
        Cost.addPeaks(result);
        result.put("closed", waited(sdk.shutdown().get()) ? 1 : 0);
        result.put("counted", sdk.counted().getAsLong() - lostBefore);
        Child.say(result);
    }

    private long make(List<Callable<Long>> tasks) throws InterruptedException, ExecutionException {
        long made = 0;
        for (Future<Long> done : threads.invokeAll(tasks)) {
            made += done.get();
        }
        return made;
    }

    private static boolean waited(CompletableResultCode result) {
        return result.join(FLUSH_SECONDS, TimeUnit.SECONDS).isSuccess();
    }
}
