package dev.clew.exporter.otlp;

/** Text of the other side, fit for a log line: it cannot start a new line, move the cursor, or be long. */
final class PrintableText {
    static final int MAX_CHARS = 200;

    private PrintableText() {}

    /** At most 200 code points, in which runs of blanks and of what cannot be printed have become one blank. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .map(character -> isPrintable(character) ? character : ' ')
                .filter(character -> character != ' ' || !endsBlank(printable))
                .limit(MAX_CHARS)
                .forEachOrdered(printable::appendCodePoint);
        return printable.toString().trim();
    }

    private static boolean endsBlank(StringBuilder text) {
        return text.isEmpty() || text.charAt(text.length() - 1) == ' ';
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
