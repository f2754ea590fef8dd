package dev.clew.propagation;

/**
 * Says whether a text is a {@code tracestate} list, in one pass over it.
 *
 * <pre>
 * list   = [ member ] *( OWS "," OWS [ member ] )            at most 32 members
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

    // One look-up per character instead of up to six comparisons.
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final byte[] CLASSES = classes();

    private TraceStateGrammar() {}

    /** The number of members with different keys, 0 to 32, or {@link #MALFORMED}. */
    static int countMembers(String list) {
        int members = 0;
        int repeated = 0;
        long evenKeys = 0;
        long oddKeys = 0;
        int start = nextMember(list, 0);
        while (start < list.length()) {
            int equals = keyEnd(list, start);
            int end = equals < 0 ? MALFORMED : valueEnd(list, equals + 1);
            if (end < 0 || !isSeparated(list, end) || ++members > MAX_MEMBERS) {
                return MALFORMED;
            }
            int hash = hash(list, start, equals);
            long key = 1L << (hash >> 1);
            boolean seen = (((hash & 1) == 0 ? evenKeys : oddKeys) & key) != 0;
            // One bit of 128 per key: only where two keys share one are the keys themselves compared.
            if (seen && find(list, start, list, start, equals - start) >= 0) {
                repeated++;
            }
            if ((hash & 1) == 0) {
                evenKeys |= key;
            } else {
                oddKeys |= key;
            }
            start = nextMember(list, end);
        }
        return members - repeated;
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
            int comma = list.indexOf(',', equals);
            start = comma < 0 ? limit : nextMember(list, comma);
        }
        return -1;
    }

    /** Past the last octet of the value at {@code start}: spaces after it are not part of it. */
    static int valueEnd(String list, int start) {
        int end = skip(list, start, VALUE);
        while (end > start && list.charAt(end - 1) == ' ') {
            end--;
        }
        return end == start || end - start > MAX_VALUE ? MALFORMED : end;
    }

    /** The position of the {@code =} behind the key at {@code start}. */
    private static int keyEnd(String list, int start) {
        int end = skip(list, start, KEY);
        boolean valid;
        if (end < list.length() && list.charAt(end) == '@') {
            int system = end + 1;
            valid = isTenant(list, start, end);
            end = skip(list, system, KEY);
            valid &= startsWithLetter(list, system, end) && end - system <= MAX_SYSTEM;
        } else {
            valid = startsWithLetter(list, start, end) && end - start <= MAX_KEY;
        }
        return valid && end < list.length() && list.charAt(end) == '=' ? end : MALFORMED;
    }

    /** Where the characters of a class end that begin at {@code start}. */
    private static int skip(String list, int start, int charClass) {
        int at = start;
        int length = list.length();
        while (at < length) {
            char c = list.charAt(at);
            if (c >= CLASSES.length || (CLASSES[c] & charClass) == 0) {
                break;
            }
            at++;
        }
        return at;
    }

    /** Of the key between the two positions, 7 bits. */
    private static int hash(String list, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + list.charAt(i);
        }
        return (hash * 0x9E3779B9) >>> 25;
    }

    private static boolean isTenant(String list, int from, int to) {
        return to > from
                && (Ascii.isLowercase(list.charAt(from)) || Ascii.isDigit(list.charAt(from)))
                && to - from <= MAX_TENANT;
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

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = ' '; c <= '~'; c++) {
            boolean key = Ascii.isLowercase(c) || Ascii.isDigit(c) || "_-*/".indexOf(c) >= 0;
            boolean value = c != ',' && c != '=';
            classes[c] = (byte) ((key ? KEY : 0) | (value ? VALUE : 0));
        }
        return classes;
    }
}
