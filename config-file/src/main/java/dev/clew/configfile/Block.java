package dev.clew.configfile;

import dev.clew.sdk.settings.Names;
import dev.clew.sdk.settings.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a file, read key by key. A key whose value is null counts as left out. It remembers what was asked for: a key
 * that nobody did is one that nobody knows.
 */
final class Block implements Item {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");

    private final Origin origin;
    private final Map<String, Item> entries;
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> skipped = new TreeSet<>();

    Block(Origin origin, Map<String, Item> entries) {
        this.origin = origin;
        this.entries = entries;
    }

    /**
     * One of several things, chosen by the only key of a block, with what that key holds.
     *
     * @param chooser the block, on the line of its key
     */
    record Choice(Origin chooser, String name, Block settings) {
        /** Says which names there are. */
        SettingException unknown(Collection<String> names) {
            return chooser.refused(name, Names.oneOf(names, name));
        }
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public String shown() {
        return entries.isEmpty() ? "an empty mapping" : "a mapping of " + String.join(", ", entries.keySet());
    }

    boolean has(String key) {
        return find(key) != null;
    }

    /** Where the key stands; where it would, when it does not. */
    Origin originOf(String key) {
        Item item = entries.get(key);
        return item == null ? origin.child(key, origin.line()) : item.origin();
    }

    /** Where the key stands, for {@code ClewSdk.describe()}; that it is left to the default, when it does not. */
    String originOrDefault(String key) {
        return has(key) ? originOf(key).toString() : "default";
    }

    /** The text as it is written, quoted or not; null when left out. */
    @Nullable
    String text(String key) {
        Item item = find(key);
        return item == null ? null : scalar(item, "text").value();
    }

    /** The value, whatever it is. */
    Item required(String key) {
        Item item = find(key);
        if (item == null) {
            throw originOf(key).missing("there");
        }
        return item;
    }

    String requiredText(String key) {
        String text = text(key);
        if (text == null) {
            throw originOf(key).missing("text");
        }
        return text;
    }

    /** A whole number from {@code least} to 2^31-1; null when left out. */
    @Nullable
    Integer wholeNumber(String key, int least) {
        Item item = find(key);
        if (item == null) {
            return null;
        }
        String expected = "a whole number from " + least + " to " + Integer.MAX_VALUE;
        long number = wholeNumber(item, expected);
        if (number < least || number > Integer.MAX_VALUE) {
            throw item.origin().refused(item.shown(), expected);
        }
        return (int) number;
    }

    /** A number between these; null when left out. */
    @Nullable
    Double decimal(String key, double least, double most) {
        Item item = find(key);
        if (item == null) {
            return null;
        }
        String expected = String.format(Locale.ROOT, "a number from %.0f to %.0f", least, most);
        double number = decimal(item, expected);
        if (!(number >= least && number <= most)) {
            throw item.origin().refused(item.shown(), expected);
        }
        return number;
    }

    /** True or false, as the key or its default says. */
    boolean flag(String key, boolean otherwise) {
        Item item = find(key);
        return item == null ? otherwise : flag(item, "true or false, without quotes");
    }

    /** The block below; an empty one when left out. */
    Block block(String key) {
        Item item = find(key);
        return item == null ? new Block(originOf(key), Map.of()) : block(item);
    }

    /** The elements of a list, which must be blocks; none when left out. */
    List<Block> blocks(String key) {
        return elements(key).stream().map(Block::block).toList();
    }

    /** The elements of a list; none when left out. */
    List<Item> elements(String key) {
        Item item = find(key);
        if (item == null) {
            return List.of();
        }
        if (item instanceof Items items) {
            return items.elements();
        }
        throw item.origin().refused(item.shown(), "a list");
    }

