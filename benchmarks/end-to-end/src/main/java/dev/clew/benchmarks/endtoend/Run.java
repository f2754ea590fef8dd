package dev.clew.benchmarks.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs one cell in two new processes. Threads: one. */
final class Run {
    private static final List<String> JVM = List.of("-Xmx2g", "-XX:-UseDynamicNumberOfCompilerThreads");

    private final Plan plan;
    private final boolean checkIds;
    private final long delayMillis;

    /** Runs as the plan says; the sink checks ids for duplicates, or not, and answers after the delay. */
    Run(Plan plan, boolean checkIds, long delayMillis) {
        this.plan = plan;
        this.checkIds = checkIds;
        this.delayMillis = delayMillis;
    }

    /** What happens to the sink meanwhile. */
    interface Events {
        void run(Child sink) throws IOException;
    }

    Measurement of(Cell cell) throws IOException {
        return of(cell, plan.seconds(), sink -> {});
    }

    Measurement of(Cell cell, long seconds, Events events) throws IOException {
        List<String> sinkArguments = List.of("" + checkIds, "" + delayMillis);
        // Without it the JDK's server waits 40 ms for an acknowledgement before it sends the rest of an answer.
        try (Child sink =
                new Child(Sink.class, List.of("-Xmx1g", "-Dsun.net.httpserver.nodelay=true"), sinkArguments)) {
            long port = sink.answer().get(cell.subject().isGrpc() ? "grpc" : "http");
            List<String> arguments = List.of(cell.toString(), "" + port, "" + plan.warmSeconds(), "" + seconds);
            List<String> options = new ArrayList<>(JVM);
            options.addAll(plan.jvmOptions());
            try (Child driver = new Child(Driver.class, options, arguments)) {
                driver.answer(); // it is warm
                Figures before = sink.ask("count");
                driver.tell("go");
                events.run(sink);
                Figures made = driver.answer();
                return new Measurement(cell, made, sink.ask("count").since(before));
            }
        }
    }
}
