package dev.clew.sdk;

import dev.clew.sdk.export.BatchSender;
import dev.clew.sdk.export.SendResult;
import dev.clew.sdk.export.SenderIdentity;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A plugin of any kind that does its work, but for one method. */
final class Plugin {
    private final Class<?> kind;
    private final String method;
    private final Supplier<@Nullable Object> misbehaviour;
    private volatile boolean wrong;

    private Plugin(Class<?> kind, String method, Supplier<@Nullable Object> misbehaviour) {
        this.kind = kind;
        this.method = method;
        this.misbehaviour = misbehaviour;
    }

    /** The method, such as "Sampler.close", does and answers what the supplier does. */
    static Plugin misbehavingIn(String method, Supplier<@Nullable Object> misbehaviour) {
        String[] names = method.split("\\.");
        Class<?> kind = switch (names[0]) {
            case "Sampler" -> Sampler.class;
            case "ExtendedSpanProcessor" -> ExtendedSpanProcessor.class;
            case "IdGenerator" -> IdGenerator.class;
            case "Clock" -> Clock.class;
            case "SpanExporter" -> SpanExporter.class;
            case "BatchSender" -> BatchSender.class;
            case "Supplier" -> Supplier.class;
            case "MeterProvider" -> MeterProvider.class;
            default -> throw new AssertionError(method);
        };
        return new Plugin(kind, names[1], misbehaviour);
    }

    /** Whether a call threw, which must have been said; an answer of null to a method that answers nothing is none. */
    boolean wasWrong() {
        return wrong;
    }

    ClewSdkBuilder addTo(ClewSdkBuilder builder) {
        if (kind == Sampler.class) {
            return builder.setSampler(made(Sampler.class));
        }
        if (kind == ExtendedSpanProcessor.class) {
            return builder.addSpanProcessor(made(ExtendedSpanProcessor.class));
        }
        if (kind == IdGenerator.class) {
            return builder.setIdGenerator(made(IdGenerator.class));
        }
        if (kind == Clock.class) {
            return builder.setClock(made(Clock.class));
        }
        if (kind == SpanExporter.class) {
            return builder.addSpanExporter(made(SpanExporter.class));
        }
        if (kind == BatchSender.class) {
            return builder.addSender(made(BatchSender.class), SdkMetricsTest.ONE_BY_ONE);
        }
        if (kind == MeterProvider.class) {
            return builder.setMeterProvider(made(MeterProvider.class));
        }
        return builder.setSpanLimits(() -> (SpanLimits) misbehave(SpanLimits.class));
    }

    private <T> T made(Class<T> type) {
        return proxy(type, (proxy, called, arguments) -> {
            if (called.getName().equals(method) && called.getParameterCount() == parameters(called)) {
                return misbehave(called.getReturnType());
            }
            return called.isDefault() ? InvocationHandler.invokeDefault(proxy, called, arguments) : usual(called);
        });
    }

    // Of the methods of that name the one that matters is never the default one with more parameters.
    private static int parameters(Method called) {
        return called.getName().equals("now") ? 0 : called.getParameterCount();
    }

    private @Nullable Object misbehave(Class<?> answers) {
        try {
            Object answer = misbehaviour.get();
            if (answer == null && answers == boolean.class) {
                return false;
            }
            return answer == null && answers == long.class ? (Object) 0L : answer;
        } catch (Throwable thrown) {
            wrong = true;
            throw thrown;
        }
    }

    private Object usual(Method called) {
        return switch (called.getName()) {
            case "shouldSample" -> SamplingResult.recordAndSample();
            case "getDescription", "toString" -> "plugin";
            case "isStartRequired", "isEndRequired", "isOnEndingRequired" -> true;
            case "equals" -> false;
            case "generateTraceId" -> IdGenerator.random().generateTraceId();
            case "generateSpanId" -> IdGenerator.random().generateSpanId();
            case "now" -> Clock.getDefault().now();
            case "nanoTime" -> System.nanoTime();
            case "export", "flush", "shutdown", "forceFlush" -> CompletableResultCode.ofSuccess();
            case "send" -> CompletableFuture.completedFuture(SendResult.delivered());
            case "identity" -> new SenderIdentity("plugin", "", 0);
            case "hashCode" -> 1;
            default -> 0;
        };
    }

    /** A meter provider whose histogram does that when it is to record, and whose other instruments do nothing. */
    static MeterProvider meterProviderWhoseHistogram(Supplier<@Nullable Object> behaviour) {
        DoubleHistogram histogram = proxy(DoubleHistogram.class, (proxy, called, arguments) -> {
            return behaviour.get();
        });
        return delegating(MeterProvider.class, MeterProvider.noop(), histogram);
    }

    private static <T> T delegating(Class<T> type, Object delegate, DoubleHistogram histogram) {
        return proxy(type, (proxy, called, arguments) -> {
            if (called.getName().equals("equals")) {
                return false;
            }
            Object answer;
            try {
                answer = called.invoke(delegate, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
            if (called.getReturnType() == DoubleHistogram.class) {
                return histogram;
            }
            return called.getReturnType().isInterface()
                            && answer != null
                            && called.getReturnType().getName().startsWith("io.opentelemetry.api.metrics")
                    ? delegating(called.getReturnType(), answer, histogram)
                    : answer;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Plugin.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
