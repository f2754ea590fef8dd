package dev.clew.instrumentation.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.BasicStatusManager;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.StatusManager;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/**
 * Puts {@code trace_id}, {@code span_id} and {@code trace_flags} of the current span beside the MDC's entries in every line of
 * Logback: {@code %X{trace_id}} in a pattern, an entry in JSON. Logback finds it by itself when it starts.
 *
 * <p>Threads: {@link #install} while logging is set up.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogbackTraceIds extends ContextAwareBase implements Configurator {
    /** For Logback. */
    public LogbackTraceIds() {}

    /** Configures nothing else: Logback goes on as it would without. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        install(context);
        return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }

    /** For a context that an application makes itself; another call changes nothing. */
    public static void install(LoggerContext context) {
        MDCAdapter mdc = context.getMDCAdapter();
        if (!(mdc instanceof TracingMdc)) {
            set(context, new TracingMdc(mdc == null ? MDC.getMDCAdapter() : mdc));
        }
    }

    // Logback warns of a second adapter, and a warning makes it print all it has done to the console.
    private static void set(LoggerContext context, MDCAdapter adapter) {
        StatusManager statuses = context.getStatusManager();
        context.setStatusManager(new BasicStatusManager());
        try {
            context.setMDCAdapter(adapter);
        } finally {
            context.setStatusManager(statuses);
        }
    }
}
