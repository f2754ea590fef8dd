/**
 * Finds scopes that are left open, closed out of order or closed on another thread: {@link
 * dev.clew.instrumentation.scopes.ScopeLeakExtension} in tests, {@link dev.clew.instrumentation.scopes.ScopeWatch} in production.
 * No threads of its own.
 */
@NullMarked
package dev.clew.instrumentation.scopes;

import org.jspecify.annotations.NullMarked;
