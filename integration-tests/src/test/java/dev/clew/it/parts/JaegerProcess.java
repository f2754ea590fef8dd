package dev.clew.it.parts;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jaeger as a program on loopback, on free ports, with a copy of the strategies that a test may change. */
final class JaegerProcess implements Jaeger {
    private static final List<String> PORTS = List.of(
            "JAEGER_OTLP_HTTP",
            "JAEGER_QUERY",
            "JAEGER_HEALTH",
            "JAEGER_OTLP_GRPC",
            "JAEGER_QUERY_GRPC",
            "JAEGER_SAMPLING_HTTP",
            "JAEGER_SAMPLING_GRPC",
            "JAEGER_ZIPKIN");

    private static final Path STRATEGIES = Path.of("target", "jaeger-strategies.json");

    private final Path program;
    private final Map<String, String> environment;
    private final ChildProcess process;
    private final JaegerQuery query;

    private JaegerProcess(Path program) {
        this.program = program;
        this.environment = environment();
        setStrategies(Jaeger.strategies());
        this.process = ChildProcess.start(
                "jaeger", List.of(program.toString(), "--config", "jaeger/config.yaml"), environment);
        this.query = new JaegerQuery(at("JAEGER_QUERY"));
    }

    /** Where the program is looked for: {@code -Dclew.it.jaeger}, {@code CLEW_JAEGER}, then the cache that the install script fills. */
    static Path place() {
        String named = System.getProperty("clew.it.jaeger", System.getenv("CLEW_JAEGER"));
        if (named != null) {
            return Path.of(named);
        }
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .orElse(System.getProperty("user.home") + "/.cache");
        return Path.of(cache, "clew", "jaeger-v" + VERSION, "jaeger");
    }

    static boolean isInstalled() {
        return Files.isExecutable(place());
    }

    static JaegerProcess start() {
        JaegerProcess jaeger = new JaegerProcess(place());
        try {
            await("Jaeger to be ready")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("Jaeger ended early, see target/logs/jaeger.log", () -> !jaeger.process.isAlive())
                    .until(() -> JaegerQuery.answers(jaeger.at("JAEGER_HEALTH").resolve("/status")));
            return jaeger;
        } catch (RuntimeException e) {
            jaeger.close();
            throw e;
        }
    }

    /** All it gets. Without the sampler it would trace itself, to whatever listens on the default port. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(FreePorts.named(PORTS));
        environment.put("JAEGER_STRATEGIES", STRATEGIES.toString());
        environment.put("OTEL_TRACES_SAMPLER", "always_off");
        return environment;
    }

    private URI at(String port) {
        return URI.create("http://127.0.0.1:" + environment.get(port));
    }

    @Override
    public URI otlpEndpoint() {
        return at("JAEGER_OTLP_HTTP");
    }

    @Override
    public JaegerQuery query() {
        return query;
    }

    @Override
    public URI samplingHttp() {
        return at("JAEGER_SAMPLING_HTTP");
    }

    @Override
    public URI samplingGrpc() {
        return at("JAEGER_SAMPLING_GRPC");
    }

    /** In one step, so that Jaeger never reads half of it. */
    @Override
    public void setStrategies(String json) {
        try {
            Path written = Files.writeString(STRATEGIES.resolveSibling("jaeger-strategies.new"), json);
            Files.move(written, STRATEGIES, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "Jaeger " + VERSION + " as a process, " + program;
    }
}
