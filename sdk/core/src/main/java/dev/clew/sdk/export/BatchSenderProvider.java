package dev.clew.sdk.export;

import dev.clew.sdk.settings.Settings;

/** Makes a sender from settings. Found by {@link java.util.ServiceLoader}, so that the core needs to know no exporter. */
public interface BatchSenderProvider {
    /** The name that {@code OTEL_TRACES_EXPORTER} chooses it by, such as {@code otlp}. */
    String name();

    /**
     * False when the settings ask for what this sender cannot do, such as another protocol: an exporter of the same name is then
     * taken, if there is one.
     */
    default boolean canDo(Settings settings) {
        return true;
    }

    /** A sender as the settings ask for; opens no connection yet. */
    BatchSender create(Settings settings);
}
