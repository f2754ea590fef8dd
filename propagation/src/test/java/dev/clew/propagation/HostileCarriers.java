package dev.clew.propagation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Carriers as a hostile peer fills them: well-formed headers with something changed, cut out, doubled or put in, headers that come
 * twice, names without values that fit, and now and then an absurd length or number. Made from a seed, fast enough for millions.
 */
final class HostileCarriers {
    private static final String[] BITS = {
        "0",
        "1",
        "f",
        "A",
        "g",
        "-",
        ":",
        ";",
        ",",
        "=",
        "%",
        "%3A",
        "%zz",
        "+",
        " ",
        "\t",
        "\r\n",
        "\0",
        "\u007f",
        "\u00e9",
        "\ud800",
        "\uffff",
        "@",
        "d",
        "true",
        "Root=",
        "Parent=",
        "00000000",
        "ffffffffffffffff"
    };

    private final SplittableRandom random;
    private final List<String> names;
    private final List<String> values;

    /** Headers of these names with one of the values, more or less. */
    HostileCarriers(long seed, List<String> names, List<String> values) {
        this.random = new SplittableRandom(seed);
        this.names = names;
        this.values = values;
    }

    Headers next() {
        Headers headers = new Headers();
        for (int i = 0; i < names.size(); i++) {
            if (random.nextInt(8) > 0) {
                add(headers, names.get(i), values.get(i));
            }
        }
        if (random.nextInt(500) == 0) {
            String prefix = names.get(random.nextInt(names.size()));
            for (int i = 0; i < 200; i++) {
                headers.and(prefix + i, mutated("v" + i));
            }
        }
        return headers;
    }

    private void add(Headers headers, String name, String wellFormed) {
        String value = mutated(random.nextInt(16) == 0 ? values.get(random.nextInt(values.size())) : wellFormed);
        headers.and(name, value);
        if (random.nextInt(8) == 0) {
            headers.and(name, random.nextBoolean() ? value : mutated(value));
        }
    }

    private String mutated(String wellFormed) {
        StringBuilder value = new StringBuilder(wellFormed);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(value.length() + 1);
            int to = Math.min(value.length(), at + random.nextInt(4));
            String bit = BITS[random.nextInt(BITS.length)];
            switch (random.nextInt(5)) {
                case 0 -> value.delete(at, to);
                case 1 -> value.insert(at, bit);
                case 2 -> value.replace(at, to, bit);
                case 3 -> value.insert(at, value.substring(at));
                default -> value.setLength(at);
            }
        }
        if (random.nextInt(500) == 0) {
            value.append(BITS[random.nextInt(BITS.length)].repeat(random.nextInt(10_000)));
        }
        return value.toString();
    }
}
