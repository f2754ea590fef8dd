package dev.clew.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.junit.jupiter.api.Test;

/** What docs/logging.md tells users to write works. */
class DocumentedConfigurationTest {
    private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    @Test
    void logback_takesIt() throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(documented(0));

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .allMatch(status -> status.getEffectiveLevel() < Status.WARN);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("SPAN"))
                .isInstanceOf(LogbackSpanEvents.class);
        context.stop();
    }

    @Test
    void log4j_takesIt() throws Exception {
        try (var context = new org.apache.logging.log4j.core.LoggerContext("documented")) {
            Configuration configuration = new XmlConfiguration(context, new ConfigurationSource(documented(1)));
            context.start(configuration);

            assertThat(configuration.<Log4jSpanEvents>getAppender("SPAN")).isInstanceOf(Log4jSpanEvents.class);
            assertThat(configuration.getRootLogger().getAppenders()).containsOnlyKeys("CONSOLE", "SPAN");
        }
    }

    private static InputStream documented(int position) throws Exception {
        List<String> blocks = XML.matcher(Files.readString(Path.of("../../docs/logging.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        return new ByteArrayInputStream(blocks.get(position).getBytes(StandardCharsets.UTF_8));
    }
}
