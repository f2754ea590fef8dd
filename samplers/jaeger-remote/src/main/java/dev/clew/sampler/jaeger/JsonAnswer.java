package dev.clew.sampler.jaeger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the answer of the HTTP port. */
final class JsonAnswer {
    private JsonAnswer() {}

    /** Throws {@link InvalidAnswerException} for anything that is no strategy. */
    static Strategy parse(String text) {
        Map<?, ?> answer = Json.object(text);
        Map<?, ?> operations = Json.object(answer, "operationSampling");
        if (operations != null) {
            Strategy.PerOperation perOperation = perOperation(operations);
            if (perOperation.saysSomething()) {
                return perOperation;
            }
        }
        Map<?, ?> limit = Json.object(answer, "rateLimitingSampling");
        Map<?, ?> part = Json.object(answer, "probabilisticSampling");
        if (isRateLimiting(answer.get("strategyType")) && limit != null) {
            return new Strategy.RateLimiting(Json.number(limit, "maxTracesPerSecond"));
        }
        if (part != null) {
            return new Strategy.Probabilistic(Json.number(part, "samplingRate"));
        }
        throw new InvalidAnswerException("it holds no strategy");
    }

    /** Old ports say the number. */
    private static boolean isRateLimiting(@Nullable Object type) {
        return "RATE_LIMITING".equals(type) || Double.valueOf(1).equals(type);
    }

    private static Strategy.PerOperation perOperation(Map<?, ?> operations) {
        Map<String, Double> rates = new HashMap<>();
        List<?> list = Json.list(operations, "perOperationStrategies");
        if (list != null) {
            for (Object element : list) {
                if (!(element instanceof Map<?, ?> operation)) {
                    throw new InvalidAnswerException("perOperationStrategies holds something else than operations");
                }
                Map<?, ?> part = Json.object(operation, "probabilisticSampling");
                rates.put(Json.string(operation, "operation"), part == null ? 0 : Json.number(part, "samplingRate"));
            }
        }
        return new Strategy.PerOperation(
                rates,
                Json.number(operations, "defaultSamplingProbability"),
                Json.number(operations, "defaultLowerBoundTracesPerSecond"),
                Json.number(operations, "defaultUpperBoundTracesPerSecond"));
    }
}
