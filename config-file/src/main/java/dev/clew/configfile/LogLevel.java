package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import java.util.regex.Pattern;

/** {@code log_level}: how much Clew itself logs, as {@code OTEL_LOG_LEVEL} says it. */
final class LogLevel {
    private static final String KEY = "log_level";
    private static final Pattern SEVERITY = Pattern.compile("(trace|debug|info|warn|error|fatal)[2-4]?");

    private LogLevel() {}

    static void apply(Block file) {
        String level = file.text(KEY);
        BlockSource source = new BlockSource(file.origin());
        source.put("otel.log.level", file, KEY, level == null ? null : coarse(level));
        Parts.applyLogLevel(source.settings());
    }

    /** The schema's names are those of severities, with four steps in each and one above errors. */
    private static String coarse(String level) {
        var severity = SEVERITY.matcher(level);
        if (!severity.matches()) {
            return level;
        }
        return severity.group(1).equals("fatal") ? "error" : severity.group(1);
    }
}
