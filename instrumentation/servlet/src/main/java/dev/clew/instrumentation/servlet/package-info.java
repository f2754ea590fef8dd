/**
 * Server spans for Jakarta Servlet containers, with the parent that the request's headers name. For applications, which need
 * {@link dev.clew.instrumentation.servlet.TracingFilter} only. Threads: any.
 */
@NullMarked
package dev.clew.instrumentation.servlet;

import org.jspecify.annotations.NullMarked;
