package dev.clew.instrumentation.executors;

/**
 * Which trace the runs of a task belong to that is scheduled at a fixed rate or with a fixed delay while a context is current.
 *
 * <p>In a trace, such a task is most often part of it: a request polls until something is ready, and cancels. Those that live
 * as long as the application are scheduled at its start, where no context is current, and get none.
 */
public enum PeriodicRuns {
    /** Each run has the context of the call that scheduled the task, as a delayed task has. The default. */
    IN_THE_SAME_TRACE,

    /**
     * Each run is a span in a trace of its own, linked to the span that was current when the task was scheduled: for tasks that
     * outlive the request that starts them, whose trace would grow for as long as they run. The rest of the context,
     * such as baggage, is carried.
     */
    IN_NEW_TRACES
}
