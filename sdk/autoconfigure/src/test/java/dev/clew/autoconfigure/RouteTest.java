package dev.clew.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchLimits;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final class Broken implements BatchSender {
        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public void close() {
            throw new IllegalStateException("stuck");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }
    }

    private final Route route = Route.to("mine", new Broken(), BatchLimits.DEFAULT);

    @Test
    void label_ofASenderThatCannotSayWhatItIsIsItsName() {
        assertThat(route.label()).isEqualTo("mine");
    }

    @Test
    void close_reportsASenderThatCannotBeClosed() {
        try (LogLines log = new LogLines()) {
            route.close();

            assertThat(log.warnings())
                    .isEqualTo(List.of("exporter mine cannot be closed: java.lang.IllegalStateException: stuck"));
        }
    }
}
