package dev.clew.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A span with one attribute, by what its value is made of: a JVM keeps Latin-1 and UTF-16 apart, and OTLP wants UTF-8. */
public class TextBenchmark extends SdkBenchmark {
    /** A value of 33 characters, or of 4,096. */
    public enum Text {
        ASCII("SELECT * FROM orders WHERE id = ?"),
        LATIN1("Straße nach Åre, 37 Übergänge é ø"),
        UTF16("注文を探す: SELECT 注文 WHERE 番号 = ? 終わり"),
        LONG("SELECT * FROM orders WHERE id IN (?, ?, ?) AND status <> ? UNION".repeat(64));

        private final String value;

        Text(String value) {
            this.value = value;
        }

        String value() {
            return value;
        }
    }

    @Param
    public Text text = Text.ASCII;

    @Benchmark
    @Spans(1)
    public Object attribute() {
        return shapes.text(text.value());
    }
}