    /** What the block chooses by its only key; the names are for the error. */
    Choice choice(Supplier<? extends Collection<String>> names) {
        if (entries.size() != 1) {
            throw origin.refused(shown(), "a mapping with one key, " + Names.oneOf(names.get(), ""));
        }
        Map.Entry<String, Item> only = entries.entrySet().iterator().next();
        asked.add(only.getKey());
        Origin chooser = new Origin(origin.file(), only.getValue().origin().line(), origin.path());
        return new Choice(chooser, only.getKey(), block(only.getKey()));
    }

    /** What the block below chooses, or null when it is left out. */
    @Nullable
    Choice choice(String key, Supplier<? extends Collection<String>> names) {
        Item item = find(key);
        if (item == null) {
            return null;
        }
        if (item instanceof Block block) {
            return block.choice(names);
        }
        throw item.origin().refused(item.shown(), "a mapping with one key, " + Names.oneOf(names.get(), ""));
    }

    /** Keys that are known and of no interest here, whatever they hold. */
    void skip(String... keys) {
        skipped.addAll(Arrays.asList(keys));
    }

    /** Says of a key of the schema that nothing is done with it, where it is there. */
    void unsupported(String key, String because, Leftovers leftovers) {
        skip(key);
        if (entries.containsKey(key)) {
            leftovers.unsupported(originOf(key), because);
        }
    }

    /** Every text below by its keys joined with dots, lists joined with commas. All of it counts as asked for. */
    Map<String, Text> flattened() {
        Map<String, Text> flat = new LinkedHashMap<>();
        entries.forEach((key, item) -> {
            asked.add(key);
            if (item instanceof Block block) {
                block.flattened().forEach((below, text) -> flat.put(key + "." + below, text));
            } else if (item instanceof Items items) {
                List<String> texts = new ArrayList<>();
                items.elements()
                        .forEach(element -> texts.add(scalar(element, "text").value()));
                flat.put(key, new Text(item.origin(), String.join(",", texts), false));
            } else if (item instanceof Text text && !text.isNull()) {
                flat.put(key, text);
            }
        });
        return flat;
    }

    /** Names every key that nobody asked for, here and below. */
    void report(Leftovers leftovers) {
        entries.forEach((key, item) -> {
            if (skipped.contains(key)) {
                return;
            }
            if (asked.contains(key)) {
                report(item, leftovers);
            } else {
                leftovers.unknown(item.origin(), key, asked);
            }
        });
    }

    private static void report(Item item, Leftovers leftovers) {
        if (item instanceof Block block) {
            block.report(leftovers);
        } else if (item instanceof Items items) {
            items.elements().forEach(element -> report(element, leftovers));
        }
    }

    static long wholeNumber(Item item, String expected) {
        Text text = scalar(item, expected);
        if (text.plain() && WHOLE.matcher(text.value()).matches()) {
            try {
                return Long.parseLong(text.value());
            } catch (NumberFormatException tooLong) {
                // refused as any other
            }
        }
        throw item.origin().refused(item.shown(), expected);
    }

    static double decimal(Item item, String expected) {
        Text text = scalar(item, expected);
        if (text.plain() && DECIMAL.matcher(text.value()).matches()) {
            return Double.parseDouble(text.value());
        }
        throw item.origin().refused(item.shown(), expected);
    }

    static boolean flag(Item item, String expected) {
        Text text = scalar(item, expected);
        if (text.plain() && (TRUE.contains(text.value()) || FALSE.contains(text.value()))) {
            return TRUE.contains(text.value());
        }
        throw item.origin().refused(item.shown(), expected);
    }

    static Text scalar(Item item, String expected) {
        if (item instanceof Text text) {
            return text;
        }
        throw item.origin().refused(item.shown(), expected);
    }

    static Block block(Item item) {
        if (item instanceof Block block) {
            return block;
        }
        if (item.isNull()) {
            return new Block(item.origin(), Map.of());
        }
        throw item.origin().refused(item.shown(), "a mapping");
    }

    private @Nullable Item find(String key) {
        asked.add(key);
        Item item = entries.get(key);
        return item == null || item.isNull() ? null : item;
    }
}
