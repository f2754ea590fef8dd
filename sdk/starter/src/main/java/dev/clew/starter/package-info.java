/**
 * Empty: this artifact is the list of what most applications need. Start at {@code dev.clew.sdk.ClewSdk.fromEnvironment()}.
 */
@NullMarked
package dev.clew.starter;

import org.jspecify.annotations.NullMarked;
