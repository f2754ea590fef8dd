package dev.clew.sdk.resource;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The resource of this process, by OpenTelemetry's conventions: {@code service.name} and {@code service.instance.id},
 * {@code host.*}, {@code os.type}, {@code process.*}, {@code telemetry.sdk.*}.
 *
 * <p>The command line is left out: it may hold credentials. The host name comes from the environment or a file and never from
 * a name server, which could hold up the start.
 */
public final class ProcessResource {
    private static final String UNKNOWN_SERVICE = "unknown_service:java";

    private ProcessResource() {}

    /** Looks at the process; what cannot be found out is left out. */
    public static Resource detect() {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put("service.name", UNKNOWN_SERVICE);
        attributes.put("service.instance.id", instanceId());
        attributes.put("telemetry.sdk.name", "clew");
        attributes.put("telemetry.sdk.language", "java");
        attributes.put("telemetry.sdk.version", version());
        putIfKnown(attributes, "host.name", hostName());
        putIfKnown(attributes, "host.id", firstLine("/etc/machine-id"));
        attributes.put("host.arch", architecture());
        attributes.put("os.type", osType());
        attributes.put("process.pid", pid());
        putIfKnown(attributes, "process.executable.path", executable());
        attributes.put("process.runtime.name", System.getProperty("java.runtime.name", "java"));
        putIfKnown(attributes, "process.runtime.version", System.getProperty("java.runtime.version"));
        attributes.put("process.runtime.description", runtimeDescription());
        return Resource.create(attributes.build());
    }

    private static void putIfKnown(AttributesBuilder attributes, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            attributes.put(key, value);
        }
    }

    private static String version() {
        String version = ProcessResource.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    private static @Nullable String hostName() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        String fromKernel = firstLine("/proc/sys/kernel/hostname");
        return fromKernel != null ? fromKernel : firstLine("/etc/hostname");
    }

    private static @Nullable String firstLine(String file) {
        try (BufferedReader reader = new BufferedReader(new FileReader(file, StandardCharsets.UTF_8))) {
            return reader.readLine();
        } catch (IOException | SecurityException unreadable) {
            return null;
        }
    }

    /** A random UUID, as {@link UUID#randomUUID} makes them; see {@link Entropy} for what is different. */
    private static String instanceId() {
        long[] random = Entropy.longs(2);
        long version4 = (random[0] & ~0xf000L) | 0x4000L;
        long variant2 = (random[1] & (~0L >>> 2)) | (1L << 63);
        return new UUID(version4, variant2).toString();
    }

    /** From /proc where that is: {@link ProcessHandle} starts what waits for child processes, too, which takes 4 ms. */
    private static long pid() {
        String stat = firstLine("/proc/self/stat");
        try {
            return Long.parseLong(stat == null ? "" : stat.substring(0, Math.max(0, stat.indexOf(' '))));
        } catch (NumberFormatException noSuchFile) {
            return ProcessHandle.current().pid();
        }
    }

    private static @Nullable String executable() {
        String home = System.getProperty("java.home");
        return home == null ? null : Path.of(home, "bin", "java").toString();
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }

    private static String osType() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return "darwin";
        }
        return name.startsWith("windows") ? "windows" : name;
    }

    private static String runtimeDescription() {
        return System.getProperty("java.vm.vendor", "") + " " + System.getProperty("java.vm.name", "") + " "
                + System.getProperty("java.vm.version", "");
    }
}
