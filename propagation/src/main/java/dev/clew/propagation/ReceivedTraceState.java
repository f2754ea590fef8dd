package dev.clew.propagation;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A tracestate as it came in: checked when somebody asks for it first, and cut into members for those who ask for members.
 *
 * <p>W3C lets a key stand twice in what others wrote: that is forwarded as it is, and the second one is gone once somebody
 * changes something. Many services never look, and most of the others only forward it. Equal to another received one with the same members in
 * the same order, however they were spaced; OpenTelemetry's own class equals nothing but itself, so neither does this one.
 *
 * <p>Threads: any; two that ask first both check. Allocates: itself; members when asked for.
 */
final class ReceivedTraceState implements TraceState {
    /** 32 members of the longest keys and values, with their commas. */
    static final int MAX_LENGTH = 32 * (256 + 1 + 256 + 1);

    private static final int NOT_CHECKED = -1;

    private final String header;

    // Plain: whoever does not see what another thread wrote comes to the same number.
    private int size = NOT_CHECKED;

    private ReceivedTraceState(String header) {
        this.header = header;
    }

    /** The members of {@code header}; none if it breaks the grammar anywhere. Of two with one key, the first one counts. */
    static TraceState of(String header) {
        return header.isEmpty() || header.length() > MAX_LENGTH
                ? TraceState.getDefault()
                : new ReceivedTraceState(header);
    }

    /** The header for {@code state}: what was received if this is it, empty if there are no members. */
    static String format(TraceState state) {
        if (state.isEmpty()) {
            return "";
        }
        if (state instanceof ReceivedTraceState received) {
            return received.header;
        }
        StringBuilder header = new StringBuilder();
        state.forEach((key, value) -> header.append(header.isEmpty() ? "" : ",")
                .append(key)
                .append('=')
                .append(value));
        return header.toString();
    }

    @Override
    public int size() {
        int known = size;
        if (known == NOT_CHECKED) {
            known = Math.max(0, TraceStateGrammar.countMembers(header));
            size = known;
        }
        return known;
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public @Nullable String get(@Nullable String key) {
        if (key == null || isEmpty()) {
            return null;
        }
        int value = TraceStateGrammar.find(header, header.length(), key, 0, key.length());
        return value < 0 ? null : header.substring(value, TraceStateGrammar.valueEnd(header, value));
    }

    @Override
    public void forEach(@Nullable BiConsumer<String, String> consumer) {
        if (consumer == null || isEmpty()) {
            return;
        }
        int start = TraceStateGrammar.nextMember(header, 0);
        while (start < header.length()) {
            int equals = header.indexOf('=', start);
            int end = TraceStateGrammar.valueEnd(header, equals + 1);
            if (TraceStateGrammar.find(header, start, header, start, equals - start) < 0) {
                consumer.accept(header.substring(start, equals), header.substring(equals + 1, end));
            }
            start = TraceStateGrammar.nextMember(header, end);
        }
    }

    @Override
    public Map<String, String> asMap() {
        Map<String, String> members = new LinkedHashMap<>();
        forEach(members::put);
        return Collections.unmodifiableMap(members);
    }

    @Override
    public TraceStateBuilder toBuilder() {
        // A builder puts each new member in front, so the last goes in first.
        List<Map.Entry<String, String>> members = members();
        Collections.reverse(members);
        TraceStateBuilder builder = TraceState.builder();
        members.forEach(member -> builder.put(member.getKey(), member.getValue()));
        return builder;
    }

    private List<Map.Entry<String, String>> members() {
        return new ArrayList<>(asMap().entrySet());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReceivedTraceState that
                && (header.equals(that.header) || members().equals(that.members()));
    }

    @Override
    public int hashCode() {
        return members().hashCode();
    }

    @Override
    public String toString() {
        return format(this);
    }
}
