package dev.clew.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ViewerMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void process_printsItsTracesAndTotalsWhenItIsToldToEnd() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ViewerMain.class.getName(),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String listening = output.readLine();
            assertThat(listening).startsWith("Listening: OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:");
            String endpoint = listening.substring(listening.indexOf("http"));
            HttpRequest post = HttpRequest.newBuilder(URI.create(endpoint + "/v1/traces"))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(BodyPublishers.ofByteArray(Otlp.request(Otlp.span(1, 1, 0, "grüß"))))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(post, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);

            // Through the handle: Process.destroy() would close the output that is still to be read.
            assertThat(process.toHandle().destroy()).isTrue();

            assertThat(output.lines().collect(Collectors.joining("\n")))
                    .contains("trace " + Otlp.traceId(1), "grüß")
                    .endsWith("Spans received: 1, of which 0 made room for newer ones.");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void run_portThatIsTakenSaysWhichAndWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(1);
            assertThat(err.toString(UTF_8))
                    .startsWith("Port " + taken.getLocalPort() + " ")
                    .contains("--port N");
        }
    }

    @Test
    void run_helpShowsTheOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("--port N", "4318", "--max-spans N", "50000");
    }

    @Test
    void run_wrongArgumentsAreNamed() {
        assertThat(run("--prot", "1")).isEqualTo(2);
        assertThat(run("--port")).isEqualTo(2);
        assertThat(run("--port", "x")).isEqualTo(2);
        assertThat(run("--max-spans", "0")).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .contains("There is no such option: --prot\n")
                .contains("--port must be followed by a whole number: --port \n")
                .contains("--port must be followed by a whole number: --port x\n")
                .contains("maxSpans must be positive: maxSpans=0\n");
    }

    private int run(String... arguments) {
        return ViewerMain.run(arguments, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
