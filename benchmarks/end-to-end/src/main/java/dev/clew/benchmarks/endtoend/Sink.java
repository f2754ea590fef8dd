package dev.clew.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process that counts: receives OTLP over HTTP and gRPC until its input ends. It first says on which ports; of what it is told, {@code count}
 * is answered with the figures so far, {@code away} makes it refuse connections and {@code back} makes it listen again.
 */
final class Sink {
    private final Arrivals arrivals;
    private @Nullable HttpSink http;
    private @Nullable GrpcSink grpc;

    private Sink(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * Runs until standard input ends.
     *
     * @param args whether ids are checked for duplicates, and the delay of each answer in milliseconds
     */
    public static void main(String[] args) throws IOException {
        long delayNanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]));
        new Sink(new Arrivals(Boolean.parseBoolean(args[0]), delayNanos)).serve();
        System.exit(0); // cached threads would keep the process for another minute
    }

    private void serve() throws IOException {
        HttpSink firstHttp = new HttpSink(0, arrivals);
        GrpcSink firstGrpc = new GrpcSink(0, arrivals);
        http = firstHttp;
        grpc = firstGrpc;
        int httpPort = firstHttp.port();
        int grpcPort = firstGrpc.port();
        Figures ports = new Figures();
        ports.put("http", httpPort);
        ports.put("grpc", grpcPort);
        Child.say(ports);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String order;
        while ((order = orders.readLine()) != null) {
            switch (order) {
                case "count" -> {}
                case "away" -> stop();
                case "back" -> {
                    http = new HttpSink(httpPort, arrivals);
                    grpc = new GrpcSink(grpcPort, arrivals);
                }
                default -> throw new IllegalArgumentException("orders are count, away and back: order=" + order);
            }
            Child.say(arrivals.figures());
        }
        stop();
    }

    private void stop() {
        if (http != null) {
            http.close();
        }
        if (grpc != null) {
            grpc.close();
        }
    }
}
