package dev.clew.it;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.shop.Traffic.Checkout;
import dev.clew.it.parts.DrawnSpan;
import dev.clew.it.parts.Jaeger;
import dev.clew.it.parts.RealJaeger;
import dev.clew.it.parts.StoredSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand requests through three processes, 32 at a time, read back from a real Jaeger span by span. */
@ExtendWith(RealJaeger.class)
class ShopJaegerIT {
    private static final int REQUESTS = 1_000;
    private static final int CONCURRENCY = 32;
    private static final int USERS = 5;

    private static final int INTERNAL = 1;
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int ERROR = 2;

    /** Service, kind and name of every span of a checkout. */
    private static final String[] SPANS_OF_A_CHECKOUT = {
        "storefront 2 POST /checkout",
        "storefront 1 price cart",
        "storefront 3 GET",
        "orders 2 GET /orders/last",
        "storefront 3 POST",
        "orders 2 POST /orders",
        "orders 1 place order",
        "orders 3 shop.Inventory/Reserve",
        "inventory 2 shop.Inventory/Reserve",
        "inventory 1 reserve item"
    };

    /** And what is there besides, when the warehouse is open. */
    private static final Set<String> STATEMENTS = Set.of("inventory 3 UPDATE stock", "inventory 3 SELECT stock");

    private static final int FAILING = REQUESTS / 20;

    private static Jaeger jaeger;
    private static ShopRun run;

    @BeforeAll
    static void sendTraffic(Jaeger realJaeger) throws IOException, InterruptedException {
        jaeger = realJaeger;
        run = ShopRun.of(REQUESTS, CONCURRENCY, realJaeger);
    }

    @Test
    void everyCheckoutIsATraceOfItsOwn() {
        Set<String> answered = run.checkouts().stream().map(Checkout::traceId).collect(Collectors.toSet());
        assertThat(answered).hasSize(REQUESTS);
        assertThat(run.traces().keySet()).isEqualTo(answered);
    }

    @Test
    void everySpanIsThereAndNoneTwice() {
        assertThat(run.traces()).allSatisfy((id, trace) -> {
            List<String> expected = new ArrayList<>(List.of(SPANS_OF_A_CHECKOUT));
            expected.addAll(run.checkout(id).status() == 200 ? STATEMENTS : Set.of());
            assertThat(trace.stream().map(ShopJaegerIT::identity)).containsExactlyInAnyOrderElementsOf(expected);
        });
        assertThat(run.spans().stream().map(StoredSpan::spanId))
                .doesNotHaveDuplicates()
                .hasSize(REQUESTS * SPANS_OF_A_CHECKOUT.length + (REQUESTS - FAILING) * STATEMENTS.size());
    }

    @Test
    void theLedgersOfTheServicesAgreeWithWhatIsStored() {
        assertThat(run.ledgers().keySet()).containsExactlyInAnyOrderElementsOf(ShopRun.SERVICES);
        run.ledgers().forEach((service, ledger) -> {
            long stored = run.spans().stream()
                    .filter(span -> span.service().equals(service))
                    .count();
            assertThat(ledger.get("recorded")).as(service).isEqualTo(stored);
            assertThat(ledger.get("delivered")).as(service).isEqualTo(stored);
            assertThat(ledger.get("lost")).as(service).isZero();
            assertThat(ledger.get("held")).as(service).isZero();
        });
    }

    @Test
    void everySpanHangsUnderTheOneThatCausedIt() {
        Map<String, String> parents = Map.ofEntries(
                entry("storefront 1 price cart", "storefront 2 POST /checkout"),
                entry("storefront 3 GET", "storefront 2 POST /checkout"),
                entry("orders 2 GET /orders/last", "storefront 3 GET"),
                entry("storefront 3 POST", "storefront 2 POST /checkout"),
                entry("orders 2 POST /orders", "storefront 3 POST"),
                entry("orders 1 place order", "orders 2 POST /orders"),
                entry("orders 3 shop.Inventory/Reserve", "orders 1 place order"),
                entry("inventory 2 shop.Inventory/Reserve", "orders 3 shop.Inventory/Reserve"),
                entry("inventory 1 reserve item", "inventory 2 shop.Inventory/Reserve"),
                entry("inventory 3 UPDATE stock", "inventory 1 reserve item"),
                entry("inventory 3 SELECT stock", "inventory 1 reserve item"));
        assertThat(run.traces().values()).allSatisfy(trace -> {
            Map<String, String> byId = trace.stream().collect(toMap(StoredSpan::spanId, ShopJaegerIT::identity));
            assertThat(trace)
                    .filteredOn(span -> !span.parentSpanId().isEmpty())
                    .allSatisfy(span -> assertThat(parents)
                            .containsEntry(identity(span), byId.getOrDefault(span.parentSpanId(), "nobody")));
        });
    }

