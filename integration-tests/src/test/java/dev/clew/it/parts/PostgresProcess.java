package dev.clew.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PostgreSQL as a program on loopback, on a free port and in a temporary folder, without a socket in the file system. It refuses
 * to run as root: then it runs as the user that its package makes, or as nobody.
 */
final class PostgresProcess implements Postgres {
    private static final Path PACKAGED = Path.of("/usr/lib/postgresql");
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "PATH", "/usr/bin:/bin");

    private final Path programs;
    private final Path data;
    private final int port;
    private final ChildProcess process;

    private PostgresProcess(Path programs) {
        this.programs = programs;
        this.port = Integer.parseInt(FreePorts.named(List.of("postgres")).get("postgres"));
        try {
            this.data = Files.createTempDirectory("clew-postgres");
            if (isRoot()) {
                Files.setOwner(
                        data,
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setUp();
        this.process = ChildProcess.start(
                "postgres",
                command(
                        "postgres",
                        "--port=" + port,
                        "--listen_addresses=127.0.0.1",
                        "--unix_socket_directories=",
                        "--log_line_prefix=",
                        "--fsync=off"),
                ENVIRONMENT);
    }

    /** The folder of the programs: {@code -Dclew.it.postgres}, where PATH leads, or the newest that Debian's packages have. */
    static Optional<Path> programs() {
        String named = System.getProperty("clew.it.postgres");
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(Path::of);
        return Stream.concat(Stream.concat(Stream.ofNullable(named).map(Path::of), onPath), packaged().stream())
                .map(folder -> folder.resolve("postgres"))
                .filter(Files::isExecutable)
                .map(PostgresProcess::realFolder)
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst();
    }

    private static List<Path> packaged() {
        if (!Files.isDirectory(PACKAGED)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(PACKAGED)) {
            return versions.map(version -> version.resolve("bin"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path realFolder(Path program) {
        try {
            return Objects.requireNonNull(program.toRealPath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgresProcess start(Path programs) {
        PostgresProcess postgres = new PostgresProcess(programs);
        try {
            postgres.process.awaitLine("LOG:  database system is ready to accept connections");
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private void setUp() {
        List<String> command = command("initdb", "-U", NAME, "-A", "trust", "-E", "UTF8", "--no-sync");
        try (ChildProcess initdb = ChildProcess.start("postgres-initdb", command, ENVIRONMENT)) {
            if (initdb.awaitEnd() != 0) {
                throw new IllegalStateException("initdb failed: " + initdb.output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while initdb ran", e);
        }
    }

    private List<String> command(String program, String... options) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            String group = user().equals("nobody") ? "nogroup" : user();
            command.addAll(List.of("setpriv", "--reuid=" + user(), "--regid=" + group, "--clear-groups"));
        }
        command.addAll(List.of(programs.resolve(program).toString(), "-D", data.toString()));
        command.addAll(List.of(options));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static String user() {
        try {
            return FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName("postgres")
                    .getName();
        } catch (IOException noSuchUser) {
            return "nobody";
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            process.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.close();
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL as a process, " + programs.resolve("postgres");
    }
}
