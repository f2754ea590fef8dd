package dev.clew.instrumentation.jdkhttp;

import com.sun.net.httpserver.HttpServer;
import dev.clew.instrumentation.http.contract.HttpServerContract;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class JdkHttpServerContractTest extends HttpServerContract {
    @Override
    protected TracedServer start(OpenTelemetry openTelemetry, Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        server.setExecutor(threads);
        server.createContext("/orders", exchange -> {
                    int code = handler.handle(exchange.getRequestURI().toString());
                    exchange.sendResponseHeaders(code, -1);
                    exchange.close();
                })
                .getFilters()
                .add(HttpServerTracing.filter(openTelemetry));
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
}
