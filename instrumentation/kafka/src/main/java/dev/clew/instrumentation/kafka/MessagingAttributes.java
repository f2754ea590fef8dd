package dev.clew.instrumentation.kafka;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of the messaging and Kafka conventions that Clew sets, by their names since version 1.45, and one of Clew's own. */
final class MessagingAttributes {
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> KAFKA_MESSAGE_KEY = stringKey("kafka.message.key");
    static final AttributeKey<Boolean> KAFKA_MESSAGE_TOMBSTONE = booleanKey("kafka.message.tombstone");
    static final AttributeKey<Long> KAFKA_OFFSET = longKey("kafka.offset");
    static final AttributeKey<Long> MESSAGING_BATCH_MESSAGE_COUNT = longKey("messaging.batch.message_count");
    static final AttributeKey<String> MESSAGING_CLIENT_ID = stringKey("messaging.client.id");
    static final AttributeKey<String> MESSAGING_CONSUMER_GROUP_NAME = stringKey("messaging.consumer.group.name");
    static final AttributeKey<String> MESSAGING_DESTINATION_NAME = stringKey("messaging.destination.name");
    static final AttributeKey<String> MESSAGING_DESTINATION_PARTITION_ID =
            stringKey("messaging.destination.partition.id");
    static final AttributeKey<Long> MESSAGING_MESSAGE_BODY_SIZE = longKey("messaging.message.body.size");
    static final AttributeKey<String> MESSAGING_OPERATION_NAME = stringKey("messaging.operation.name");
    static final AttributeKey<String> MESSAGING_OPERATION_TYPE = stringKey("messaging.operation.type");
    static final AttributeKey<String> MESSAGING_SYSTEM_NAME = stringKey("messaging.system.name");

    /** How many records of a batch were not looked at for a link. */
    static final AttributeKey<Long> CLEW_RECORDS_NOT_LINKED = longKey("clew.kafka.records_not_linked");

    private MessagingAttributes() {}
}
