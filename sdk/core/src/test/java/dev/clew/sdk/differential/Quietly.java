package dev.clew.sdk.differential;

import dev.clew.sdk.telemetry.LogLines;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Runs a property without what Clew says meanwhile: programs misuse it and meet its limits all the time. */
final class Quietly implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        try (LogLines ignored = LogLines.of("dev.clew")) {
            return property.execute();
        }
    }
}
