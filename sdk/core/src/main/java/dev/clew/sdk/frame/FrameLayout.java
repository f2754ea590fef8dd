package dev.clew.sdk.frame;

/**
 * Where things stand in a frame: one encoded span, little-endian, 8-byte aligned (ADR 2).
 *
 * <pre>
 *   0  commit word: length in bytes (32 bits), kind (8), flags (8), zero (16); release-stored last
 *   8  absolute position in the stripe's life: a frame of an earlier lap cannot look valid
 *  16  operation key (32): hash of name and kind     20  scope id (32)
 *  24  parent span id; zero for a root
 *  32  id of the thread that started the span
 *  40  OTLP Span message, its first fields in fixed order and width:
 *      40  0A 10  trace id (16, big-endian)
 *      58  12 08  span id (8, big-endian)
 *      68  39     start, epoch nanoseconds (8)
 *      77  41     end, epoch nanoseconds (8)
 *      86  85 01  flags (4)
 *      92  the rest in any order
 * </pre>
 *
 * <p>The length does not count the padding to the next multiple of eight. A padding frame fills the end of a stripe and has a
 * commit word only.
 */
public final class FrameLayout {
    public static final int COMMIT = 0;
    public static final int POSITION = 8;
    public static final int OPERATION = 16;
    public static final int SCOPE = 20;
    public static final int PARENT = 24;
    public static final int THREAD = 32;
    public static final int MESSAGE = 40;

    public static final int TRACE_ID = MESSAGE + 2;
    public static final int SPAN_ID = TRACE_ID + 16 + 2;
    public static final int START = SPAN_ID + 8 + 1;
    public static final int END = START + 8 + 1;
    public static final int SPAN_FLAGS = END + 8 + 2;
    public static final int REST = SPAN_FLAGS + 4;

    public static final int KIND_SPAN = 1;
    public static final int KIND_PADDING = 2;

    /** The trace is sampled: the frame is exported. */
    public static final int SAMPLED = 1;
    /** Nothing in this process is its parent. */
    public static final int LOCAL_ROOT = 1 << 1;
    /** Its parent is in another process. */
    public static final int REMOTE_PARENT = 1 << 2;
    /** Its status is an error. */
    public static final int ERROR = 1 << 3;
    /** It ended on another thread than it started on. */
    public static final int OTHER_THREAD = 1 << 4;

    private static final int KIND_SHIFT = 32;
    private static final int FLAGS_SHIFT = 40;

    private FrameLayout() {}

    static long commitWord(int length, int kind, int flags) {
        return length | (long) kind << KIND_SHIFT | (long) flags << FLAGS_SHIFT;
    }

    static int length(long commitWord) {
        return (int) commitWord;
    }

    static int kind(long commitWord) {
        return (int) (commitWord >>> KIND_SHIFT) & 0xFF;
    }

    static int flags(long commitWord) {
        return (int) (commitWord >>> FLAGS_SHIFT) & 0xFF;
    }

    static int aligned(int length) {
        return (length + 7) & ~7;
    }
}
