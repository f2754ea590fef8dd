package dev.clew.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/** Spans that have ended, to be encoded again and again. */
public enum Ended {
    BARE,
    /** The server's span of a request: three attributes. */
    REQUEST,
    /** 100 attributes, 10 events and 5 links. */
    LARGE;

    /** So many different spans of the SDK. */
    <T> List<T> spans(Sdk sdk, int count, Class<T> type) {
        try (Shapes shapes = sdk.open()) {
            return IntStream.range(0, count)
                    .mapToObj(i -> type.cast(span(shapes)))
                    .toList();
        }
    }

    private Object span(Shapes shapes) {
        return switch (this) {
            case BARE -> shapes.bare();
            case REQUEST -> shapes.request();
            case LARGE -> shapes.large();
        };
    }
}
