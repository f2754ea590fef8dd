package dev.clew.configfile;

import static dev.clew.configfile.Start.FILE;
import static dev.clew.configfile.Start.refusal;
import static dev.clew.configfile.Start.tracers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracerConfiguratorTest {
    private static String file(String configurator) {
        return tracers("  tracer_configurator/development: " + configurator + "\n");
    }

    /** Which of the scopes make spans. */
    private static List<String> enabled(String configurator, String... scopes) {
        try (Start start = Start.of(file(configurator))) {
            assertThat(start.warnings()).isEmpty();
            return Stream.of(scopes)
                    .filter(scope -> start.sdk()
                            .getTracer(scope)
                            .spanBuilder("s")
                            .startSpan()
                            .isRecording())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{default_config: }", "{default_config: {enabled: true}, tracers: []}"})
    void everyScopeMakesSpansUnlessItIsSaidOtherwise(String configurator) {
        assertThat(enabled(configurator, "a", "io.b")).containsExactly("a", "io.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{disabled: true}", "{enabled: false}"})
    void eitherWordOfTheSchemaSilencesScopes(String config) {
        assertThat(enabled("{default_config: " + config + "}", "a", "b")).isEmpty();
        assertThat(enabled("{tracers: [{name: a, config: " + config + "}]}", "a", "b"))
                .containsExactly("b");
    }

    @Test
    void theFirstPatternThatFitsDecides() {
        String configurator =
                "{default_config: {disabled: true}, tracers: [{name: io.shop.noisy, config: {disabled: true}},"
                        + " {name: 'io.shop.*', config: {disabled: false}}]}";
        assertThat(enabled(configurator, "io.shop.noisy", "io.shop.quiet", "io.shopping", "other"))
                .containsExactly("io.shop.quiet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*", "*c", "a?b*", "*.b.*", "a.b.c", "*"})
    void aStarIsAnyTextAndAQuestionMarkOneCharacter(String pattern) {
        String configurator = "{tracers: [{name: '" + pattern + "', config: {disabled: true}}]}";
        assertThat(enabled(configurator, "a.b.c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a?", "?", "a.b", "A.B.C", "a.b.c.*", "a.b.?.?", "[a].b.c", "a.b.c|x"})
    void whatDoesNotFitTheWholeNameDoesNotDecide(String pattern) {
        String configurator = "{tracers: [{name: '" + pattern + "', config: {disabled: true}}]}";
        assertThat(enabled(configurator, "a.b.c", "aXbXc")).containsExactly("a.b.c", "aXbXc");
    }

    @Test
    void whatCannotBeUsedIsRefusedAtItsPlace() {
        String path = FILE + ":5: tracer_provider.tracer_configurator/development";
        assertThat(refusal(file("{default_config: {disabled: maybe}}")))
                .isEqualTo(path + ".default_config.disabled must be true or false, without quotes: disabled=maybe");
        assertThat(refusal(file("{tracers: [{config: {disabled: true}}]}")))
                .isEqualTo(path + ".tracers[0].name must be text, and is not set");
    }
}
