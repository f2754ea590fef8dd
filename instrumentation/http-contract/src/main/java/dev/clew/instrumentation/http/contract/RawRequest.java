package dev.clew.instrumentation.http.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A request as bytes, which no client library would send. */
final class RawRequest {
    private static final int TIMEOUT_MILLIS = 10_000;

    private RawRequest() {}

    /**
     * Sends a GET with these header lines, one byte per character, and returns the status code; 0 where the server closed the
     * connection without an answer.
     */
    static int get(int port, String pathAndQuery, String... headerLines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String headers = headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n";
            String request = "GET " + pathAndQuery + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return statusCode(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine());
        } catch (SocketException reset) {
            return 0; // the server closed while the request was still being written
        }
    }

    private static int statusCode(@Nullable String line) {
        return line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
    }
}
