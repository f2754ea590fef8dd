/**
 * Lines of Logback and Log4j 2 with the ids of the span that they were logged in, and error lines as events of that span. The ids
 * are read when a line is logged: opening and closing a scope costs nothing. For applications, which name these classes in
 * the configuration of their logging. No threads of its own.
 */
@NullMarked
package dev.clew.instrumentation.logging;

import org.jspecify.annotations.NullMarked;
