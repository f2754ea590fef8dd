package dev.clew.configfile;

import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what a provider of others makes. One that fails fails the start, at its place in the file. */
final class Component {
    private Component() {}

    /** Of a component's own block, whose keys are the names of the component's properties. */
    static <T> T make(Block block, Leftovers leftovers, Function<Settings, @Nullable T> provider) {
        BlockSource source = new BlockSource(block);
        T made = make(block.origin(), source, provider);
        source.report(leftovers);
        return made;
    }

    /** Of the given settings. The caller has them reported, once what is made can be closed. */
    static <T> T make(Origin origin, BlockSource source, Function<Settings, @Nullable T> provider) {
        T made;
        try {
            made = provider.apply(source.settings());
        } catch (SettingException refused) {
            throw refused;
        } catch (RuntimeException | LinkageError | ServiceConfigurationError failure) {
            throw origin.failed(failure);
        }
        if (made == null) {
            throw new SettingException(origin + " cannot be made: its provider answers null");
        }
        return made;
    }
}
