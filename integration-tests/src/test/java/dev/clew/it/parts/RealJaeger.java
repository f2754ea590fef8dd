package dev.clew.it.parts;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a running {@link Jaeger} to tests; one serves the whole run. Docker is used where it is, the installed program where it
 * is not.
 *
 * <p>With neither, the tests are skipped and one line says how to get one; with {@code -Dclew.it.required=true} they fail. Which
 * classes ran against what is added to the {@link RealParts}.
 */
public final class RealJaeger implements ExecutionCondition, ParameterResolver, AfterAllCallback {
    /** What the run has; closed by JUnit when the run ends, however it ends. */
    private record Part(Optional<Jaeger> jaeger) implements AutoCloseable {
        static Part find() {
            Part part = new Part(start());
            System.out.println(part.jaeger.isPresent() ? "real parts: " + part.jaeger.get() : absence());
            return part;
        }

        private static Optional<Jaeger> start() {
            if (JaegerContainer.isDockerHere()) {
                return Optional.of(JaegerContainer.start());
            }
            return JaegerProcess.isInstalled() ? Optional.of(JaegerProcess.start()) : Optional.empty();
        }

        @Override
        public void close() {
            jaeger.ifPresent(Jaeger::close);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (part(context).jaeger().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a Jaeger");
        }
        if (Boolean.getBoolean("clew.it.required")) {
            throw new IllegalStateException(absence());
        }
        return ConditionEvaluationResult.disabled(absence());
    }

    private static String absence() {
        return "no Docker and no Jaeger at " + JaegerProcess.place() + ", so its tests do not run: start Docker, or run"
                + " integration-tests/jaeger/install (about 5 minutes, once)";
    }

    private static Part part(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RealJaeger.class))
                .computeIfAbsent(Part.class, key -> Part.find(), Part.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Jaeger.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return part(context).jaeger().orElseThrow();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        RealParts.ran(
                context.getRequiredTestClass(),
                part(context).jaeger().orElseThrow().toString());
    }
}
