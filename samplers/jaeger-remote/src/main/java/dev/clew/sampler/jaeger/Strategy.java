package dev.clew.sampler.jaeger;

import java.util.Map;

/** What a Jaeger answers, checked. */
sealed interface Strategy {
    /** A part of all traces. */
    record Probabilistic(double rate) implements Strategy {
        public Probabilistic {
            checkRate("samplingRate", rate);
        }
    }

    /** So many traces a second. */
    record RateLimiting(double perSecond) implements Strategy {
        public RateLimiting {
            checkPerSecond("maxTracesPerSecond", perSecond);
        }
    }

    /**
     * A part of the traces that begin with an operation, by its name.
     *
     * @param rates of the operations that have one of their own
     * @param rate of all others
     * @param lowerBound traces a second that each operation gets in any case; 0 for none
     * @param upperBound traces a second that an operation gets at most; 0 for no bound
     */
    record PerOperation(Map<String, Double> rates, double rate, double lowerBound, double upperBound)
            implements Strategy {
        public PerOperation {
            rates = Map.copyOf(rates);
            rates.values().forEach(each -> checkRate("samplingRate", each));
            checkRate("defaultSamplingProbability", rate);
            checkPerSecond("defaultLowerBoundTracesPerSecond", lowerBound);
            checkPerSecond("defaultUpperBoundTracesPerSecond", upperBound);
        }

        /** Whether it says anything: a Jaeger also sends it without operations beside another strategy. */
        boolean saysSomething() {
            return !rates.isEmpty() || rate > 0 || lowerBound > 0;
        }
    }

    private static void checkRate(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new InvalidAnswerException(name + " must be from 0 to 1: " + name + "=" + rate);
        }
    }

    private static void checkPerSecond(String name, double perSecond) {
        if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new InvalidAnswerException(name + " must be a number from 0: " + name + "=" + perSecond);
        }
    }
}
