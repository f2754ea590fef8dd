package dev.clew.sdk.crac;

/** Where resources are registered. */
public abstract class Context<R extends Resource> implements Resource {
    public abstract void register(R resource);
}
