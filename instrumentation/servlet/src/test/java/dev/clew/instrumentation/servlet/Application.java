package dev.clew.instrumentation.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A web application to deploy: filters in their order, servlets by their patterns, and perhaps a page for every error. */
final class Application {
    static final EnumSet<DispatcherType> EVERY_DISPATCH = EnumSet.allOf(DispatcherType.class);
    static final String ERROR_PAGE = "/error";

    final List<MappedFilter> filters = new ArrayList<>();
    final Map<String, Servlet> servlets = new LinkedHashMap<>();
    String contextPath = "";
    boolean hasErrorPage;

    /** A filter and what it sees. */
    record MappedFilter(Filter filter, String pattern, EnumSet<DispatcherType> dispatches) {}

    Application filter(Filter filter) {
        return filter(filter, "/*", EVERY_DISPATCH);
    }

    Application filter(Filter filter, String pattern, EnumSet<DispatcherType> dispatches) {
        filters.add(new MappedFilter(filter, pattern, dispatches));
        return this;
    }

    Application servlet(String pattern, Servlet servlet) {
        servlets.put(pattern, servlet);
        return this;
    }

    Application errorPage(Servlet servlet) {
        hasErrorPage = true;
        return servlet(ERROR_PAGE, servlet);
    }

    Application contextPath(String path) {
        contextPath = path;
        return this;
    }
}
