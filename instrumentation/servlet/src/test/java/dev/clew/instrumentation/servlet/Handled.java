package dev.clew.instrumentation.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet of one lambda, for every method. */
final class Handled extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Handling handling;

    Handled(Handling handling) {
        this.handling = handling;
    }

    /** What a servlet does. */
    @FunctionalInterface
    interface Handling {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        handling.handle(request, response);
    }

    static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(UTF_8));
    }
}
