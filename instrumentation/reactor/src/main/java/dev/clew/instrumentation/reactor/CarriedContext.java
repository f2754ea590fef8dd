package dev.clew.instrumentation.reactor;

import io.opentelemetry.context.Context;
import reactor.util.context.ContextView;

/** One of OpenTelemetry's contexts as an entry of one of Reactor's. */
final class CarriedContext {
    private static final Object KEY = CarriedContext.class;

    private CarriedContext() {}

    static reactor.util.context.Context put(reactor.util.context.Context reactors, Context context) {
        return reactors.put(KEY, context);
    }

    /** The current one where none was put. */
    static Context get(ContextView reactors) {
        Context carried = reactors.getOrDefault(KEY, null);
        return carried == null ? Context.current() : carried;
    }

    static boolean isIn(ContextView reactors) {
        return reactors.hasKey(KEY);
    }
}
