package dev.clew.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What an exception of 62 frames costs the thread that records it: the difference between the two. In bursts with rests between
 * them, since no service throws a million exceptions a second: flat out, every SDK is at the end of its queues.
 */
public class ExceptionBenchmark extends SdkBenchmark {
    private static final int BURST = 100;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Throwable thrown = DeepException.create();

    @Setup(Level.Invocation)
    public void rest() {
        LockSupport.parkNanos(this, REST_NANOS);
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void with(Blackhole kept) {
        for (int i = 0; i < BURST; i++) {
            kept.consume(shapes.exception(thrown));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void without(Blackhole kept) {
        for (int i = 0; i < BURST; i++) {
            kept.consume(shapes.bare());
        }
    }
}
