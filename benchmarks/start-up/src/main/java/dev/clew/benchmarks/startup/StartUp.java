package dev.clew.benchmarks.startup;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Starts each program in turn, so many times, and prints the medians. A sink on loopback takes what they send. */
final class StartUp {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIB = 1024;

    private StartUp() {}

    /** Arguments: runs, class path of the starter, class path of everything, options of the JVMs. */
    public static void main(String[] args) throws IOException, InterruptedException, URISyntaxException {
        int runs = Integer.parseInt(args[0]);
        List<String> options = List.of(args).subList(3, args.length);
        Path programs = Path.of(StartUp.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path archives = Files.createTempDirectory("start-up");
        HttpServer sink = sink();
        String endpoint = "http://localhost:" + sink.getAddress().getPort();
        Map<Subject, List<Sample>> samples = new LinkedHashMap<>();
        try {
            for (Subject subject : subjects(jars(args[1]), jars(args[2]), archives)) {
                subject.train(programs, endpoint, options);
                subject.measure(programs, endpoint, options); // from now on the files are in memory
                samples.put(subject, new ArrayList<>());
            }
            for (int run = 0; run < runs; run++) {
                for (Map.Entry<Subject, List<Sample>> each : samples.entrySet()) {
                    each.getValue().add(each.getKey().measure(programs, endpoint, options));
                }
            }
        } finally {
            sink.stop(0);
            try (Stream<Path> files = Files.list(archives)) {
                files.map(Path::toFile).forEach(File::deleteOnExit);
            }
            archives.toFile().deleteOnExit();
        }
        print(samples, runs, options);
    }

    private static List<Subject> subjects(List<Path> starter, List<Path> everything, Path archives) {
        List<Path> openTelemetry = without(everything, "clew", "brave", "zipkin");
        Subject clew = new Subject("Clew from the environment", ClewFromEnvironment.class, starter, false, null);
        Subject theirs = new Subject(
                "OpenTelemetry autoconfigure", OpenTelemetryFromEnvironment.class, openTelemetry, false, null);
        return List.of(
                new Subject("a JVM that does nothing", Nothing.class, List.of(), false, null),
                clew,
                theirs,
                clew.untilReceived(),
                theirs.untilReceived(),
                clew.withArchive(archives.resolve("clew.jsa")),
                theirs.withArchive(archives.resolve("opentelemetry.jsa")),
                new Subject("Clew from code", ClewFromCode.class, without(starter, "clew-autoconfigure"), false, null),
                new Subject(
                        "OpenTelemetry from code",
                        OpenTelemetryFromCode.class,
                        without(openTelemetry, "opentelemetry-sdk-extension-autoconfigure"),
                        false,
                        null),
                new Subject(
                        "Brave from code, nothing to send with",
                        BraveFromCode.class,
                        everything.stream()
                                .filter(jar -> named(jar, "brave") || named(jar, "zipkin"))
                                .toList(),
                        false,
                        null));
    }

    private static List<Path> jars(String classPath) {
        return Stream.of(classPath.strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static List<Path> without(List<Path> jars, String... prefixes) {
        return jars.stream()
                .filter(jar -> Stream.of(prefixes).noneMatch(prefix -> named(jar, prefix)))
                .toList();
    }

    private static boolean named(Path jar, String prefix) {
        return jar.getFileName().toString().startsWith(prefix);
    }

    private static HttpServer sink() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sink");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return server;
    }

    private static void print(Map<Subject, List<Sample>> samples, int runs, List<String> options) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "Medians of %d runs, in turn, on Java %s with %s. All but the first column are beyond a JVM that does nothing.%n%n",
                runs,
                Runtime.version(),
                options.isEmpty() ? "no options" : String.join(" ", options));
        System.out.println(
                "| program | from main to the span, ms | JVM's life, ms | CPU, ms | classes | threads | jars |");
        System.out.println("|---|---|---|---|---|---|---|");
        Sample nothing = Sample.median(samples.values().iterator().next());
        for (Map.Entry<Subject, List<Sample>> each : samples.entrySet()) {
            Subject subject = each.getKey();
            Sample median = Sample.median(each.getValue());
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %d | %d | %d, %.0f KiB |%n",
                    subject.name(),
                    median.fromMainNanos() / NANOS_PER_MILLI,
                    (median.jvmNanos() - nothing.jvmNanos()) / NANOS_PER_MILLI,
                    (median.cpuNanos() - nothing.cpuNanos()) / NANOS_PER_MILLI,
                    median.classes() - nothing.classes(),
                    median.threads() - nothing.threads(),
                    subject.jars().size(),
                    subject.bytes() / KIB);
        }
        printRatios(samples, nothing);
    }

    private static void printRatios(Map<Subject, List<Sample>> samples, Sample nothing) {
        List<Sample> medians = samples.values().stream().map(Sample::median).toList();
        List<Subject> subjects = List.copyOf(samples.keySet());
        System.out.println();
        for (int i = 1; i + 1 < subjects.size() - 1; i += 2) {
            System.out.printf(
                    Locale.ROOT,
                    "%s : %s = %.2f from main, %.2f of the CPU%n",
                    subjects.get(i).name(),
                    subjects.get(i + 1).name(),
                    (double) medians.get(i).fromMainNanos() / medians.get(i + 1).fromMainNanos(),
                    (double) (medians.get(i).cpuNanos() - nothing.cpuNanos())
                            / (medians.get(i + 1).cpuNanos() - nothing.cpuNanos()));
        }
    }
}
