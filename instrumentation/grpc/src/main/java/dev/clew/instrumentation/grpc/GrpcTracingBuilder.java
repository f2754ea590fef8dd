package dev.clew.instrumentation.grpc;

import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What {@link GrpcTracing} records beyond the defaults. Threads: one at a time. */
public final class GrpcTracingBuilder {
    private final OpenTelemetry openTelemetry;
    private final List<String> requestHeaders = new ArrayList<>();
    private final List<String> responseHeaders = new ArrayList<>();
    private final List<String> responseTrailers = new ArrayList<>();
    private Predicate<String> knownMethods = method -> true;
    private boolean messageEvents;
    private boolean traceBin;

    GrpcTracingBuilder(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
    }

    /**
     * Records metadata of requests, as {@code rpc.request.header.<name>}; none by default. Values of a binary header, one whose
     * name ends in {@code -bin}, are recorded in base64. Whoever names a header with credentials gets them into spans.
     *
     * @throws IllegalArgumentException if a name is null or none that metadata can have
     */
    public GrpcTracingBuilder captureRequestHeaders(String... names) {
        addTo(requestHeaders, names);
        return this;
    }

    /**
     * Records metadata that comes before the response, as {@code rpc.response.header.<name>}; none by default.
     *
     * @throws IllegalArgumentException if a name is null or none that metadata can have
     */
    public GrpcTracingBuilder captureResponseHeaders(String... names) {
        addTo(responseHeaders, names);
        return this;
    }

    /**
     * Records metadata that comes with the status, as {@code rpc.response.trailer.<name>}; none by default.
     *
     * @throws IllegalArgumentException if a name is null or none that metadata can have
     */
    public GrpcTracingBuilder captureResponseTrailers(String... names) {
        addTo(responseTrailers, names);
        return this;
    }

    /**
     * Whether each message of a streaming call becomes an event {@code rpc.message}, with its direction and its number; false by
     * default. Unary calls have none, as the conventions say. A span holds as many events as the SDK's limit allows.
     */
    public GrpcTracingBuilder setMessageEvents(boolean messageEvents) {
        this.messageEvents = messageEvents;
        return this;
    }

    /**
     * Which full method names, as in {@code shop.Inventory/Reserve}, may name spans; all by default. Others are called
     * {@code _OTHER}. For proxies, whose methods are whatever strangers call. What the predicate throws is logged, and the call
     * has no span.
     *
     * @throws IllegalArgumentException if {@code knownMethods} is null
     */
    public GrpcTracingBuilder setKnownMethods(Predicate<String> knownMethods) {
        this.knownMethods = GrpcTracing.notNull("knownMethods", knownMethods);
        return this;
    }

    /**
     * Whether the header {@code grpc-trace-bin}, of OpenCensus, is written beside what the propagators write, and read when they
     * find nothing; false by default. For peers that know no other.
     */
    public GrpcTracingBuilder setTraceBin(boolean traceBin) {
        this.traceBin = traceBin;
        return this;
    }

    /** Tracing with what was set until now. */
    public GrpcTracing build() {
        return new GrpcTracing(
                openTelemetry,
                new GrpcOptions(
                        new CapturedMetadata(requestHeaders, RpcAttributes::requestHeader),
                        new CapturedMetadata(responseHeaders, RpcAttributes::responseHeader),
                        new CapturedMetadata(responseTrailers, RpcAttributes::responseTrailer),
                        knownMethods,
                        new GrpcOptions.Switches(messageEvents, traceBin)));
    }

    private static void addTo(List<String> list, String... names) {
        for (String name : GrpcTracing.notNull("names", names)) {
            try {
                list.add(HeaderKey.of(GrpcTracing.notNull("name", name)).name());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("name must be one that metadata can have: name=" + name, e);
            }
        }
    }
}
