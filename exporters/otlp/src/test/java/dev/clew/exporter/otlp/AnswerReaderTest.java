package dev.clew.exporter.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private AnswerReader reader = new AnswerReader(InputStream.nullInputStream());

    @Test
    void read_bodyOfALength() throws Exception {
        Answer answer = read(OK + "Content-Length: 4\r\nContent-Type: text/plain\r\n\r\nbodyHTTP/1.1 500");

        assertThat(text(answer)).isEqualTo("200 body whole");
        assertThat(answer.headers()).containsEntry("content-type", "text/plain");
        assertThat(reader.isFollowed()).isTrue();
    }

    @Test
    void read_bodyInChunks() throws Exception {
        Answer answer = read(
                OK + "Transfer-Encoding: Chunked\r\n\r\n3;x=y\r\nbod\r\nA\r\ny and more\r\n0\r\nTrailer: x\r\n\r\n");

        assertThat(text(answer)).isEqualTo("200 body and more whole");
        assertThat(reader.isFollowed()).isTrue();
    }

    @Test
    void read_bodyUpToTheEndOfTheConnection() throws Exception {
        assertThat(text(read(OK + "\r\nbody"))).isEqualTo("200 body whole");
        assertThat(reader.isFollowed()).isFalse();
    }

    @Test
    void read_statusesWithoutBodyWaitForNone() throws Exception {
        assertThat(text(read("HTTP/1.1 204 No Content\r\n\r\n"))).isEqualTo("204  whole");
        assertThat(reader.isFollowed()).isTrue();
    }

    @Test
    void read_whatAnnouncesTheAnswerIsPassedOver() throws Exception {
        assertThat(text(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK
                        + "Content-Length: 0\r\n\r\n")))
                .isEqualTo("200  whole");
    }

    @Test
    void read_linesMayEndAsUnixLinesDoAndNeedNoReason() throws Exception {
        assertThat(text(read("HTTP/1.1 200\nContent-Length:2\n\nok"))).isEqualTo("200 ok whole");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {OK + "Connection: Close\r\n", OK + "Connection : keep-alive, close\r\n", "HTTP/1.0 200 OK\r\n"})
    void read_afterWhichTheOtherSideClosesIsNotFollowed(String head) throws Exception {
        assertThat(text(read(head + "Content-Length: 2\r\n\r\nok"))).isEqualTo("200 ok whole");
        assertThat(reader.isFollowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 9\r\n\r\nbody",
                "Content-Length: four\r\n\r\nbody",
                "Content-Length: 9223372036854775808\r\n\r\nbody",
                "Transfer-Encoding: chunked\r\n\r\n80000000\r\nbody",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nbody",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n-\r\n\r\n",
            })
    void read_bodyThatBreaksOffOrLiesIsNotWhole(String rest) throws Exception {
        Answer answer = read(OK + rest);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isFalse();
        assertThat(reader.isFollowed()).isFalse();
    }

    @Test
    void read_bodyThatIsTooLongIsCut() throws Exception {
        Answer answer = read(OK + "\r\n" + "x".repeat(AnswerReader.MAX_BODY_BYTES + 1));

        assertThat(answer.body()).hasSize(AnswerReader.MAX_BODY_BYTES);
        assertThat(answer.whole()).isFalse();
    }

    @Test
    void read_headThatIsTooLongIsRefused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(OK + "X: " + "x".repeat(100_000)))
                .withMessage("the head of the answer has more than 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2 200\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 2xx Fine\r\n\r\n",
                "\r\n\r\n",
                "HTTP/1.1 20"
            })
    void read_ofWhatIsNotHttpFails(String said) {
        assertThat(catchThrowable(() -> read(said))).isInstanceOfAny(ProtocolException.class, EOFException.class);
    }

    @Test
    void read_ofNothingFailsAndIsEmpty() {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> read(""))
                .withMessage("the connection was closed");
        assertThat(reader.isEmpty()).isTrue();
    }

    @Test
    void read_tellsOnceTheStatusIsThere() throws Exception {
        AtomicBoolean begun = new AtomicBoolean();
        AnswerReader halfway = new AnswerReader(stream(OK + "Content-Length"));

        assertThat(catchThrowable(() -> halfway.read(() -> begun.set(true)))).isInstanceOf(EOFException.class);
        assertThat(begun).isFalse();
        new AnswerReader(stream(OK + "\r\n")).read(() -> begun.set(true));
        assertThat(begun).isTrue();
    }

    @Test
    void read_meetsGarbageWithNothingButIOExceptions() {
        Random random = new Random(42);
        String[] parts = {
            OK,
            "HTTP/1.1 ",
            "\r\n",
            "\n",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "7",
            "ffffffff",
            "-1",
            ":",
            "\0"
        };
        int answers = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder said = new StringBuilder(random.nextBoolean() ? OK : "");
            for (int part = random.nextInt(8); part > 0; part--) {
                said.append(parts[random.nextInt(parts.length)]);
            }

            Throwable failure = catchThrowable(() -> read(said.toString()));

            if (failure == null) {
                answers++;
            } else {
                assertThat(failure).as(said.toString()).isInstanceOf(IOException.class);
            }
        }
        assertThat(answers).isBetween(1_000, 49_000); // else the garbage is not worth its name
    }

    private Answer read(String said) throws IOException {
        reader = new AnswerReader(stream(said));
        return reader.read(() -> {});
    }

    private static InputStream stream(String said) {
        return new ByteArrayInputStream(said.getBytes(ISO_8859_1));
    }

    private static String text(Answer answer) {
        return answer.status() + " " + new String(answer.body(), ISO_8859_1) + (answer.whole() ? " whole" : " in part");
    }
}
