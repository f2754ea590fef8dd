package dev.clew.exporter.otlp;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** A request body of several buffers, sent one after the other and copied by nobody; its length is known beforehand. */
final class BuffersPublisher implements BodyPublisher {
    private final List<ByteBuffer> buffers;
    private final long contentLength;

    BuffersPublisher(List<ByteBuffer> buffers) {
        this.buffers = buffers;
        this.contentLength = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    @Override
    public long contentLength() {
        return contentLength;
    }

    /** Each subscriber gets the whole body: the client subscribes again when it has to repeat a request. */
    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Delivery(buffers, subscriber));
    }

    /** Threads: called by one at a time, as reactive streams demand of a subscriber; calls from within onNext are normal. */
    private static final class Delivery implements Subscription {
        private final Queue<ByteBuffer> left = new ArrayDeque<>();
        private final Subscriber<? super ByteBuffer> subscriber;
        private long demand;
        private boolean delivering;
        private volatile boolean ended; // cancel comes from any thread

        Delivery(List<ByteBuffer> buffers, Subscriber<? super ByteBuffer> subscriber) {
            buffers.forEach(buffer -> left.add(buffer.duplicate()));
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (ended) {
                return;
            }
            if (n <= 0) {
                ended = true;
                subscriber.onError(new IllegalArgumentException("demand must be positive: n=" + n));
                return;
            }
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            if (!delivering) {
                delivering = true;
                deliver();
                delivering = false;
            }
        }

        private void deliver() {
            while (!ended && demand > 0 && !left.isEmpty()) {
                demand--;
                subscriber.onNext(left.remove());
            }
            if (!ended && left.isEmpty()) {
                ended = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            ended = true;
        }
    }
}
