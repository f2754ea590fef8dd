package dev.clew.propagation;

import java.util.ArrayList;
import java.util.List;

/**
 * The 512 characters that W3C asks everybody to forward of a {@code tracestate}. More would be allowed; but a caller could then have
 * us send 16 KiB with each request, more than most servers take of headers, and break the calls that we make for it.
 */
final class TraceStateLimit {
    private static final int MAX_LENGTH = 512;
    private static final int LONG_MEMBER = 128;

    private TraceStateLimit() {}

    /**
     * A well-formed list as it is if it is no longer than that. Otherwise without whole members, as many as it takes, from the end
     * on: first such as have more than 128 characters, then any.
     */
    static String cut(String list) {
        if (list.length() <= MAX_LENGTH) {
            return list;
        }
        List<String> members = members(list);
        int length = removeLast(members, LONG_MEMBER, length(members));
        removeLast(members, 0, length);
        return String.join(",", members);
    }

    /** Removes members longer than {@code atLeast} from the end on until the list is short enough; its length then. */
    private static int removeLast(List<String> members, int atLeast, int lengthBefore) {
        int length = lengthBefore;
        for (int i = members.size() - 1; i >= 0 && length > MAX_LENGTH; i--) {
            if (members.get(i).length() > atLeast) {
                length -= members.remove(i).length() + 1;
            }
        }
        return length;
    }

    private static int length(List<String> members) {
        int length = members.size() - 1;
        for (String member : members) {
            length += member.length();
        }
        return length;
    }

    private static List<String> members(String list) {
        List<String> members = new ArrayList<>();
        int start = TraceStateGrammar.nextMember(list, 0);
        while (start < list.length()) {
            int comma = Ascii.indexOf(list, ',', start, list.length());
            members.add(BaggageText.trim(list, start, comma));
            start = TraceStateGrammar.nextMember(list, comma);
        }
        return members;
    }
}
