package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.sdk.export.Batch;
import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SenderIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SendOnceTest {
    private final List<String> heard = new ArrayList<>();

    private final class Noting implements BatchSender {
        @Override
        public CompletableFuture<SendResult> send(Batch batch) {
            return CompletableFuture.completedFuture(SendResult.delivered());
        }

        @Override
        public void disconnect() {
            heard.add("disconnect");
        }

        @Override
        public SenderIdentity identity() {
            return new SenderIdentity("noting", "collector", 4318);
        }

        @Override
        public Map<String, String> describe() {
            return Map.of("timeout", "10 s");
        }

        @Override
        public void close() {
            heard.add("close");
        }
    }

    @Test
    void everythingButTheRetry_isTheSenders() {
        SendOnce once = new SendOnce(new Noting());
        once.disconnect();
        once.close();

        assertThat(heard).containsExactly("disconnect", "close");
        assertThat(once.identity()).isEqualTo(new SenderIdentity("noting", "collector", 4318));
        assertThat(once.describe()).isEqualTo(Map.of("timeout", "10 s"));
    }
}
