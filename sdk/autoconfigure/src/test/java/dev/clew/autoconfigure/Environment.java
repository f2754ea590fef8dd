package dev.clew.autoconfigure;

import dev.clew.sdk.ClewSdk;
import dev.clew.sdk.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** An SDK from variables that a test makes up, and what was logged on the way. Spans go nowhere unless the test says where. */
final class Environment {
    /** What a start with some variables led to. */
    record Start(ClewSdk sdk, List<String> warnings, List<String> infos) implements AutoCloseable {
        /** What {@code describe()} says of an item: value and origin. */
        String row(String item) {
            return sdk.describe()
                    .lines()
                    .map(line -> line.strip().replaceAll(" {2,}", " | "))
                    .filter(line -> line.startsWith(item + " | "))
                    .map(line -> line.substring(item.length() + 3))
                    .findFirst()
                    .orElse("no " + item);
        }

        void flush() {
            sdk.forceFlush().join(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            sdk.close();
        }
    }

    private Environment() {}

    static Start start(String... keysAndValues) {
        try (LogLines log = new LogLines()) {
            ClewSdk sdk = ClewSdk.fromEnvironment(settings(keysAndValues));
            return new Start(sdk, log.warnings(), log.infos());
        }
    }

    static Start startStrictly(String... keysAndValues) {
        String[] strict = new String[keysAndValues.length + 2];
        System.arraycopy(keysAndValues, 0, strict, 2, keysAndValues.length);
        strict[0] = "OTEL_JAVA_CLEW_STRICT";
        strict[1] = "true";
        return start(strict);
    }

    static Settings settings(String... keysAndValues) {
        Map<String, String> variables = new HashMap<>();
        variables.put("OTEL_TRACES_EXPORTER", "none");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            variables.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.of(new Properties(), variables);
    }
}
