package dev.clew.instrumentation.servlet;

import dev.clew.instrumentation.http.contract.HttpServerFixture.TracedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A real Tomcat, of the version on the class path. */
final class TomcatContainer implements Container {
    // Tomcat logs what the tests' servlets throw. Held: java.util.logging forgets the level of a logger that nobody
    // holds.
    private static final Logger LOGGER = Logger.getLogger("org.apache");

    @Override
    public TracedServer start(Application application) throws IOException {
        LOGGER.setLevel(Level.OFF);
        Path folder = Files.createDirectories(Path.of("target", "tomcat")).toAbsolutePath();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        deploy(tomcat, application, folder);
        try {
            tomcat.start();
        } catch (LifecycleException e) {
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
                    tomcat.stop();
                    tomcat.destroy();
                } catch (LifecycleException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @SuppressWarnings("deprecation") // what Tomcat 11 has instead is not there in 10.1
    private static void deploy(Tomcat tomcat, Application application, Path folder) {
        Context context = tomcat.addContext(application.contextPath, folder.toString());
        Logger.getLogger(context.getLogName()).setLevel(Level.OFF);
        application.servlets.forEach((pattern, servlet) -> {
            Tomcat.addServlet(context, pattern, servlet).setAsyncSupported(true);
            context.addServletMappingDecoded(pattern, pattern, false);
        });
        for (Application.MappedFilter mapped : application.filters) {
            FilterDef filter = new FilterDef();
            filter.setFilterName("filter" + context.findFilterDefs().length);
            filter.setFilter(mapped.filter());
            filter.setAsyncSupported("true");
            context.addFilterDef(filter);
            FilterMap map = new FilterMap();
            map.setFilterName(filter.getFilterName());
            map.addURLPattern(mapped.pattern());
            mapped.dispatches().forEach(type -> map.setDispatcher(type.name()));
            context.addFilterMap(map);
        }
        if (application.hasErrorPage) {
            ErrorPage page = new ErrorPage();
            page.setLocation(Application.ERROR_PAGE);
            context.addErrorPage(page);
        }
    }
}