    @Test
    void everySpanIsSampledAndSaysWhetherItsParentIsInAnotherProcess() {
        assertThat(run.spans()).allSatisfy(span -> {
            boolean remoteParent = span.kind() == SERVER && !span.service().equals("storefront");
            assertThat(span.flags() & 0x01).isEqualTo(1);
            assertThat(span.flags() & 0x300).isEqualTo(remoteParent ? 0x300 : 0x100);
        });
    }

    @Test
    void everySpanEndsAfterItStarts() {
        assertThat(run.spans())
                .allSatisfy(span -> assertThat(span.endEpochNanos()).isGreaterThan(span.startEpochNanos()));
    }

    @Test
    void aLocalSpanLiesWithinItsParent() {
        assertThat(run.traces().values()).allSatisfy(trace -> {
            Map<String, StoredSpan> byId = trace.stream().collect(toMap(StoredSpan::spanId, span -> span));
            assertThat(trace).filteredOn(span -> span.kind() != SERVER).allSatisfy(span -> {
                StoredSpan parent = requireNonNull(byId.get(span.parentSpanId()));
                assertThat(span.startEpochNanos()).isGreaterThanOrEqualTo(parent.startEpochNanos());
                assertThat(span.endEpochNanos()).isLessThanOrEqualTo(parent.endEpochNanos());
            });
        });
    }

    @Test
    void aServerStartsAfterTheCallThatCausedIt() {
        long clockReadingsApart = 5_000_000;
        assertThat(run.traces().values()).allSatisfy(trace -> {
            Map<String, StoredSpan> byId = trace.stream().collect(toMap(StoredSpan::spanId, span -> span));
            assertThat(trace)
                    .filteredOn(span ->
                            span.kind() == SERVER && !span.parentSpanId().isEmpty())
                    .allSatisfy(span -> assertThat(span.startEpochNanos())
                            .isGreaterThan(requireNonNull(byId.get(span.parentSpanId()))
                                            .startEpochNanos()
                                    - clockReadingsApart));
        });
    }

