package dev.clew.instrumentation.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The suite of every HTTP server on a servlet container, and with it what only servlets do. */
abstract class ServletContract extends ServletDispatchContract {
    @Override
    protected String route() {
        return "/orders/*";
    }

    @Override
    protected TracedServer start(Setup setup) throws IOException {
        TracingFilter filter = new TracingFilter(setup.openTelemetry(), setup.options());
        return container()
                .start(new Application()
                        .filter(filter, "/orders/*", Application.EVERY_DISPATCH)
                        .servlet("/orders/*", new Handled((request, response) -> handle(setup, request, response))));
    }

    private static void handle(Setup setup, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.getInputStream().readAllBytes();
        if (!setup.deferred()) {
            answer(setup, request, response);
            return;
        }
        AsyncContext async = request.startAsync();
        async.start(() -> {
            try {
                answer(setup, request, response);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            async.complete();
        });
    }

    private static void answer(Setup setup, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String query = request.getQueryString();
        Answer answer = setup.handler().handle(request.getRequestURI() + (query == null ? "" : "?" + query));
        response.setStatus(answer.code());
        answer.headers().forEach(response::addHeader);
        Handled.write(response, answer.body());
    }
}
