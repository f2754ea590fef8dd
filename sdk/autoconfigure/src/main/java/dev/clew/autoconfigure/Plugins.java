package dev.clew.autoconfigure;

import dev.clew.sdk.settings.SettingException;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Code of others on the class path: what fails is reported in one line and left out. */
final class Plugins {
    private static final Logger LOGGER = Logger.getLogger(Plugins.class.getName());

    // A service file that cannot be read fails on every step: this ends it.
    private static final int MAX_FAILURES = 16;

    private Plugins() {}

    /** The providers of this type by name, in any case; of two with one name, the first. */
    static <P> Map<String, P> byName(Class<P> type, Function<P, @Nullable String> name) {
        Map<String, P> providers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Iterator<P> found =
                ServiceLoader.load(type, Plugins.class.getClassLoader()).iterator();
        int failures = 0;
        while (failures < MAX_FAILURES) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                P provider = found.next();
                String named = name.apply(provider);
                if (named != null) {
                    providers.putIfAbsent(named, provider);
                }
            } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
                failures++;
                report("a " + type.getSimpleName() + " on the class path", failure);
            }
        }
        return providers;
    }

    /** What the provider makes, or null when it fails; a setting that strict mode refuses is passed on. */
    static <T> @Nullable T create(String what, Supplier<@Nullable T> provider) {
        try {
            T created = provider.get();
            if (created == null) {
                LOGGER.warning(() -> what + " is left out: its provider answers null");
            }
            return created;
        } catch (SettingException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
            report(what, failure);
            return null;
        }
    }

    private static void report(String what, Throwable failure) {
        Throwable cause = failure.getCause();
        LOGGER.warning(() -> what + " is left out, its provider fails: " + oneLine(failure)
                + (cause == null ? "" : ", caused by " + oneLine(cause)));
    }

    private static String oneLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("");
    }
}