    @Test
    void theLastServiceKnowsTheUserFromBaggage() {
        assertThat(run.spans())
                .filteredOn(span -> span.service().equals("inventory") && span.kind() != CLIENT)
                .hasSize(2 * REQUESTS)
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("user.id", run.checkout(span.traceId()).user()));
    }

    @Test
    void oneInTenIsSlowAndSaysWhy() {
        List<StoredSpan> slow = run.spans().stream()
                .filter(span -> eventNames(span).contains("the warehouse is busy"))
                .toList();
        assertThat(slow)
                .hasSize(REQUESTS / 10)
                .allSatisfy(span -> assertThat((span.endEpochNanos() - span.startEpochNanos()) / 1_000_000)
                        .isGreaterThanOrEqualTo(100));
    }

    @Test
    void oneInTwentyFailsWithTheExceptionThatCausedIt() {
        List<StoredSpan> failed = run.spans().stream()
                .filter(span -> eventNames(span).contains("exception"))
                .toList();
        assertThat(failed).hasSize(FAILING).allSatisfy(span -> {
            assertThat(identity(span)).isEqualTo("inventory 1 reserve item");
            assertThat(span.statusCode()).isEqualTo(ERROR);
            assertThat(span.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.attributes())
                            .containsEntry("exception.message", "the warehouse is closed")
                            .hasEntrySatisfying(
                                    "exception.type",
                                    type -> assertThat((String) type).endsWith("ClosedException"))
                            .hasEntrySatisfying(
                                    "exception.stacktrace",
                                    stack -> assertThat((String) stack).contains("Warehouse.take(")));
        });
    }

    @Test
    void eventsCarryTheirAttributesAndLieWithinTheirSpan() {
        assertThat(run.spans())
                .filteredOn(span -> span.name().equals("price cart"))
                .allSatisfy(span -> assertThat(span.events()).singleElement().satisfies(event -> {
                    assertThat(event.name()).isEqualTo("priced");
                    assertThat(event.attributes().get("shop.total")).isInstanceOf(Double.class);
                    assertThat(event.epochNanos()).isBetween(span.startEpochNanos(), span.endEpochNanos());
                }));
    }

    @Test
    void anOrderLinksToTheSameUsersOrderBefore() {
        Map<String, StoredSpan> byId = run.spans().stream().collect(toMap(StoredSpan::spanId, span -> span));
        List<StoredSpan> linked =
                run.spans().stream().filter(span -> !span.links().isEmpty()).toList();
        assertThat(linked).hasSize(REQUESTS - USERS).allSatisfy(span -> {
            StoredSpan before = requireNonNull(byId.get(span.links().get(0).spanId()));
            assertThat(before.name()).isEqualTo("place order");
            assertThat(before.traceId()).isEqualTo(span.links().get(0).traceId());
            assertThat(run.checkout(before.traceId()).user())
                    .isEqualTo(run.checkout(span.traceId()).user());
        });
    }

    @Test
    void spansCarryTheConventionsAttributes() {
        assertThat(spansOf("dev.clew.jdk-http"))
                .hasSize(3 * REQUESTS)
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("url.scheme", "http")
                        .containsEntry("server.address", "127.0.0.1")
                        .containsKeys("http.request.method", "http.response.status_code", "http.route", "server.port"));
        for (String client : List.of("dev.clew.okhttp", "dev.clew.jdk-httpclient")) {
            assertThat(spansOf(client))
                    .hasSize(REQUESTS)
                    .allSatisfy(span -> assertThat(span.attributes())
                            .containsEntry("server.address", "127.0.0.1")
                            .containsKeys("http.request.method", "http.response.status_code", "url.full"));
        }
        assertThat(spansOf("dev.clew.grpc"))
                .hasSize(2 * REQUESTS)
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("rpc.system.name", "grpc")
                        .containsEntry("rpc.method", "shop.Inventory/Reserve")
                        .containsKeys("rpc.status_code", "server.address", "server.port"));
        assertThat(spansOf("dev.clew.jdbc"))
                .hasSize(2 * (REQUESTS - FAILING))
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("db.system.name", "h2database")
                        .containsEntry("db.collection.name", "stock")
                        .containsKeys("db.query.text", "db.operation.name"));
    }

    private static List<StoredSpan> spansOf(String scope) {
        return run.spans().stream()
                .filter(span -> span.scopeName().equals(scope))
                .toList();
    }

    @Test
    void everyLogLineOfARequestNamesItsTraceAndSpan() {
        Map<String, String> traceOfSpan = run.spans().stream().collect(toMap(StoredSpan::spanId, StoredSpan::traceId));
        assertThat(run.logLines())
                .hasSizeBetween(2 * REQUESTS, 3 * REQUESTS)
                .allSatisfy(line -> assertThat(traceOfSpan).containsEntry(line.spanId(), line.traceId()));
    }

    @Test
    void everySpanSaysWhichProcessAndWhichCodeMadeIt() {
        assertThat(run.spans()).allSatisfy(span -> {
            assertThat(span.resource())
                    .containsEntry("telemetry.sdk.language", "java")
                    .containsKeys("service.instance.id", "host.name", "process.pid", "telemetry.sdk.name");
            assertThat(span.scopeName().equals("dev.clew.examples.shop")).isEqualTo(span.kind() == INTERNAL);
        });
        assertThat(run.spans().stream()
                        .map(span -> span.resource().get("service.instance.id"))
                        .distinct())
                .hasSameSizeAs(ShopRun.SERVICES);
    }

    @Test
    void jaegersPageWarnsOfNothingAndMarksExactlyTheErrors() {
        assertThat(run.checkouts()).allSatisfy(checkout -> {
            List<DrawnSpan> page = jaeger.query().page(checkout.traceId());
            boolean placed = checkout.status() == 200;
            assertThat(page)
                    .hasSize(SPANS_OF_A_CHECKOUT.length + (placed ? STATEMENTS.size() : 0))
                    .allSatisfy(span -> assertThat(span.warnings()).isEmpty());
            assertThat(page.stream().map(DrawnSpan::service).distinct())
                    .containsExactlyInAnyOrderElementsOf(ShopRun.SERVICES);
            // The failure goes up through every hop; the cart and the question for the last order do not see it.
            assertThat(page.stream().filter(DrawnSpan::isError)).hasSize(placed ? 0 : SPANS_OF_A_CHECKOUT.length - 3);
        });
    }

    private static String identity(StoredSpan span) {
        return span.service() + " " + span.kind() + " " + span.name();
    }

    private static List<String> eventNames(StoredSpan span) {
        return span.events().stream().map(StoredSpan.Event::name).toList();
    }
}
