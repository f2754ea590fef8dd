package dev.clew.configfile;

import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.SettingException;
import java.util.Collection;
import java.util.logging.Logger;

/**
 * What stands in a file and has no effect: said in a warning, or thrown in strict mode.
 *
 * @param strict whether {@code OTEL_JAVA_CLEW_STRICT} is true
 */
record Leftovers(boolean strict) {
    private static final Logger LOGGER = Logger.getLogger(Leftovers.class.getName());

    /** A key that nobody asked for, where these were. */
    void unknown(Origin origin, String key, Collection<String> known) {
        say(origin + " is not a key that is known here"
                + (known.isEmpty() ? ": there are none" : ", as are " + String.join(", ", known))
                + Names.hint(key, known));
    }

    /** A key of the schema that Clew does nothing with. */
    void unsupported(Origin origin, String because) {
        say(origin + " is not supported: " + because);
    }

    private void say(String message) {
        if (strict) {
            throw new SettingException(message);
        }
        LOGGER.warning(message + "; it has no effect");
    }
}
