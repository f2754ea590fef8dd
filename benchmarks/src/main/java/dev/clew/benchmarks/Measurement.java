package dev.clew.benchmarks;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * One benchmark on one SDK, as JMH's JSON has it.
 *
 * @param type simple name of the benchmark's class
 * @param name of the benchmark's method, with its parameters but for the SDK
 * @param nanos for one operation: the median of the forks' means
 * @param spread half of what is between the fastest and the slowest fork, or iteration when there was one fork; nanoseconds
 * @param callerBytes allocated by the calling threads for one operation; NaN where the JVM does not count them
 * @param allBytes allocated by all threads of the process for one operation; NaN when nobody asked
 * @param lostPercent of the spans never reached the exporter; NaN where none are made, or they cannot be lost
 */
record Measurement(
        String type,
        String name,
        Sdk sdk,
        double nanos,
        double spread,
        double callerBytes,
        double allBytes,
        double lostPercent) {
    private static final Gson GSON = new Gson();
    private static final String SDK = "sdk";
    private static final String BRAVE = "Brave";

    static Measurement of(JsonObject result) {
        String[] names = result.get("benchmark").getAsString().split("\\.");
        String type = names[names.length - 2];
        JsonObject metric = result.getAsJsonObject("primaryMetric");
        if (!metric.get("scoreUnit").getAsString().equals("ns/op")) {
            throw new IllegalArgumentException("times must be in ns/op: scoreUnit=" + metric.get("scoreUnit"));
        }
        double[] samples = samples(GSON.fromJson(metric.get("rawData"), double[][].class));
        Map<String, String> params = params(result);
        String sdk = params.remove(SDK);
        boolean brave = type.startsWith(BRAVE);
        return new Measurement(
                brave ? type.substring(BRAVE.length()) : type,
                names[names.length - 1] + text(params),
                brave ? Sdk.BRAVE : sdk == null ? Sdk.NOOP : Sdk.valueOf(sdk),
                median(samples),
                (samples[samples.length - 1] - samples[0]) / 2,
                secondary(result, CallerProfiler.BYTES),
                secondary(result, "gc.alloc.rate.norm"),
                secondary(result, CallerProfiler.LOST));
    }

    /** The means of the forks, or the iterations of the only one; sorted. */
    private static double[] samples(double[][] forks) {
        DoubleStream samples = forks.length == 1
                ? DoubleStream.of(forks[0])
                : Arrays.stream(forks)
                        .mapToDouble(fork -> DoubleStream.of(fork).average().orElseThrow());
        return samples.sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Map<String, String> params(JsonObject result) {
        Map<String, String> params = new TreeMap<>();
        if (result.has("params")) {
            result.getAsJsonObject("params")
                    .entrySet()
                    .forEach(
                            param -> params.put(param.getKey(), param.getValue().getAsString()));
        }
        return params;
    }

    private static String text(Map<String, String> params) {
        StringBuilder text = new StringBuilder();
        params.forEach((key, value) -> text.append(", ").append(key).append('=').append(value));
        return text.toString();
    }

    private static double secondary(JsonObject result, String name) {
        JsonObject metrics = result.getAsJsonObject("secondaryMetrics");
        return metrics != null && metrics.has(name)
                ? metrics.getAsJsonObject(name).get("score").getAsDouble()
                : Double.NaN;
    }

    /** The bytes of the caller where they are known, of all threads otherwise. */
    double bytes() {
        return Double.isNaN(callerBytes) ? allBytes : callerBytes;
    }
}
