package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class BuffersPublisherTest {
    private final BuffersPublisher publisher = new BuffersPublisher(
            List.of(ByteBuffer.wrap(new byte[3]), ByteBuffer.wrap(new byte[4]), ByteBuffer.wrap(new byte[5])));

    @Test
    void contentLength_isTheSum() {
        assertThat(publisher.contentLength()).isEqualTo(12);
    }

    @Test
    void request_deliversAsManyAsAskedForAndThenTheEnd() {
        Recorder recorder = new Recorder(0);
        publisher.subscribe(recorder);

        recorder.subscription().request(2);
        assertThat(recorder.signals).containsExactly("3 bytes", "4 bytes");

        recorder.subscription().request(Long.MAX_VALUE);
        recorder.subscription().request(Long.MAX_VALUE);
        assertThat(recorder.signals).containsExactly("3 bytes", "4 bytes", "5 bytes", "end");
    }

    @Test
    void request_fromWithinADeliveryKeepsTheOrder() {
        Recorder recorder = new Recorder(1);
        publisher.subscribe(recorder);

        recorder.subscription().request(1);

        assertThat(recorder.signals).containsExactly("3 bytes", "4 bytes", "5 bytes", "end");
    }

    @Test
    void request_ofNothingIsAnErrorAndTheLastSignal() {
        Recorder recorder = new Recorder(0);
        publisher.subscribe(recorder);

        recorder.subscription().request(0);
        recorder.subscription().request(1);

        assertThat(recorder.signals).containsExactly("demand must be positive: n=0");
    }

    @Test
    void cancel_endsTheDelivery() {
        Recorder recorder = new Recorder(0);
        publisher.subscribe(recorder);
        recorder.subscription().request(1);

        recorder.subscription().cancel();
        recorder.subscription().request(1);

        assertThat(recorder.signals).containsExactly("3 bytes");
    }

    @Test
    void subscribe_againDeliversTheWholeBodyAgain() {
        for (int i = 0; i < 2; i++) {
            Recorder recorder = new Recorder(0);
            publisher.subscribe(recorder);
            recorder.subscription().request(9);

            assertThat(recorder.signals).containsExactly("3 bytes", "4 bytes", "5 bytes", "end");
        }
    }

    /** Reads each buffer to its end, and writes down what comes. */
    private static final class Recorder implements Subscriber<ByteBuffer> {
        private final List<String> signals = new ArrayList<>();
        private final List<Subscription> subscriptions = new ArrayList<>();
        private final int demandPerBuffer;

        Recorder(int demandPerBuffer) {
            this.demandPerBuffer = demandPerBuffer;
        }

        Subscription subscription() {
            return subscriptions.get(0);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscriptions.add(subscription);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            signals.add(buffer.remaining() + " bytes");
            buffer.position(buffer.limit());
            if (demandPerBuffer > 0) {
                subscription().request(demandPerBuffer);
            }
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(String.valueOf(failure.getMessage()));
        }

        @Override
        public void onComplete() {
            signals.add("end");
        }
    }
}
