package dev.clew.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.clew.sdk.crac.Core;
import dev.clew.sdk.telemetry.Incidents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The listener behind the real {@code org.crac}, which is told by the tests' own platform, and behind that platform directly. */
class CheckpointsTest {
    private final List<String> heard = new ArrayList<>();
    private final Incidents incidents = new Incidents();

    private final Checkpoints.Listener listener = new Checkpoints.Listener() {
        @Override
        public void beforeCheckpoint() {
            heard.add("before");
        }

        @Override
        public void afterRestore() {
            heard.add("after");
        }
    };

    @Test
    void watch_hearsOfACheckpointThroughOrgCrac() throws Exception {
        assertThat(System.getProperty("org.crac.Core.Compat"))
                .as("to be set for these tests, as pom.xml does")
                .isEqualTo(Core.class.getPackageName());
        Object kept = Checkpoints.watch(listener, incidents);

        org.crac.Core.checkpointRestore();

        assertThat(kept).isInstanceOf(org.crac.Resource.class).hasToString("Clew's part in checkpoints");
        assertThat(heard).containsExactly("before", "after");
    }

    @Test
    void watch_worksWithoutOrgCracWhereTheJdkMakesCheckpoints() throws Exception {
        Object kept = Checkpoints.watch(listener, incidents, List.of("no.such.crac", Core.class.getPackageName()));

        Core.checkpointRestore();

        assertThat(kept).isInstanceOf(dev.clew.sdk.crac.Resource.class);
        assertThat(heard).containsExactly("before", "after");
    }

    @Test
    void watch_answersNullWhereNothingMakesCheckpoints() {
        assertThat(Checkpoints.watch(listener, incidents, List.of("no.such.crac")))
                .isNull();
    }

    @Test
    void listenerThatThrows_doesNotMakeTheCheckpointFail() {
        Checkpoints.Listener failing = new Checkpoints.Listener() {
            @Override
            public void beforeCheckpoint() {
                throw new IllegalStateException("before");
            }

            @Override
            public void afterRestore() {
                throw new NoClassDefFoundError("after");
            }
        };
        Object kept = Checkpoints.watch(failing, incidents);

        assertThatCode(org.crac.Core::checkpointRestore).doesNotThrowAnyException();
        assertThat(kept).isNotNull();
    }

    @Test
    void registered_isEqualToItselfOnly() {
        Object one = Checkpoints.watch(listener, incidents);
        Object other = Checkpoints.watch(listener, incidents);

        assertThat(one).isNotNull().isEqualTo(one).isNotEqualTo(other).hasSameHashCodeAs(one);
    }
}
