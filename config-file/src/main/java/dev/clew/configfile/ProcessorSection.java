package dev.clew.configfile;

import dev.clew.configfile.Block.Choice;
import dev.clew.sdk.export.BatchLimits;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code tracer_provider.processors}: for each, one destination in the builder. */
final class ProcessorSection {
    private static final String PROCESSORS = "processors";
    private static final List<String> NAMES = List.of("batch", "simple");

    private ProcessorSection() {}

    static void read(Block tracerProvider, ExporterSection exporters) {
        List<Block> processors = tracerProvider.blocks(PROCESSORS);
        if (processors.isEmpty()) {
            throw tracerProvider
                    .originOf(PROCESSORS)
                    .missing("a list of processors, each " + String.join(" or ", NAMES));
        }
        for (Block processor : processors) {
            Choice choice = processor.choice(() -> NAMES);
            switch (choice.name()) {
                case "batch" -> exporters.add(choice.settings(), batch(choice.settings()));
                case "simple" -> exporters.add(choice.settings(), simple());
                default -> throw choice.unknown(NAMES);
            }
        }
    }

    private static BatchLimits batch(Block block) {
        BatchLimits limits = BatchLimits.DEFAULT;
        Integer spans = block.wholeNumber("max_export_batch_size", 1);
        Integer delayMillis = block.wholeNumber("schedule_delay", 0);
        // Checked and no more: what waits is bounded in bytes, and each exporter has a timeout of its own.
        block.wholeNumber("max_queue_size", 1);
        block.wholeNumber("export_timeout", 0);
        return new BatchLimits(
                spans == null ? limits.maxSpans() : spans,
                limits.maxBytes(),
                delayMillis == null ? limits.maxAgeNanos() : TimeUnit.MILLISECONDS.toNanos(delayMillis),
                limits.maxInFlight(),
                limits.maxHeldBytes());
    }

    /** What has ended is sent in the drain's next pass. */
    private static BatchLimits simple() {
        BatchLimits limits = BatchLimits.DEFAULT;
        return new BatchLimits(limits.maxSpans(), limits.maxBytes(), 0, limits.maxInFlight(), limits.maxHeldBytes());
    }
}
