package dev.clew.instrumentation.logging;

import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.MDCAdapter;

/**
 * What Logback asks for the entries of a line: those of the application's own adapter, which SLF4J's {@code MDC} goes on to
 * use, and the ids of the current span. So the ids are never in the MDC itself, and nobody copies them to another thread.
 */
final class TracingMdc implements MDCAdapter {
    private final MDCAdapter mdc;

    TracingMdc(MDCAdapter mdc) {
        this.mdc = mdc;
    }

    /** Asked once for each line whose entries somebody reads, on the thread that logs it. Not to be changed. */
    @Override
    public Map<String, String> getCopyOfContextMap() {
        Map<String, String> entries =
                mdc instanceof LogbackMDCAdapter logback ? logback.getPropertyMap() : mdc.getCopyOfContextMap();
        return TraceIds.currentAnd(entries == null ? Map.of() : entries);
    }

    @Override
    public void put(String key, @Nullable String value) {
        mdc.put(key, value);
    }

    @Override
    public @Nullable String get(String key) {
        return mdc.get(key);
    }

    @Override
    public void remove(String key) {
        mdc.remove(key);
    }

    @Override
    public void clear() {
        mdc.clear();
    }

    @Override
    public void setContextMap(Map<String, String> entries) {
        mdc.setContextMap(entries);
    }

    @Override
    public void pushByKey(String key, @Nullable String value) {
        mdc.pushByKey(key, value);
    }

    @Override
    public @Nullable String popByKey(String key) {
        return mdc.popByKey(key);
    }

    @Override
    public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
        return mdc.getCopyOfDequeByKey(key);
    }

    @Override
    public void clearDequeByKey(String key) {
        mdc.clearDequeByKey(key);
    }
}
