package dev.clew.sdk.differential;

/** What the SDKs do differently on purpose. */
enum Difference {
    EXCEPTION_LIMIT,
    NO_LENGTH,
    NULL_ATTRIBUTES,
    NARROW_VALUE,
    PARENT_IN_THE_FUTURE,
    EVENT_BEFORE_THE_EPOCH,
    HALF_CODE_POINT,
    BLANK_NAME
}
