package dev.clew.instrumentation.http.contract;

import java.io.InputStream;

/** Requests without a body through the library under test. They throw what the library throws. Threads: any. */
public interface TracedClient {
    /** Sends the request, reads the response to its end, and returns its status code. */
    int send(String method, String url) throws Exception;

    /** Sends a GET and returns the response's body, unread. Closing it closes the response. */
    InputStream open(String url) throws Exception;

    /** Begins a GET on other threads, with the current context, and returns what cancels it. */
    Runnable start(String url);
}
