package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.HttpServerOptions;
import jakarta.servlet.FilterConfig;
import java.util.Arrays;

/** Options as a {@code web.xml} has them. */
final class InitParameters {
    private InitParameters() {}

    static HttpServerOptions options(FilterConfig config) {
        return HttpServerOptions.builder()
                .captureRequestHeaders(names(config, "captureRequestHeaders"))
                .captureResponseHeaders(names(config, "captureResponseHeaders"))
                .bodySizes(Boolean.parseBoolean(config.getInitParameter("bodySizes")))
                .serverTiming(Boolean.parseBoolean(config.getInitParameter("serverTiming")))
                .build();
    }

    private static String[] names(FilterConfig config, String parameter) {
        String names = config.getInitParameter(parameter);
        return names == null
                ? new String[0]
                : Arrays.stream(names.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toArray(String[]::new);
    }
}
