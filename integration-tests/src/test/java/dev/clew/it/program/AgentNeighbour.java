package dev.clew.it.program;

import com.sun.net.httpserver.HttpServer;
import dev.clew.api.Tracing;
import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An application that calls itself over HTTP, with spans of its own around the call and behind it: through a {@link ClewSdk} that
 * it made ({@code clew}), or through what {@link GlobalOpenTelemetry} has ({@code global}).
 */
public final class AgentNeighbour {
    private AgentNeighbour() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("clew")) {
            try (ClewSdk clew = ClewSdk.builderFromEnvironment().buildAndRegisterGlobal()) {
                work(clew);
                System.out.println("flushed: "
                        + clew.forceFlush().join(10, TimeUnit.SECONDS).isSuccess());
                System.out.println("recorded: " + clew.ledger().recorded());
                System.out.println("threads: " + threadsOfClew());
                System.out.println(
                        "closed: " + clew.shutdown().join(10, TimeUnit.SECONDS).isSuccess());
            }
        } else {
            work(GlobalOpenTelemetry.get());
        }
        GlobalOpenTelemetry.getTracer("late")
                .spanBuilder("afterwards")
                .startSpan()
                .end();
    }

    private static void work(OpenTelemetry otel) throws Exception {
        Tracing tracing = Tracing.of(otel, "shop");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", exchange -> {
            tracing.run("place order", () -> System.out.println("carried: " + carried(otel)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        URI orders = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders");
        HttpRequest request = HttpRequest.newBuilder(orders).build();
        int status = tracing.call(
                "checkout",
                () -> HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        System.out.println("answered: " + status);
        server.stop(0);
    }

    private static Map<String, String> carried(OpenTelemetry otel) {
        Map<String, String> headers = new TreeMap<>();
        otel.getPropagators().getTextMapPropagator().inject(Context.current(), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name, value);
            }
        });
        return headers;
    }

    private static List<String> threadsOfClew() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("clew-"))
                .toList();
    }
}
