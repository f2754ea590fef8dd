/** What made the spans: service, host, process, SDK. For the assembly of the SDK. Threads: used once, at start. */
@NullMarked
package dev.clew.sdk.resource;

import org.jspecify.annotations.NullMarked;
