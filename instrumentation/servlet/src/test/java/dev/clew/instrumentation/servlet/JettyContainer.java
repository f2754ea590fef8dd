package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.contract.HttpServerFixture.TracedServer;
import java.io.IOException;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real Jetty 12. */
final class JettyContainer implements Container {
    @Override
    public TracedServer start(Application application) throws IOException {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler(application));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException(e);
        }
        return new TracedServer() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    server.stop();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static ServletContextHandler handler(Application application) {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(application.contextPath.isEmpty() ? "/" : application.contextPath);
        application.servlets.forEach((pattern, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, pattern);
        });
        for (Application.MappedFilter mapped : application.filters) {
            FilterHolder holder = new FilterHolder(mapped.filter());
            holder.setAsyncSupported(true);
            context.addFilter(holder, mapped.pattern(), mapped.dispatches());
        }
        if (application.hasErrorPage) {
            ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
            pages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, Application.ERROR_PAGE);
            context.setErrorHandler(pages);
        }
        return context;
    }
}
