package dev.clew.instrumentation.grpc;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * Which method of which server a call is for.
 *
 * @param method the full name, or {@code _OTHER}
 * @param originalMethod the full name where {@code method} hides it, or null
 * @param address the host, without brackets, or null when it is not known
 * @param port 0 when it is not known
 */
record CallTarget(
        String method,
        @Nullable String originalMethod,
        @Nullable String address,
        int port) {
    private static final String SYSTEM = "grpc";
    private static final String OTHER = "_OTHER";

    /** The target with the parts of an authority, {@code host}, {@code host:port} or {@code [address]:port}. */
    static CallTarget of(String fullMethodName, boolean known, @Nullable String authority) {
        String method = known ? fullMethodName : OTHER;
        String original = known ? null : fullMethodName;
        if (authority == null || authority.isEmpty()) {
            return new CallTarget(method, original, null, 0);
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > 0
                && (authority.indexOf(':') == colon || authority.charAt(colon - 1) == ']')
                && port(authority, colon + 1) > 0;
        String host = hasPort ? authority.substring(0, colon) : authority;
        boolean bracketed = host.length() > 2 && host.charAt(0) == '[' && host.charAt(host.length() - 1) == ']';
        return new CallTarget(
                method,
                original,
                bracketed ? host.substring(1, host.length() - 1) : host,
                hasPort ? port(authority, colon + 1) : 0);
    }

    /** What the span is called: few values, whatever a stranger calls. */
    String spanName() {
        return originalMethod == null ? method : SYSTEM;
    }

    void describe(SpanBuilder builder) {
        builder.setAttribute(RpcAttributes.RPC_SYSTEM_NAME, SYSTEM).setAttribute(RpcAttributes.RPC_METHOD, method);
        if (originalMethod != null) {
            builder.setAttribute(RpcAttributes.RPC_METHOD_ORIGINAL, originalMethod);
        }
        if (address != null) {
            builder.setAttribute(RpcAttributes.SERVER_ADDRESS, address);
        }
        if (port > 0) {
            builder.setAttribute(RpcAttributes.SERVER_PORT, (long) port);
        }
    }

    /** The server is left out of a server's own metrics: what the client calls it could be anything. */
    AttributesBuilder metricAttributes(SpanKind kind) {
        AttributesBuilder attributes =
                Attributes.builder().put(RpcAttributes.RPC_SYSTEM_NAME, SYSTEM).put(RpcAttributes.RPC_METHOD, method);
        if (kind == SpanKind.CLIENT && address != null) {
            attributes.put(RpcAttributes.SERVER_ADDRESS, address);
        }
        if (kind == SpanKind.CLIENT && port > 0) {
            attributes.put(RpcAttributes.SERVER_PORT, (long) port);
        }
        return attributes;
    }

    private static int port(String text, int start) {
        int port = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            port = port * 10 + digit;
            if (digit < 0 || digit > 9 || port > 65_535) {
                return 0;
            }
        }
        return port;
    }
}
