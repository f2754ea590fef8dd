package dev.clew.sdk.crac;

/** What hears of checkpoints, in the shape that every CRaC has. */
public interface Resource {
    void beforeCheckpoint(Context<? extends Resource> context) throws Exception;

    void afterRestore(Context<? extends Resource> context) throws Exception;
}
