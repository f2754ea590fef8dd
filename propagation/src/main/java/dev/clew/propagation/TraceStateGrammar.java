package dev.clew.propagation;

/**
 * Says whether a text is a {@code tracestate} list, in one pass over it.
 *
 * <pre>
 * list   = [ member ] *( OWS "," OWS [ member ] )            at most 32 members, keys differ
 * member = key "=" value
 * key    = lcalpha 0*255 keychar                             one vendor
 *        / ( lcalpha / DIGIT ) 0*240 keychar "@" lcalpha 0*13 keychar
 * value  = 0*255 ( " " / octet ) octet                       printable ASCII but "," and "="
 * </pre>
 *
 * <p>Allocates: nothing.
 */
final class TraceStateGrammar {
    static final int MALFORMED = -1;

    private static final int MAX_MEMBERS = 32;
    private static final int MAX_KEY = 256;
    private static final int MAX_TENANT = 241;
    private static final int MAX_SYSTEM = 14;
    private static final int MAX_VALUE = 256;

    private TraceStateGrammar() {}

    /** The number of members, 0 to 32, or {@link #MALFORMED}. */
    static int countMembers(String list) {
        int members = 0;
        long keysSeen = 0;
        int start = nextMember(list, 0);
        while (start < list.length()) {
            int equals = keyEnd(list, start);
            int end = equals < 0 ? MALFORMED : valueEnd(list, equals + 1);
            if (end < 0 || !isSeparated(list, end) || ++members > MAX_MEMBERS) {
                return MALFORMED;
            }
            // One bit per key: only where two keys share one are the keys themselves compared.
            long key = 1L << (31 * list.charAt(start) + 7 * list.charAt(equals - 1) + equals - start);
            if ((keysSeen & key) != 0 && find(list, start, list, start, equals - start) >= 0) {
                return MALFORMED;
            }
            keysSeen |= key;
            start = nextMember(list, end);
        }
        return members;
    }

    /** Where the next member begins at or after {@code at}: past commas, and spaces and tabs around them. */
    static int nextMember(String list, int at) {
        int next = at;
        while (next < list.length() && (list.charAt(next) == ',' || Ascii.isSpace(list.charAt(next)))) {
            next++;
        }
        return next;
    }

    /**
     * Where the value begins of the member whose key is the part of {@code text} from {@code from} on, or -1. Looks at the
     * members of {@code list} that begin before {@code limit}, all of them well-formed.
     */
    static int find(String list, int limit, String text, int from, int keyLength) {
        int start = nextMember(list, 0);
        while (start < limit) {
            int equals = list.indexOf('=', start);
            if (equals - start == keyLength && list.regionMatches(start, text, from, keyLength)) {
                return equals + 1;
            }
            start = nextMember(list, valueEnd(list, equals + 1));
        }
        return -1;
    }

    /** Past the last octet of the value at {@code start}: spaces after it are not part of it. */
    static int valueEnd(String list, int start) {
        int end = start;
        for (int at = start; at < list.length(); at++) {
            char c = list.charAt(at);
            if ((c != ' ' && !Ascii.isVisible(c)) || c == ',' || c == '=') {
                break;
            }
            if (c != ' ') {
                end = at + 1;
            }
        }
        return end == start || end - start > MAX_VALUE ? MALFORMED : end;
    }

    /** The position of the {@code =} behind the key at {@code start}. */
    private static int keyEnd(String list, int start) {
        int at = start;
        int tenantEnd = -1;
        while (at < list.length() && list.charAt(at) != '=') {
            char c = list.charAt(at);
            if (c == '@' && tenantEnd < 0) {
                tenantEnd = at;
            } else if (!isKeyChar(c)) {
                return MALFORMED;
            }
            at++;
        }
        if (at == list.length()) {
            return MALFORMED;
        }
        boolean valid = tenantEnd < 0
                ? startsWithLetter(list, start, at) && at - start <= MAX_KEY
                : isTenant(list, start, tenantEnd) && isSystem(list, tenantEnd + 1, at);
        return valid ? at : MALFORMED;
    }

    private static boolean isTenant(String list, int from, int to) {
        return to > from
                && (Ascii.isLowercase(list.charAt(from)) || Ascii.isDigit(list.charAt(from)))
                && to - from <= MAX_TENANT;
    }

    private static boolean isSystem(String list, int from, int to) {
        return startsWithLetter(list, from, to) && to - from <= MAX_SYSTEM;
    }

    private static boolean startsWithLetter(String list, int from, int to) {
        return to > from && Ascii.isLowercase(list.charAt(from));
    }

    private static boolean isSeparated(String list, int end) {
        int at = end;
        while (at < list.length() && Ascii.isSpace(list.charAt(at))) {
            at++;
        }
        return at == list.length() || list.charAt(at) == ',';
    }

    private static boolean isKeyChar(char c) {
        return Ascii.isLowercase(c) || Ascii.isDigit(c) || c == '_' || c == '-' || c == '*' || c == '/';
    }
}
