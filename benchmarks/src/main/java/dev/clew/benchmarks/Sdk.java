package dev.clew.benchmarks;

import brave.Tracing;
import dev.clew.sdk.ClewSdk;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** What the benchmarks compare: one column of the table each. */
public enum Sdk {
    /** The OpenTelemetry API with nothing behind it: what the calls alone cost. */
    NOOP {
        @Override
        public Shapes open() {
            return new OpenTelemetryShapes(TracerProvider.noop(), TracerProvider.noop(), () -> {});
        }
    },
    OPENTELEMETRY {
        @Override
        public Shapes open() {
            SdkTracerProvider on = Sdks.openTelemetry(Sampler.parentBased(Sampler.alwaysOn()));
            SdkTracerProvider off = Sdks.openTelemetry(Sampler.parentBased(Sampler.alwaysOff()));
            return new OpenTelemetryShapes(on, off, () -> {
                on.close();
                off.close();
            });
        }
    },
    BRAVE {
        @Override
        public Shapes open() {
            Tracing on = Sdks.brave(true);
            Tracing off = Sdks.brave(false);
            return new BraveShapes(on, off);
        }
    },
    CLEW {
        @Override
        public Shapes open() {
            ClewSdk on = Sdks.clew(true);
            ClewSdk off = Sdks.clew(false);
            return new OpenTelemetryShapes(on.getTracerProvider(), off.getTracerProvider(), () -> {
                on.close();
                off.close();
            });
        }
    };

    /** The shapes on an SDK of their own, which the caller closes. */
    public abstract Shapes open();
}
