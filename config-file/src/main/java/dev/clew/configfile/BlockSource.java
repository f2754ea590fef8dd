package dev.clew.configfile;

import dev.clew.sdk.settings.SettingException;
import dev.clew.sdk.settings.Settings;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A block as the settings of one component: what the component reads by the name of a property stands at a place in the file,
 * and is called so when it cannot be used. That always throws, as in strict mode.
 */
final class BlockSource implements Settings.Source {
    private static final String STRICT = "otel.java.clew.strict";

    private final Origin block;
    private final Map<String, Item.Text> texts;
    private final Map<String, String> defaults = new HashMap<>();
    private final Map<String, Origin> leftOut = new HashMap<>();
    private final boolean ofSchema;
    private final Set<String> asked = new TreeSet<>();

    /** A component's own block: its keys are the names of the component's properties. */
    BlockSource(Block block) {
        this(block.origin(), block.flattened(), false);
    }

    /** What will be put in: keys of the schema, by the names of the properties that stand for them. */
    BlockSource(Origin block) {
        this(block, new LinkedHashMap<>(), true);
    }

    private BlockSource(Origin block, Map<String, Item.Text> texts, boolean ofSchema) {
        this.block = block;
        this.texts = texts;
        this.ofSchema = ofSchema;
    }

    /** Sets a property to what a key of the block stands for; when that is null, it is only known by the key. */
    void put(String property, Block in, String key, @Nullable Object value) {
        if (value == null) {
            leftOut.put(property, in.originOf(key));
        } else {
            Origin origin = in.has(key) ? in.originOf(key) : in.origin();
            texts.put(property, new Item.Text(origin, value.toString(), false));
        }
    }

    /** What the component gets where its block does not say. */
    void putDefault(String property, String value) {
        defaults.put(property, value);
    }

    Settings settings() {
        return Settings.of(this);
    }

    @Override
    public @Nullable String get(String key) {
        if (key.equals(STRICT)) {
            return "true";
        }
        asked.add(key);
        Item.Text text = texts.get(key);
        return text == null ? defaults.get(key) : text.value();
    }

    @Override
    public String name(String key) {
        return place(key).path();
    }

    @Override
    public String origin(String key) {
        return place(key).toString();
    }

    @Override
    public Collection<String> names() {
        return texts.keySet();
    }

    @Override
    public SettingException refused(String key, String value, String expected) {
        return place(key).refused(value, expected);
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    /**
     * Names what the component did not ask for when it was made.
     *
     * @throws SettingException for a key of the schema: spans must not go out without the certificate that was asked for
     */
    void report(Leftovers leftovers) {
        texts.forEach((key, text) -> {
            if (asked.contains(key)) {
                return;
            }
            if (ofSchema) {
                throw new SettingException(text.origin() + " is not supported by this exporter");
            }
            leftovers.unknown(text.origin(), key, asked);
        });
    }

    private Origin place(String key) {
        Item.Text text = texts.get(key);
        return text == null ? leftOut.getOrDefault(key, block) : text.origin();
    }
}
