/**
 * Client and server spans for gRPC-java, the context of the caller in the metadata of its calls, and the context of the call
 * wherever the server's code runs. For applications, which need {@link dev.clew.instrumentation.grpc.GrpcTracing} and its
 * builder only. Nothing in here throws into the call that it describes. Threads: any.
 */
@NullMarked
package dev.clew.instrumentation.grpc;

import org.jspecify.annotations.NullMarked;
