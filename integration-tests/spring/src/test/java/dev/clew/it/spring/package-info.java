/**
 * Spring Boot applications in which a {@code ClewSdk} bean takes the place of the OpenTelemetry SDK, with OpenTelemetry's starter
 * and with Spring Boot's own tracing.
 */
@NullMarked
package dev.clew.it.spring;

import org.jspecify.annotations.NullMarked;
