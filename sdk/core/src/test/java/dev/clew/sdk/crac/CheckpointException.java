package dev.clew.sdk.crac;

/** A resource failed before the checkpoint; each failure is suppressed in it. */
public final class CheckpointException extends Exception {}
