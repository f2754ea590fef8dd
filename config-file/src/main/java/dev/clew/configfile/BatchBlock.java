package dev.clew.configfile;

import dev.clew.autoconfigure.ConfigFileReader.Parts;
import dev.clew.sdk.export.BatchLimits;
import java.util.Map;

/**
 * The block of a processor, as the settings {@code otel.bsp}: they mean the same here.
 *
 * @param atOnce whether spans wait for no batch, as those of {@code simple}
 */
record BatchBlock(Block block, boolean atOnce) {
    private static final String DELAY = "schedule_delay";
    private static final String TIMEOUT = "export_timeout";
    private static final String QUEUE = "max_queue_size";
    private static final String BATCH = "max_export_batch_size";

    /** What a limit is called in {@code ClewSdk.describe()}, and the key that changes it. */
    private static final Map<String, String> KEYS =
            Map.of("batch spans", BATCH, "batch age", DELAY, "held spans", QUEUE, "export timeout", TIMEOUT);

    /** The limits with what the block says in place of theirs. */
    BatchLimits over(BatchLimits defaults) {
        if (atOnce) {
            return defaults.withMaxAgeNanos(0);
        }
        BlockSource source = new BlockSource(block.origin());
        source.put("otel.bsp.schedule.delay", block, DELAY, block.wholeNumber(DELAY, 0));
        source.put("otel.bsp.export.timeout", block, TIMEOUT, block.wholeNumber(TIMEOUT, 0));
        source.put("otel.bsp.max.queue.size", block, QUEUE, block.wholeNumber(QUEUE, 1));
        source.put("otel.bsp.max.export.batch.size", block, BATCH, block.wholeNumber(BATCH, 1));
        return Parts.batches(source.settings(), defaults);
    }

    /** Where an item of the description comes from, when it is one of these. */
    String origin(String item, String otherwise) {
        if (atOnce) {
            return item.equals("batch age") ? block.origin().toString() : otherwise;
        }
        String key = KEYS.get(item);
        return key == null ? otherwise : block.originOrDefault(key);
    }
}
