package dev.clew.examples.shop;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Customers: sends a number of checkouts, several at a time, and keeps what was answered. */
public final class Traffic {
    /** The header in which every service names the trace of the request it answers. */
    public static final String TRACE_ID = "X-Trace-Id";

    private static final int USERS = 5;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI storefront;
    private final int requests;
    private final int concurrency;

    /** Traffic of the given number of requests, of which at most {@code concurrency} are under way at once. */
    public Traffic(URI storefront, int requests, int concurrency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be positive: concurrency=" + concurrency);
        }
        this.storefront = storefront;
        this.requests = requests;
        this.concurrency = concurrency;
    }

    /**
     * What was answered to one checkout.
     *
     * @param traceId of the request, in hex; empty when the storefront is not traced
     */
    public record Checkout(String user, int status, String traceId, long millis) {}

    /** Sends everything, writes progress and a summary, and returns the answers in the order of the requests. */
    public List<Checkout> run(PrintStream progress) throws IOException {
        ExecutorService customers = Executors.newFixedThreadPool(concurrency);
        try {
            List<Future<Checkout>> underWay = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                String user = "user-" + (1 + i % USERS);
                underWay.add(customers.submit(() -> checkout(user)));
            }
            List<Checkout> done = new ArrayList<>();
            for (Future<Checkout> checkout : underWay) {
                done.add(checkout.get());
                if (done.size() % Math.max(1, requests / 10) == 0) {
                    progress.println("traffic: " + done.size() + " of " + requests);
                }
            }
            progress.println(summary(done));
            return done;
        } catch (ExecutionException e) {
            throw new IOException("the storefront at " + storefront + " does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            customers.shutdownNow();
        }
    }

    private Checkout checkout(String user) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(storefront.resolve("/checkout?user=" + user))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Checkout(
                user,
                response.statusCode(),
                response.headers().firstValue(TRACE_ID).orElse(""),
                millis);
    }

    private static String summary(List<Checkout> done) {
        long failed = done.stream().filter(checkout -> checkout.status() != 200).count();
        return done.stream()
                .max(Comparator.comparingLong(Checkout::millis))
                .map(slowest -> "traffic: %d placed, %d failed; the slowest took %d ms, trace %s"
                        .formatted(done.size() - failed, failed, slowest.millis(), slowest.traceId()))
                .orElse("traffic: nothing was sent");
    }
}
