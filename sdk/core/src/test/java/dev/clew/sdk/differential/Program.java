package dev.clew.sdk.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** What an application does to an SDK, step by step. Prints as the calls that it makes. Threads: immutable. */
record Program(Setup setup, List<Step> steps) implements Shrinkable<Program> {
    private static final int MOST_STEPS = 60;

    /** Where properties get programs from. */
    static final class Any implements ArbitrarySupplier<Program> {
        @Override
        public Arbitrary<Program> get() {
            return Arbitraries.fromGenerator(Program::draw);
        }
    }

    static Program draw(Random random) {
        Setup setup = Setup.draw(random);
        List<Step> steps = new ArrayList<>();
        int thread = 0;
        steps.add(new Step(0, Step.Action.USE_TRACER, 0, random.nextLong()));
        steps.add(new Step(0, Step.Action.START, 0, random.nextLong()));
        for (int i = random.nextInt(MOST_STEPS); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                thread = random.nextInt(setup.threads());
            }
            steps.add(new Step(thread, Step.Action.draw(random), back(random), random.nextLong()));
        }
        return new Program(setup, steps);
    }

    // Mostly the newest.
    private static int back(Random random) {
        return random.nextInt(1 + random.nextInt(4));
    }

    @Override
    public Program value() {
        return this;
    }

    /** Shorter programs: without a half, a quarter, ... and a single step; then on a simpler SDK. */
    @Override
    public Stream<Shrinkable<Program>> shrink() {
        List<Shrinkable<Program>> shorter = new ArrayList<>();
        for (int length = Math.max(1, steps.size() / 2); length > 0; length /= 2) {
            for (int from = 0; from + length <= steps.size(); from += length) {
                List<Step> left = new ArrayList<>(steps);
                left.subList(from, from + length).clear();
                shorter.add(new Program(setup, left));
            }
        }
        if (!setup.equals(setup.simplest())) {
            shorter.add(new Program(setup.simplest(), steps));
        }
        return shorter.stream();
    }

    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(steps.size(), setup.equals(setup.simplest()) ? 0 : 1);
    }

    @Override
    public String toString() {
        return setup + "\n" + String.join("\n", Run.told(this));
    }
}
