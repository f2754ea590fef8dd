package dev.clew.instrumentation.http.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that answers every connection with the same bytes, whatever it is asked, and closes it. */
final class RawPeer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] answer;
    private final Thread thread = new Thread(this::serve, "raw-peer");

    /** @param answer each character a byte */
    RawPeer(String answer) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                // Of its own: a client that refuses an answer may keep the connection for a while.
                Thread connection = new Thread(() -> answer(socket), "raw-peer-connection");
                connection.setDaemon(true);
                connection.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket connected) {
        try (Socket socket = connected) {
            readHead(socket.getInputStream());
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // The client has what it wanted.
        }
    }

    // Read before the answer: closing a socket with unread bytes resets it, and the client may lose the answer.
    private static void readHead(InputStream request) throws IOException {
        int newlines = 0;
        for (int b = request.read(); b >= 0 && newlines < 2; b = newlines < 2 ? request.read() : b) {
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
