package dev.clew.instrumentation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.incubating.KafkaIncubatingAttributes;
import io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagingAttributesTest {
    @Test
    void keys_areThoseOfTheConventionsAndNoneIsDeprecated() throws IllegalAccessException {
        Map<String, Object> published =
                keys(ErrorAttributes.class, KafkaIncubatingAttributes.class, MessagingIncubatingAttributes.class);
        Map<String, Object> ours = keys(MessagingAttributes.class);

        assertThat(ours.remove("CLEW_RECORDS_NOT_LINKED")).hasToString("clew.kafka.records_not_linked");
        assertThat(ours)
                .hasSize(13)
                .allSatisfy((name, key) -> assertThat(published).containsEntry(name, key));
    }

    private static Map<String, Object> keys(Class<?>... types) throws IllegalAccessException {
        Map<String, Object> keys = new HashMap<>();
        for (Class<?> type : types) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == AttributeKey.class && !field.isAnnotationPresent(Deprecated.class)) {
                    keys.put(field.getName(), field.get(null));
                }
            }
        }
        return keys;
    }
}
