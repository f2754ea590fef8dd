package dev.clew.configfile;

import dev.clew.configfile.Block.Choice;
import java.util.List;

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
                case "batch" -> exporters.add(new BatchBlock(choice.settings(), false));
                case "simple" -> exporters.add(new BatchBlock(choice.settings(), true));
                default -> throw choice.unknown(NAMES);
            }
        }
    }
}
