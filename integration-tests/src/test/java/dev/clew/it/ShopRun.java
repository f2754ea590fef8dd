package dev.clew.it;

import static java.util.stream.Collectors.groupingBy;

import dev.clew.examples.shop.Shop;
import dev.clew.examples.shop.Traffic;
import dev.clew.examples.shop.Traffic.Checkout;
import dev.clew.it.parts.ChildProcess;
import dev.clew.it.parts.Jaeger;
import dev.clew.it.parts.StoredSpan;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One run of the shop: three processes, traffic, three orderly ends, and what Jaeger has of it.
 *
 * @param checkouts what was answered to each request
 * @param ledgers what each service said about its spans when it ended
 * @param logLines of the services that name a trace
 * @param traces every stored span in which a service of the shop took part, by trace id
 */
record ShopRun(
        List<Checkout> checkouts,
        Map<String, Ledger> ledgers,
        List<LogLine> logLines,
        Map<String, List<StoredSpan>> traces) {
    private static final Pattern IDS = Pattern.compile("trace_id=([0-9a-f]{32}) span_id=([0-9a-f]{16})");

    /**
     * Tells Jaeger's page that the services share a clock: it looks at this attribute only. A server ends its span after it has
     * answered, so after the caller's span, and without this the page takes that for a wrong clock and warns.
     */
    private static final String ONE_CLOCK = "ip=127.0.0.1";

    static final List<String> SERVICES = List.of("storefront", "orders", "inventory");

    static ShopRun of(int requests, int concurrency, Jaeger jaeger) throws IOException, InterruptedException {
        try (ChildProcess inventory = service("inventory", jaeger);
                ChildProcess orders = service("orders", jaeger, "--inventory", address(inventory));
                ChildProcess storefront = service("storefront", jaeger, "--orders", address(orders))) {
            URI shop = URI.create(address(storefront));
            List<Checkout> checkouts = new Traffic(shop, requests, concurrency).run(System.out);
            Map<String, Ledger> ledgers = new TreeMap<>();
            ledgers.put("storefront", end(storefront));
            ledgers.put("orders", end(orders));
            ledgers.put("inventory", end(inventory));
            List<LogLine> lines = Stream.of(storefront, orders, inventory)
                    .flatMap(service -> LogLine.in(service.output()))
                    .toList();
            return new ShopRun(checkouts, ledgers, lines, stored(jaeger));
        }
    }

    List<StoredSpan> spans() {
        return traces.values().stream().flatMap(List::stream).toList();
    }

    /** The checkout that the trace is about. */
    Checkout checkout(String traceId) {
        return checkouts.stream()
                .filter(checkout -> checkout.traceId().equals(traceId))
                .findAny()
                .orElseThrow();
    }

    private static ChildProcess service(String name, Jaeger jaeger, String... options) {
        List<String> command = Stream.concat(
                        Stream.of("-Xmx128m", Shop.class.getName(), name, "--port", "0"), Stream.of(options))
                .toList();
        return ChildProcess.java(
                name,
                command,
                Map.of(
                        "OTEL_SERVICE_NAME",
                        name,
                        "OTEL_EXPORTER_OTLP_PROTOCOL",
                        "http/protobuf",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        jaeger.otlpEndpoint().toString(),
                        "OTEL_RESOURCE_ATTRIBUTES",
                        ONE_CLOCK));
    }

    private static String address(ChildProcess service) {
        return service.awaitLine(service + " listens on ");
    }

    private static Ledger end(ChildProcess service) throws InterruptedException {
        service.stop();
        return Ledger.parse(service.awaitLine(service + " ends: "));
    }

    /** By each service, so that a trace which lost its first span is found too. */
    private static Map<String, List<StoredSpan>> stored(Jaeger jaeger) {
        Map<String, List<StoredSpan>> traces = new TreeMap<>();
        for (String service : SERVICES) {
            traces.putAll(jaeger.query().tracesOf(service).stream().collect(groupingBy(StoredSpan::traceId)));
        }
        return traces;
    }

    /** The ids of a line that a service logged. */
    record LogLine(String traceId, String spanId) {
        static Stream<LogLine> in(String log) {
            return IDS.matcher(log).results().map(ids -> new LogLine(ids.group(1), ids.group(2)));
        }
    }

    /** The counts of one service. */
    record Ledger(Map<String, Long> counts) {
        static Ledger parse(String line) {
            Map<String, Long> counts = new TreeMap<>();
            for (String pair : line.split(" ")) {
                String[] nameAndCount = pair.split("=");
                counts.put(nameAndCount[0], Long.parseLong(nameAndCount[1]));
            }
            return new Ledger(counts);
        }

        long get(String name) {
            return counts.getOrDefault(name, -1L);
        }
    }
}
