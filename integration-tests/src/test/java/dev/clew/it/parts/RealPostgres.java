package dev.clew.it.parts;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a running {@link Postgres} to tests, as {@link RealJaeger} does a Jaeger: one serves the whole run, Docker's where it is,
 * and with neither the tests are skipped, or fail with {@code -Dclew.it.required=true}.
 */
public final class RealPostgres implements ExecutionCondition, ParameterResolver, AfterAllCallback {
    private static final String ABSENCE =
            "no Docker and no PostgreSQL, so its tests do not run: start Docker, or install the"
                    + " package postgresql, or name the folder of its programs in -Dclew.it.postgres";

    /** What the run has; closed by JUnit when the run ends, however it ends. */
    private record Part(Optional<Postgres> postgres) implements AutoCloseable {
        static Part find() {
            Part part = new Part(start());
            System.out.println(part.postgres.isPresent() ? "real parts: " + part.postgres.get() : ABSENCE);
            return part;
        }

        private static Optional<Postgres> start() {
            return PostgresContainer.isDockerHere()
                    ? Optional.of(PostgresContainer.start())
                    : PostgresProcess.programs().map(PostgresProcess::start);
        }

        @Override
        public void close() {
            postgres.ifPresent(Postgres::close);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (part(context).postgres().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a PostgreSQL");
        }
        if (Boolean.getBoolean("clew.it.required")) {
            throw new IllegalStateException(ABSENCE);
        }
        return ConditionEvaluationResult.disabled(ABSENCE);
    }

    private static Part part(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RealPostgres.class))
                .computeIfAbsent(Part.class, key -> Part.find(), Part.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Postgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return part(context).postgres().orElseThrow();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        RealParts.ran(
                context.getRequiredTestClass(),
                part(context).postgres().orElseThrow().toString());
    }
}
