package dev.clew.benchmarks;

/** What JMH would write, as short as it can be. */
final class SampleResults {
    private final StringBuilder json = new StringBuilder();

    /** Adds a benchmark; the samples are as in JMH's {@code rawData}, a list for each fork. */
    SampleResults with(String benchmark, String params, String samples, String secondary) {
        json.append(json.isEmpty() ? "" : ",")
                .append("{\"benchmark\":\"dev.clew.benchmarks." + benchmark + "\",\"params\":{" + params + "},")
                .append("\"primaryMetric\":{\"scoreUnit\":\"ns/op\",\"rawData\":" + samples + "},")
                .append("\"secondaryMetrics\":{" + secondary + "}}");
        return this;
    }

    /** As {@link #with}, on the SDK and without bytes. */
    SampleResults on(Sdk sdk, String benchmark, double nanos) {
        return with(benchmark, sdk(sdk), "[[" + nanos + "]]", "");
    }

    static String sdk(Sdk sdk) {
        return "\"sdk\":\"" + sdk + '"';
    }

    static String bytes(int callers, int all) {
        return metric(CallerProfiler.BYTES, callers) + ',' + metric("gc.alloc.rate.norm", all);
    }

    static String metric(String name, double score) {
        return '"' + name + "\":{\"score\":" + score + '}';
    }

    Results read() {
        return Results.parse("[" + json + "]");
    }
}
