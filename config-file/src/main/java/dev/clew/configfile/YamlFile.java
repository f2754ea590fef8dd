package dev.clew.configfile;

import dev.clew.sdk.settings.SettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A file's way from its bytes to a {@link Block}. Whatever is wrong with it is one {@link SettingException} of one line. */
final class YamlFile {
    static final int MAX_BYTES = 1 << 20;
    /** Of blocks and lists within each other. */
    static final int MAX_DEPTH = 64;

    // Failsafe: what a plain value is, is decided when variables are in it.
    private static final LoadSettings YAML_1_2 =
            LoadSettings.builder().setSchema(new FailsafeSchema()).build();

    private final String file;

    private YamlFile(String file) {
        this.file = file;
    }

    /**
     * What the file holds.
     *
     * @param setting what names the file, such as {@code OTEL_CONFIG_FILE}
     */
    static Block read(String setting, String file, Substitution substitution) {
        byte[] bytes = bytes(setting, file);
        return parse(file, bytes, substitution);
    }

    /** As {@link #read}, of bytes that are here already. */
    static Block parse(String file, byte[] bytes, Substitution substitution) {
        YamlFile yaml = new YamlFile(file);
        String text = yaml.decoded(bytes);
        try {
            yaml.checkDepth(text);
            Node root = new Composer(YAML_1_2, events(text)).getSingleNode().orElse(null);
            Origin whole = new Origin(file, 1, "");
            Item item = root == null ? new Block(whole, Map.of()) : new YamlTree(substitution).item(root, whole);
            if (item instanceof Block block) {
                return block;
            }
            throw whole.refused(item.shown(), "a mapping, such as file_format: \"1.0\"");
        } catch (YamlEngineException malformed) {
            throw yaml.notYaml(malformed);
        }
    }

    private static byte[] bytes(String setting, String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new SettingException(setting, file, "a file of at most " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException | InvalidPathException unreadable) {
            SettingException refused =
                    new SettingException(setting, file, "a file that can be read (" + reason(unreadable) + ")");
            refused.initCause(unreadable);
            throw refused;
        }
    }

    private static String reason(Exception unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is none";
        }
        if (unreadable instanceof AccessDeniedException) {
            return "access is denied";
        }
        return String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("");
    }

    private String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            long line = 1 + text.chars().filter(character -> character == '\n').count();
            throw new SettingException(file + ":" + line + ": the file must be UTF-8, and is not from here on");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static ParserImpl events(String text) {
        return new ParserImpl(YAML_1_2, new StreamReader(YAML_1_2, text));
    }

    /** Before the composer recurses into it. */
    private void checkDepth(String text) {
        int depth = 0;
        ParserImpl events = events(text);
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new SettingException(
                        file + ":" + line(event.getStartMark().orElse(null)) + ": the file must not nest deeper than "
                                + MAX_DEPTH + " levels");
            }
        }
    }

    private SettingException notYaml(YamlEngineException malformed) {
        String place = file;
        String problem = String.valueOf(malformed.getMessage());
        if (malformed instanceof MarkedYamlEngineException marked) {
            place = file + ":" + line(marked.getProblemMark().orElse(null));
            problem = marked.getProblem();
        }
        SettingException refused =
                new SettingException(place + ": the file must be YAML 1.2: " + Origin.shown(problem));
        refused.initCause(malformed);
        return refused;
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
