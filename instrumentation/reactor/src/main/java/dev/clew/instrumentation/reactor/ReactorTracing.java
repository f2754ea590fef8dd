package dev.clew.instrumentation.reactor;

import io.opentelemetry.context.Context;
import java.util.function.Function;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Carries OpenTelemetry's {@link Context} through Reactor's operators: current in each of them is what {@link #with} put into
 * Reactor's context, or else what was current where the chain was subscribed to.
 *
 * <p>{@link #install} it once, when the application starts: it hooks into every operator that is assembled from then on, and into
 * what schedulers run. Each signal costs a scope, and operators are fused no longer. Threads: any.
 */
public final class ReactorTracing {
    private static final String HOOK = "dev.clew.reactor";

    private ReactorTracing() {}

    /** Hooks in, for the whole process; another call changes nothing. */
    public static void install() {
        Hooks.onEachOperator(HOOK, Operators.lift((operator, subscriber) -> CarryingSubscriber.around(subscriber)));
        Schedulers.onScheduleHook(HOOK, ReactorTracing::carry);
    }

    /** Takes the hooks out; chains that are assembled already keep them. */
    public static void uninstall() {
        Hooks.resetOnEachOperator(HOOK);
        Schedulers.resetOnScheduleHook(HOOK);
    }

    /** What {@code contextWrite} takes, so that the operators above it have {@code context}, whatever is current. */
    public static Function<reactor.util.context.Context, reactor.util.context.Context> with(Context context) {
        return written -> CarriedContext.put(written, context);
    }

    /** What operators with this context of Reactor's have, or the current one where nothing was put into it. */
    public static Context from(ContextView view) {
        return CarriedContext.get(view);
    }

    private static Runnable carry(Runnable task) {
        Context context = Context.current();
        return context.equals(Context.root()) ? task : context.wrap(task);
    }
}
