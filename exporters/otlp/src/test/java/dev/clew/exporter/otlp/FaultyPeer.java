package dev.clew.exporter.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener on this machine that does to each connection what no proper server would. */
final class FaultyPeer implements AutoCloseable {
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final Fault fault;

    /** What happens to a connection once it is there. */
    interface Fault {
        void on(Socket connection) throws IOException;
    }

    FaultyPeer(Fault fault) {
        this.fault = fault;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread acceptor = new Thread(this::accept, "faulty-peer");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Accepts, and never says a word. */
    static FaultyPeer silent() {
        return new FaultyPeer(connection -> {});
    }

    /** Reads the head of the request, writes the text and closes. */
    static FaultyPeer saying(String text) {
        return new FaultyPeer(connection -> {
            readHead(connection.getInputStream());
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            connection.shutdownOutput();
        });
    }

    /** A URL on which nobody listens any more. */
    static URI absent() {
        try (FaultyPeer gone = silent()) {
            return gone.url("http");
        }
    }

    URI url(String scheme) {
        return URI.create(scheme + "://localhost:" + listener.getLocalPort() + "/v1/traces");
    }

    /** Connections that were accepted so far. */
    List<Socket> connections() {
        return connections;
    }

    static void readHead(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket connection = listener.accept();
                connections.add(connection);
                fault.on(connection);
            }
        } catch (IOException closed) {
            // the test is over, or the sender has gone away
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
