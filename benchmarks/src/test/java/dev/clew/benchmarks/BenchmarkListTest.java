package dev.clew.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarkListTest {
    @Test
    void list_holdsWhatWasWritten() {
        assertThat(BenchmarkList.defaultList()
                        .find(
                                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                                List.of("dev.clew.*"),
                                List.of()))
                .extracting(BenchmarkListEntry::getUsername)
                .hasSize(6);
    }
}
