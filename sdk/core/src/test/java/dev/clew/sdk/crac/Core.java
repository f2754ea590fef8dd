package dev.clew.sdk.crac;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Stands where a JDK with checkpoints has its {@code Core}: tells resources of both sides of a checkpoint and makes none.
 * Resources are held weakly, as there.
 */
public final class Core {
    private static final Registry REGISTRY = new Registry();

    private Core() {}

    public static Context<Resource> getGlobalContext() {
        return REGISTRY;
    }

    public static void checkpointRestore() throws CheckpointException, RestoreException {
        checkpointRestore(() -> {});
    }

    /** What a whole checkpoint and restore is to the resources, and something to do between the two. */
    public static void checkpointRestore(Runnable frozen) throws CheckpointException, RestoreException {
        REGISTRY.beforeCheckpoint(REGISTRY);
        frozen.run();
        REGISTRY.afterRestore(REGISTRY);
    }

    /** How many resources there are. */
    public static int registered() {
        return REGISTRY.resources().size();
    }

    private static final class Registry extends Context<Resource> {
        private final List<WeakReference<Resource>> resources = new ArrayList<>();

        @Override
        public synchronized void register(Resource resource) {
            resources.add(new WeakReference<>(resource));
        }

        synchronized List<Resource> resources() {
            return new ArrayList<>(resources.stream()
                    .map(WeakReference::get)
                    .filter(Objects::nonNull)
                    .toList());
        }

        @Override
        public void beforeCheckpoint(Context<? extends Resource> context) throws CheckpointException {
            List<Resource> newestFirst = resources();
            Collections.reverse(newestFirst);
            CheckpointException failures = new CheckpointException();
            for (Resource resource : newestFirst) {
                try {
                    resource.beforeCheckpoint(this);
                } catch (Exception failure) {
                    failures.addSuppressed(failure);
                }
            }
            if (failures.getSuppressed().length > 0) {
                throw failures;
            }
        }

        @Override
        public void afterRestore(Context<? extends Resource> context) throws RestoreException {
            RestoreException failures = new RestoreException();
            for (Resource resource : resources()) {
                try {
                    resource.afterRestore(this);
                } catch (Exception failure) {
                    failures.addSuppressed(failure);
                }
            }
            if (failures.getSuppressed().length > 0) {
                throw failures;
            }
        }
    }
}
