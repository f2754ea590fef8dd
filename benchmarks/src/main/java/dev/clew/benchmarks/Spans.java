package dev.clew.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Sampled spans that one operation of a benchmark makes, so that {@link CallerProfiler} can say how many of them were lost. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Spans {
    int value();
}
