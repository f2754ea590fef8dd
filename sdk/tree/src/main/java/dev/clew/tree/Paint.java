package dev.clew.tree;

/** Colours for a terminal, or none. */
final class Paint {
    static final String BOLD = "1";
    static final String DIM = "2";
    static final String RED = "31";

    /** Told apart on light and dark grounds alike; red is for errors. */
    private static final String[] SERVICES = {"36", "33", "35", "34", "32", "96", "95", "94"};

    private final boolean colours;

    Paint(boolean colours) {
        this.colours = colours;
    }

    String paint(String text, String style) {
        return colours && !text.isEmpty() ? "\u001B[" + style + "m" + text + "\u001B[0m" : text;
    }

    /** The style of the service with this number. */
    static String service(int index) {
        return SERVICES[Math.floorMod(index, SERVICES.length)];
    }
}
