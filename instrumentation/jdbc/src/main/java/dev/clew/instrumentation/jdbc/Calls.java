package dev.clew.instrumentation.jdbc;

/** How calls of the driver are traced. Threads: immutable. */
record Calls(StatementCalls statements, ConnectionCalls connections, Failures failures) {}
