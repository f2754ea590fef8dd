package dev.clew.sdk.differential;

/**
 * Something that was to be seen while a program ran.
 *
 * @param step number of the step that showed it; the number of steps for what was seen at the end
 */
record Sight(int step, String what, Object seen) {}
