package dev.clew.autoconfigure;

import dev.clew.sdk.settings.SettingException;
import io.opentelemetry.sdk.autoconfigure.spi.Ordered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
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
        forEach(type, reporting(type), provider -> {
            String named = name.apply(provider);
            if (named != null) {
                providers.putIfAbsent(named, provider);
            }
        });
        return providers;
    }

    /** The providers of this type in the order that they give themselves. */
    static <P extends Ordered> List<P> inOrder(Class<P> type) {
        return inOrder(type, reporting(type));
    }

    /** As above, and says in one line which could not be made. */
    static <P extends Ordered> List<P> inOrder(Class<P> type, Consumer<String> unmade) {
        record Numbered<P>(int order, P provider) {}
        List<Numbered<P>> numbered = new ArrayList<>();
        forEach(type, unmade, provider -> numbered.add(new Numbered<>(provider.order(), provider)));
        if (numbered.isEmpty()) {
            return List.of(); // the usual case, at the start of every process
        }
        return numbered.stream()
                .sorted(Comparator.comparingInt(Numbered::order))
                .map(Numbered::provider)
                .toList();
    }

    private static Consumer<String> reporting(Class<?> type) {
        String what = "a " + type.getSimpleName() + " on the class path is left out, its provider fails: ";
        return failure -> LOGGER.warning(() -> what + failure);
    }

    private static <P> void forEach(Class<P> type, Consumer<String> unmade, Consumer<P> action) {
        Iterator<P> found =
                ServiceLoader.load(type, Plugins.class.getClassLoader()).iterator();
        int failures = 0;
        while (failures < MAX_FAILURES) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                action.accept(found.next());
            } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
                failures++;
                unmade.accept(lineOf(failure));
            }
        }
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
            report(what + " is left out, its provider fails", failure);
            return null;
        }
    }

    /** As {@link #create}, where something is done instead: the text says what. */
    static <T> @Nullable T call(Supplier<@Nullable T> code, String whose, String instead) {
        try {
            T answer = code.get();
            if (answer == null) {
                LOGGER.warning(() -> whose + " answers null; " + instead);
            }
            return answer;
        } catch (SettingException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
            report(whose + " fails; " + instead, failure);
            return null;
        }
    }

    /** What code of others says of itself; where that fails, or is null, the fallback. */
    static String text(Supplier<@Nullable String> code, String fallback) {
        try {
            String said = code.get();
            return said == null ? fallback : said;
        } catch (RuntimeException | LinkageError failure) {
            report(fallback + " cannot say what it is", failure);
            return fallback;
        }
    }

    /** Lets go of what code of others made; a failure is reported. */
    static void close(String what, Runnable code) {
        try {
            code.run();
        } catch (RuntimeException | LinkageError failure) {
            report(what + " cannot be closed", failure);
        }
    }

    private static void report(String what, Throwable failure) {
        LOGGER.warning(() -> what + ": " + lineOf(failure));
    }

    private static String lineOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return oneLine(failure) + (cause == null ? "" : ", caused by " + oneLine(cause));
    }

    private static String oneLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("");
    }
}
