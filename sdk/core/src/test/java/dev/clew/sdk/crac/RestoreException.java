package dev.clew.sdk.crac;

/** A resource failed after the restore; each failure is suppressed in it. */
public final class RestoreException extends Exception {}
