package dev.clew.exporter.otlp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a receiver, for one request after the other.
 *
 * <p>Threads: {@link #close} any, also while another is in one of the other methods, which then fails at once; the others one at
 * a time.
 */
final class Connection implements Closeable {
    private static final int REQUEST_TIMEOUT = 408;

    private final Route route;
    private final byte[] slice = new byte[64 * 1024]; // as much as is sent between two looks for an early answer
    private Wire wire = new Wire(InputStream.nullInputStream(), OutputStream.nullOutputStream(), false);
    private int requests;
    private boolean stale;
    private boolean reusable;
    private long idleSinceNanos;
    private @Nullable Socket socket; // the one under TLS: closing it waits for nobody; guarded by this
    private boolean closed; // guarded by this

    /** What is said and heard, once there is somebody; {@code proxied}: to a proxy that wants to be told the whole URL. */
    private record Wire(InputStream in, OutputStream out, boolean proxied) {
        static Wire over(Socket opened, boolean proxied) throws IOException {
            InputStream in = new BufferedInputStream(opened.getInputStream(), 1024);
            // One packet for a small request; large parts go past the buffer.
            OutputStream out = new BufferedOutputStream(opened.getOutputStream(), 4096);
            return new Wire(in, out, proxied);
        }
    }

    Connection(Route route) {
        this.route = route;
    }

    /**
     * Connects, unless that is done: to the first address that lets it, through the proxy if there is one, and up to the end of the
     * handshake of TLS.
     */
    void open() throws IOException {
        if (requests > 0) {
            return;
        }
        Proxy proxy = route.proxy();
        Socket plain = connect(proxy);
        boolean throughHttp = proxy.type() == Proxy.Type.HTTP;
        if (route.isSecure()) {
            if (throughHttp) {
                tunnel(plain);
            }
            wire = Wire.over(secure(plain), false);
        } else {
            wire = Wire.over(plain, throughHttp);
        }
    }

    /** Whether requests go to a proxy that wants to be told the whole URL. */
    boolean isProxied() {
        return wire.proxied;
    }

    /**
     * Sends a request, and reads what is answered, which may be before all of it was sent.
     *
     * @param begun run when the status is known, before the answer's body is waited for
     */
    Answer exchange(byte[] head, List<ByteBuffer> body, Runnable begun) throws IOException {
        requests++;
        AnswerReader reader = new AnswerReader(wire.in);
        boolean sent = false;
        IOException failure = null;
        try {
            sent = send(head, body);
        } catch (IOException unsent) {
            failure = unsent; // the other side may have answered all the same, and closed
        }
        Answer answer;
        try {
            answer = reader.read(begun);
        } catch (IOException unread) {
            stale = requests > 1 && reader.isEmpty() && !isClosed();
            throw failure == null ? unread : failure;
        }
        if (answer.status() == REQUEST_TIMEOUT && requests > 1) {
            stale = !isClosed(); // said while the connection was idle, and of no request of ours
            throw new IOException("the connection was given up while it was idle");
        }
        reusable = sent && reader.isFollowed();
        idleSinceNanos = System.nanoTime();
        return answer;
    }

    /** Whether the last request may have failed for no other reason than that the other side had closed while nothing was going on. */
    boolean wasStale() {
        return stale;
    }

    boolean isReusable() {
        return reusable;
    }

    long idleNanos() {
        return System.nanoTime() - idleSinceNanos;
    }

    /** Whether nothing speaks against another request: what came unasked would be taken for its answer. */
    boolean isFit() {
        try {
            return !isClosed() && wire.in.available() == 0;
        } catch (IOException broken) {
            return false;
        }
    }

    private Socket connect(Proxy proxy) throws IOException {
        List<InetSocketAddress> addresses = route.addresses(proxy);
        IOException failure = null;
        for (InetSocketAddress address : addresses) {
            // Without an argument a socket would look for a SOCKS proxy of its own.
            Socket made = new Socket(proxy.type() == Proxy.Type.SOCKS ? proxy : Proxy.NO_PROXY);
            keep(made);
            try {
                made.setTcpNoDelay(true);
                made.connect(address, route.connectMillis(addresses.size()));
                return made;
            } catch (IOException refused) {
                made.close();
                if (failure == null) {
                    failure = refused;
                } else {
                    failure.addSuppressed(refused);
                }
            }
        }
        throw failure == null ? new SocketException("no address") : failure;
    }

    private synchronized void keep(Socket made) throws IOException {
        if (closed) {
            made.close();
            throw new SocketException("closed");
        }
        socket = made;
    }

    /** Has the proxy connect us with the endpoint. Byte by byte, since what follows its answer belongs to TLS. */
    private void tunnel(Socket plain) throws IOException {
        String target = route.endpoint().getHost() + ":" + route.port();
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
        plain.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        int status = new AnswerReader(plain.getInputStream()).readHead();
        if (status / 100 != 2) {
            throw new IOException("the proxy answers CONNECT with status " + status);
        }
    }

    private Socket secure(Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket) route.tls().createSocket(plain, route.host(), route.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must be the host's
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** False when the other side answered before all of it was sent: the rest would be for nobody. */
    private boolean send(byte[] head, List<ByteBuffer> body) throws IOException {
        wire.out.write(head);
        for (ByteBuffer piece : body) {
            ByteBuffer left = piece.duplicate();
            while (left.hasRemaining()) {
                if (wire.in.available() > 0) {
                    return false;
                }
                int count = Math.min(slice.length, left.remaining());
                left.get(slice, 0, count); // a batch shows its memory read-only, and a stream wants an array
                wire.out.write(slice, 0, count);
            }
        }
        wire.out.flush();
        return true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the connection, and whatever is going on over it. TLS is not said goodbye to: that could block, and no byte is missing. */
    @Override
    public synchronized void close() {
        closed = true;
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                // which is as good as closed
            }
        }
    }
}
