package dev.clew.it;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.shop.Traffic.Checkout;
import dev.clew.it.parts.DrawnSpan;
import dev.clew.it.parts.Jaeger;
import dev.clew.it.parts.RealJaeger;
import dev.clew.it.parts.StoredSpan;
import java.io.IOException;
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
        "storefront 3 POST",
        "orders 2 POST /orders",
        "orders 1 place order",
        "orders 3 POST",
        "inventory 2 POST /reservations",
        "inventory 1 reserve item"
    };

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
        assertThat(run.traces().values())
                .allSatisfy(trace -> assertThat(trace.stream().map(ShopJaegerIT::identity))
                        .containsExactlyInAnyOrder(SPANS_OF_A_CHECKOUT));
        assertThat(run.spans().stream().map(StoredSpan::spanId))
                .doesNotHaveDuplicates()
                .hasSize(REQUESTS * SPANS_OF_A_CHECKOUT.length);
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
        Map<String, String> parents = Map.of(
                "storefront 1 price cart", "storefront 2 POST /checkout",
                "storefront 3 POST", "storefront 2 POST /checkout",
                "orders 2 POST /orders", "storefront 3 POST",
                "orders 1 place order", "orders 2 POST /orders",
                "orders 3 POST", "orders 1 place order",
                "inventory 2 POST /reservations", "orders 3 POST",
                "inventory 1 reserve item", "inventory 2 POST /reservations");
        assertThat(run.traces().values()).allSatisfy(trace -> {
            Map<String, String> byId = trace.stream().collect(toMap(StoredSpan::spanId, ShopJaegerIT::identity));
            assertThat(trace.stream()
                            .filter(span -> !span.parentSpanId().isEmpty())
                            .collect(toMap(
                                    ShopJaegerIT::identity, span -> byId.getOrDefault(span.parentSpanId(), "nobody"))))
                    .isEqualTo(parents);
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
                .filteredOn(span -> span.service().equals("inventory"))
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
        assertThat(failed).hasSize(REQUESTS / 20).allSatisfy(span -> {
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
    void httpSpansCarryTheConventionsAttributes() {
        assertThat(run.spans())
                .filteredOn(span -> span.kind() == SERVER)
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("http.request.method", "POST")
                        .containsEntry("url.scheme", "http")
                        .containsEntry("server.address", "127.0.0.1")
                        .containsKeys("http.response.status_code", "http.route", "url.path", "server.port"));
        assertThat(run.spans())
                .filteredOn(span -> span.kind() == CLIENT)
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("http.request.method", "POST")
                        .containsEntry("server.address", "127.0.0.1")
                        .containsKeys("http.response.status_code", "url.full", "server.port"));
    }

    @Test
    void everySpanSaysWhichProcessAndWhichCodeMadeIt() {
        assertThat(run.spans()).allSatisfy(span -> {
            assertThat(span.resource())
                    .containsEntry("telemetry.sdk.language", "java")
                    .containsKeys("service.instance.id", "host.name", "process.pid", "telemetry.sdk.name");
            assertThat(span.scopeName())
                    .isEqualTo(
                            switch ((int) span.kind()) {
                                case INTERNAL -> "dev.clew.examples.shop";
                                case SERVER -> "dev.clew.jdk-http";
                                default -> "dev.clew.okhttp";
                            });
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
            assertThat(page)
                    .hasSize(SPANS_OF_A_CHECKOUT.length)
                    .allSatisfy(span -> assertThat(span.warnings()).isEmpty());
            assertThat(page.stream().map(DrawnSpan::service).distinct())
                    .containsExactlyInAnyOrderElementsOf(ShopRun.SERVICES);
            // All but the cart's span see the failure: it goes up through every hop.
            assertThat(page.stream().filter(DrawnSpan::isError))
                    .hasSize(checkout.status() == 200 ? 0 : SPANS_OF_A_CHECKOUT.length - 1);
        });
    }

    private static String identity(StoredSpan span) {
        return span.service() + " " + span.kind() + " " + span.name();
    }

    private static List<String> eventNames(StoredSpan span) {
        return span.events().stream().map(StoredSpan.Event::name).toList();
    }
}
