package dev.clew.instrumentation.grpc;

import java.util.function.Predicate;

/** What {@link GrpcTracingBuilder} was told. */
record GrpcOptions(
        CapturedMetadata requestHeaders,
        CapturedMetadata responseHeaders,
        CapturedMetadata responseTrailers,
        Predicate<String> knownMethods,
        Switches switches) {

    record Switches(boolean messageEvents, boolean traceBin) {}
}
