package dev.clew.instrumentation.http;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** Attributes that the conventions have but do not call stable yet: set only where the application asks for them. */
final class DevelopmentAttributes {
    static final AttributeKey<Long> HTTP_REQUEST_BODY_SIZE = longKey("http.request.body.size");
    static final AttributeKey<Long> HTTP_RESPONSE_BODY_SIZE = longKey("http.response.body.size");
    static final AttributeKey<String> URL_TEMPLATE = stringKey("url.template");

    private DevelopmentAttributes() {}
}
