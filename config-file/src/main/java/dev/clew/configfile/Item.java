package dev.clew.configfile;

import java.util.List;
import java.util.Set;

/** One value of a file: text, a list, or a {@link Block} of further values by key. */
sealed interface Item permits Item.Text, Item.Items, Block {
    Origin origin();

    /** What it is, to show in place of what was expected. */
    String shown();

    /** Whether it is as good as left out. */
    default boolean isNull() {
        return false;
    }

    /**
     * A scalar after substitution.
     *
     * @param plain not quoted, so that it may be a number, a boolean or null
     */
    record Text(Origin origin, String value, boolean plain) implements Item {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        @Override
        public boolean isNull() {
            return plain && NULLS.contains(value);
        }

        @Override
        public String shown() {
            return plain ? value : '"' + value + '"';
        }
    }

    /** A list. */
    record Items(Origin origin, List<Item> elements) implements Item {
        @Override
        public String shown() {
            return "a list";
        }
    }
}
