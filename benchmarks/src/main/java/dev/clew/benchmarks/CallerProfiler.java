package dev.clew.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What JMH's {@code gc} profiler cannot tell: the bytes that the threads that make spans allocate, without the exporting thread's,
 * and the share of spans that never reached the exporter. For virtual threads the JVM counts no bytes and there are none here.
 */
public final class CallerProfiler implements InternalProfiler {
    static final String BYTES = "caller.alloc.norm";
    static final String LOST = "spans.lost";
    private static final Set<String> QUEUES = Set.of(Sdk.OPENTELEMETRY.name(), Sdk.CLEW.name());
    // As JMH names the threads that run a benchmark.
    private static final String WORKER = "-jmh-worker-";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long bytesBefore;
    private long takenBefore;

    @Override
    public String getDescription() {
        return "bytes of the calling threads, and spans lost";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        takenBefore = Taken.spans();
        bytesBefore = callersBytes();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long bytes = callersBytes() - bytesBefore;
        long taken = Taken.spans() - takenBefore;
        long operations = result.getMetadata().getAllOps();
        List<Result<?>> results = new ArrayList<>();
        if (bytes > 0 && operations > 0) {
            results.add(new ScalarResult(BYTES, (double) bytes / operations, "B/op", AggregationPolicy.AVG));
        }
        long made = spansPerOperation(benchmark.getBenchmark()) * operations;
        if (made > 0 && QUEUES.contains(benchmark.getParam("sdk"))) {
            // Negative when the iteration before left more in the queues than this one: that evens out in the mean.
            results.add(new ScalarResult(LOST, 100.0 * (made - taken) / made, "%", AggregationPolicy.AVG));
        }
        return results;
    }

    private long callersBytes() {
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains(WORKER)) {
                sum += Math.max(0, threads.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return sum;
    }

    private static int spansPerOperation(String benchmark) {
        int dot = benchmark.lastIndexOf('.');
        try {
            Spans spans = Class.forName(benchmark.substring(0, dot))
                    .getMethod(benchmark.substring(dot + 1))
                    .getAnnotation(Spans.class);
            return spans == null ? 0 : spans.value();
        } catch (ReflectiveOperationException e) {
            return 0; // A benchmark that is handed something; none of those makes spans.
        }
    }
}
