package dev.clew.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

class LogbackTest {
    @Test
    void logback_findsTheIdsByItself_andHasNothingToWarnOf() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

        assertThat(context.getMDCAdapter()).isInstanceOf(TracingMdc.class);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .isNotEmpty()
                .allMatch(status -> status.getEffectiveLevel() < Status.WARN);
    }

    @Test
    void install_again_changesNothing() {
        LoggerContext context = new LoggerContext();
        LogbackTraceIds.install(context);
        MDCAdapter installed = context.getMDCAdapter();
        LogbackTraceIds.install(context);
        context.reset();

        assertThat(context.getMDCAdapter()).isSameAs(installed);
    }

    @Test
    void adapter_handsEverythingElseOn() {
        MDCAdapter adapter = new TracingMdc(MDC.getMDCAdapter());
        try {
            adapter.setContextMap(Map.of("a", "1"));
            adapter.put("b", "2");
            adapter.remove("a");
            adapter.pushByKey("stack", "3");

            assertThat(adapter.get("b")).isEqualTo(MDC.get("b")).isEqualTo("2");
            assertThat(adapter.getCopyOfContextMap()).isEqualTo(Map.of("b", "2"));
            assertThat(adapter.getCopyOfDequeByKey("stack")).containsExactly("3");
            assertThat(adapter.popByKey("stack")).isEqualTo("3");
            adapter.clearDequeByKey("stack");
            adapter.clear();
            assertThat(MDC.get("b")).isNull();
        } finally {
            MDC.clear();
        }
    }

    @Test
    void unknownThreshold_isSaidAndLeavesTheDefault(@TempDir Path directory) {
        try (LogbackBackend log = new LogbackBackend(directory, "LOUD")) {
            assertThat(log.context().getStatusManager().getCopyOfStatusList())
                    .extracting(Status::getMessage)
                    .contains("threshold must be a level: threshold=LOUD; ERROR stays");
        }
    }
}
