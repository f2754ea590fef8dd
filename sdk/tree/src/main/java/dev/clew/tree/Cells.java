package dev.clew.tree;

/** Text as a terminal lays it out: in cells, of which a character takes none, one or two. */
final class Cells {
    private static final char REPLACEMENT = '\uFFFD';

    private Cells() {}

    /** The text on one line and without anything that would steer a terminal: names come from other people. */
    static String clean(String text) {
        boolean clean = text.codePoints().noneMatch(Cells::steers);
        return clean
                ? text
                : text.codePoints()
                        .map(c -> steers(c) ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The cells that clean text takes, as terminals commonly count them. */
    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    /** The text in exactly so many cells: filled up with blanks, or cut with an ellipsis at the end. */
    static String fit(String text, int cells) {
        int width = width(text);
        if (width > cells) {
            String cut = cut(text, cells - 1) + "…";
            return cut + " ".repeat(cells - width(cut));
        }
        return text + " ".repeat(cells - width);
    }

    /** The text, cut with an ellipsis when it takes more than so many cells. */
    static String limit(String text, int cells) {
        return width(text) > cells ? fit(text, cells).stripTrailing() : text;
    }

    private static String cut(String text, int cells) {
        int left = cells;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            left -= width(codePoint);
            if (left < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end);
    }

    private static boolean steers(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static int width(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** East Asian wide characters and emoji, in the ranges that matter. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
