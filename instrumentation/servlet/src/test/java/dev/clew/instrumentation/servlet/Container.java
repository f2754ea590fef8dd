package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.contract.HttpServerFixture.TracedServer;
import java.io.IOException;

/** A servlet container, which starts on loopback with one application. */
@FunctionalInterface
interface Container {
    TracedServer start(Application application) throws IOException;
}
