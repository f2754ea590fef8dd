package dev.clew.configfile;

import dev.clew.sdk.settings.SettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes items of YAML nodes: puts variables in, knows where each stands, and bounds what aliases can multiply. */
final class YamlTree {
    static final int MAX_ITEMS = 20_000;

    private static final Set<Tag> CORE = Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final Substitution substitution;
    private int items;
    private int depth;

    YamlTree(Substitution substitution) {
        this.substitution = substitution;
    }

    Item item(Node node, Origin origin) {
        items++;
        depth++;
        if (items > MAX_ITEMS || depth > YamlFile.MAX_DEPTH + 1) {
            throw new SettingException(origin + " must not make the file larger than " + MAX_ITEMS
                    + " values, nor deeper than " + YamlFile.MAX_DEPTH + " levels, by its aliases");
        }
        if (!CORE.contains(node.getTag())) {
            throw origin.refused(node.getTag().getValue(), "a value without a tag");
        }
        Item item = node instanceof MappingNode mapping
                ? block(mapping, origin)
                : node instanceof SequenceNode sequence ? items(sequence, origin) : text((ScalarNode) node, origin);
        depth--;
        return item;
    }

    private Block block(MappingNode node, Origin origin) {
        Map<String, Item> entries = new LinkedHashMap<>();
        for (NodeTuple entry : node.getValue()) {
            ScalarNode key = (ScalarNode) entry.getKeyNode(); // the parser has refused any other
            Origin at = origin.child(key.getValue(), line(key, origin));
            if (entries.put(key.getValue(), item(entry.getValueNode(), at)) != null) {
                throw new SettingException(at + " must be there once, and is there again");
            }
        }
        return new Block(origin, entries);
    }

    private Item.Items items(SequenceNode node, Origin origin) {
        List<Item> elements = new ArrayList<>();
        for (Node element : node.getValue()) {
            elements.add(item(element, origin.element(elements.size(), line(element, origin))));
        }
        return new Item.Items(origin, elements);
    }

    private Item.Text text(ScalarNode node, Origin origin) {
        try {
            return new Item.Text(origin, substitution.apply(node.getValue()), node.isPlain());
        } catch (IllegalArgumentException expected) {
            throw new SettingException(origin + " must be " + expected.getMessage());
        }
    }

    private static int line(Node node, Origin around) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(around.line());
    }
}
