package dev.clew.instrumentation.jdkhttp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.http.contract.HttpServerContract;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class JdkHttpServerContractTest extends HttpServerContract {
    @Override
    protected TracedServer start(Setup setup) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        server.setExecutor(threads);
        server.createContext("/orders", exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    if (setup.deferred()) {
                        threads.execute(Context.current().wrap(() -> answerLater(exchange, setup)));
                    } else {
                        answer(exchange, setup);
                    }
                })
                .getFilters()
                .add(HttpServerTracing.filter(setup.openTelemetry(), setup.options()));
        server.start();
        return new TracedServer() {
            @Override
            public int port() {
                return server.getAddress().getPort();
            }

            @Override
            public void close() {
                server.stop(0);
                threads.shutdownNow();
            }
        };
    }

    private static void answerLater(HttpExchange exchange, Setup setup) {
        try {
            answer(exchange, setup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, Setup setup) throws IOException {
        Answer answer = setup.handler().handle(exchange.getRequestURI().toString());
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.code(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
