package dev.clew.instrumentation.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.opentelemetry.semconv.UserAgentAttributes;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpAttributesTest {
    @Test
    void keys_areThoseOfTheStableConventions() throws IllegalAccessException {
        Map<String, Object> published = keys(
                ClientAttributes.class,
                ErrorAttributes.class,
                io.opentelemetry.semconv.HttpAttributes.class,
                NetworkAttributes.class,
                ServerAttributes.class,
                UrlAttributes.class,
                UserAgentAttributes.class);

        assertThat(keys(HttpAttributes.class))
                .hasSize(17)
                .allSatisfy((name, key) -> assertThat(published).containsEntry(name, key));
    }

    private static Map<String, Object> keys(Class<?>... types) throws IllegalAccessException {
        Map<String, Object> keys = new HashMap<>();
        for (Class<?> type : types) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == AttributeKey.class) {
                    keys.put(field.getName(), field.get(null));
                }
            }
        }
        return keys;
    }
}
