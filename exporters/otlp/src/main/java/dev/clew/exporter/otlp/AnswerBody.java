package dev.clew.exporter.otlp;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer up to a bound, and as far as it comes when the connection breaks: never fails.
 *
 * <p>Threads: the client's, one at a time; {@link #asFarAsItCame} any.
 */
final class AnswerBody implements BodySubscriber<Answer> {
    static final int MAX_BYTES = 64 * 1024;

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private final ResponseInfo head;
    private @Nullable Subscription subscription;

    AnswerBody(ResponseInfo head) {
        this.head = head;
    }

    /** The answer without what has not been read of it; the rest will not be waited for. */
    Answer asFarAsItCame() {
        complete(false);
        return answer.join();
    }

    @Override
    public CompletionStage<Answer> getBody() {
        return answer;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[Math.min(buffer.remaining(), MAX_BYTES - bytes.size())];
            buffer.get(part);
            bytes.writeBytes(part);
            if (buffer.hasRemaining()) {
                complete(false);
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        complete(false);
    }

    @Override
    public void onComplete() {
        complete(true);
    }

    private void complete(boolean whole) {
        answer.complete(new Answer(head.statusCode(), head.headers(), bytes.toByteArray(), whole));
    }
}
