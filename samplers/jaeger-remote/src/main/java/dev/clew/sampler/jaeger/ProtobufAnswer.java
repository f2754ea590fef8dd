package dev.clew.sampler.jaeger;

import dev.clew.sdk.otlp.MalformedOtlpException;
import dev.clew.sdk.otlp.ProtoReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the question to the gRPC port and reads its answer: {@code jaeger.api_v2.SamplingManager}. */
final class ProtobufAnswer {
    private static final int SERVICE_NAME = tag(1, ProtoReader.LENGTH_DELIMITED);
    private static final int STRATEGY_TYPE = tag(1, ProtoReader.VARINT);
    private static final int PROBABILISTIC = tag(2, ProtoReader.LENGTH_DELIMITED);
    private static final int RATE_LIMITING = tag(3, ProtoReader.LENGTH_DELIMITED);
    private static final int PER_OPERATION = tag(4, ProtoReader.LENGTH_DELIMITED);
    private static final int SAMPLING_RATE = tag(1, ProtoReader.FIXED64);
    private static final int MAX_TRACES_PER_SECOND = tag(1, ProtoReader.VARINT);
    private static final int DEFAULT_PROBABILITY = tag(1, ProtoReader.FIXED64);
    private static final int DEFAULT_LOWER_BOUND = tag(2, ProtoReader.FIXED64);
    private static final int OPERATIONS = tag(3, ProtoReader.LENGTH_DELIMITED);
    private static final int DEFAULT_UPPER_BOUND = tag(4, ProtoReader.FIXED64);
    private static final int OPERATION = tag(1, ProtoReader.LENGTH_DELIMITED);
    private static final int OPERATION_PROBABILITY = tag(2, ProtoReader.LENGTH_DELIMITED);

    private ProtobufAnswer() {}

    private static int tag(int field, int wireType) {
        return (field << 3) | wireType;
    }

    /** The message {@code SamplingStrategyParameters}. */
    static byte[] question(String serviceName) {
        byte[] name = serviceName.getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[name.length + 6];
        int at = 0;
        message[at++] = (byte) SERVICE_NAME;
        int length = name.length;
        while (length > 0x7F) {
            message[at++] = (byte) (length | 0x80);
            length >>>= 7;
        }
        message[at++] = (byte) length;
        System.arraycopy(name, 0, message, at, name.length);
        return Arrays.copyOf(message, at + name.length);
    }

    /** Reads {@code SamplingStrategyResponse}; throws {@link InvalidAnswerException} for anything that is no strategy. */
    static Strategy parse(byte[] message) {
        try {
            return response(new ProtoReader(message, 0, message.length));
        } catch (MalformedOtlpException malformed) {
            throw new InvalidAnswerException("it is no protobuf: " + malformed.getMessage());
        }
    }

    private static Strategy response(ProtoReader in) {
        long type = 0;
        Double rate = null;
        Double perSecond = null;
        Strategy.PerOperation operations = null;
        for (int tag = in.nextTag(); tag != ProtoReader.END; tag = in.nextTag()) {
            if (tag == STRATEGY_TYPE) {
                type = in.varint();
            } else if (tag == PROBABILISTIC) {
                rate = rate(in.message());
            } else if (tag == RATE_LIMITING) {
                perSecond = perSecond(in.message());
            } else if (tag == PER_OPERATION) {
                operations = perOperation(in.message());
            } else {
                in.skip(tag);
            }
        }
        return chosen(type == 1, rate, perSecond, operations);
    }

    private static Strategy chosen(
            boolean limits,
            @Nullable Double rate,
            @Nullable Double perSecond,
            Strategy.@Nullable PerOperation operations) {
        if (operations != null && operations.saysSomething()) {
            return operations;
        }
        if (limits && perSecond != null) {
            return new Strategy.RateLimiting(perSecond);
        }
        if (rate != null) {
            return new Strategy.Probabilistic(rate);
        }
        throw new InvalidAnswerException("it holds no strategy");
    }

    private static double rate(ProtoReader in) {
        double rate = 0;
        for (int tag = in.nextTag(); tag != ProtoReader.END; tag = in.nextTag()) {
            if (tag == SAMPLING_RATE) {
                rate = Double.longBitsToDouble(in.fixed64());
            } else {
                in.skip(tag);
            }
        }
        return rate;
    }

    private static double perSecond(ProtoReader in) {
        double perSecond = 0;
        for (int tag = in.nextTag(); tag != ProtoReader.END; tag = in.nextTag()) {
            if (tag == MAX_TRACES_PER_SECOND) {
                perSecond = (int) in.varint();
            } else {
                in.skip(tag);
            }
        }
        return perSecond;
    }

    private static Strategy.PerOperation perOperation(ProtoReader in) {
        Map<String, Double> rates = new HashMap<>();
        double rate = 0;
        double lowerBound = 0;
        double upperBound = 0;
        for (int tag = in.nextTag(); tag != ProtoReader.END; tag = in.nextTag()) {
            if (tag == DEFAULT_PROBABILITY) {
                rate = Double.longBitsToDouble(in.fixed64());
            } else if (tag == DEFAULT_LOWER_BOUND) {
                lowerBound = Double.longBitsToDouble(in.fixed64());
            } else if (tag == DEFAULT_UPPER_BOUND) {
                upperBound = Double.longBitsToDouble(in.fixed64());
            } else if (tag == OPERATIONS) {
                addOperation(in.message(), rates);
            } else {
                in.skip(tag);
            }
        }
        return new Strategy.PerOperation(rates, rate, lowerBound, upperBound);
    }

    private static void addOperation(ProtoReader in, Map<String, Double> rates) {
        String operation = "";
        double rate = 0;
        for (int tag = in.nextTag(); tag != ProtoReader.END; tag = in.nextTag()) {
            if (tag == OPERATION) {
                operation = in.string();
            } else if (tag == OPERATION_PROBABILITY) {
                rate = rate(in.message());
            } else {
                in.skip(tag);
            }
        }
        rates.put(operation, rate);
    }
}
