package dev.clew.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.clew.tree.TraceTree;
import dev.clew.tree.TreePrinter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;

/** What a person may ask for, as plain text: {@code /} lists the newest traces, {@code /traces/{id}} draws one. Threads: any. */
final class PagesHandler implements HttpHandler {
    private static final String TRACES = "/traces/";
    private static final int NEWEST = 20;

    private final TraceStore store;
    private final TreePrinter printer = TreePrinter.create();

    PagesHandler(TraceStore store) {
        this.store = store;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                send(exchange, 405, "The method must be GET.\n");
            } else if (path.equals("/")) {
                send(exchange, 200, newest());
            } else if (path.startsWith(TRACES)) {
                sendTrace(exchange, store.trace(path.substring(TRACES.length())));
            } else {
                send(exchange, 404, "There is / and " + TRACES + "{id}.\n");
            }
        }
    }

    private String newest() {
        StringBuilder page =
                new StringBuilder("Clew viewer: ").append(store.totals()).append('\n');
        page.append("The newest traces; all of one is at ").append(TRACES).append("{id}.\n\n");
        for (List<SpanData> spans : store.newest(NEWEST)) {
            TraceTree.of(spans)
                    .forEach(tree ->
                            page.append(printer.withMaxSpans(1).print(tree)).append('\n'));
        }
        return page.toString();
    }

    private void sendTrace(HttpExchange exchange, List<SpanData> spans) throws IOException {
        if (spans.isEmpty()) {
            send(exchange, 404, "This trace is not here, or not any more.\n");
        } else {
            send(
                    exchange,
                    200,
                    printer.withMaxSpans(spans.size()).print(TraceTree.of(spans).get(0)));
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
