package dev.clew.sampler.jaeger;

import dev.clew.sdk.telemetry.Incidents;
import java.net.URI;
import java.time.Duration;

/** Sets a {@link JaegerRemoteSampler} up. Threads: one. */
public final class JaegerRemoteSamplerBuilder {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
    private static final Duration MAX_INTERVAL = Duration.ofDays(365);
    private static final double DEFAULT_RATE = 0.001;

    private String serviceName = "unknown_service:java";
    private Endpoint endpoint = Endpoint.DEFAULT;
    private Duration interval = DEFAULT_INTERVAL;
    private double initialRate = DEFAULT_RATE;

    JaegerRemoteSamplerBuilder() {}

    /** Whose strategy is asked for; {@code unknown_service:java} unless set. */
    public JaegerRemoteSamplerBuilder setServiceName(String name) {
        serviceName = name;
        return this;
    }

    /**
     * Where the Jaeger is; its HTTP port on this machine, {@code http://localhost:5778}, unless set. A URL with a path or the port
     * 5778 is asked over HTTP, any other over gRPC.
     *
     * @throws IllegalArgumentException when it is no http or https URL with a host
     */
    public JaegerRemoteSamplerBuilder setEndpoint(URI url) {
        return setEndpoint(Endpoint.of(url, null));
    }

    /** As {@link #setEndpoint(URI)}, with the protocol, {@code grpc} or {@code http}, said outright. */
    public JaegerRemoteSamplerBuilder setEndpoint(URI url, String protocol) {
        return setEndpoint(Endpoint.of(url, protocol));
    }

    JaegerRemoteSamplerBuilder setEndpoint(Endpoint where) {
        endpoint = where;
        return this;
    }

    /**
     * How often to ask; every 60 seconds unless set.
     *
     * @throws IllegalArgumentException when it is not from a millisecond to a year
     */
    public JaegerRemoteSamplerBuilder setPollingInterval(Duration every) {
        if (every.toMillis() < 1 || every.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException(
                    "pollingInterval must be from a millisecond to a year: pollingInterval=" + every);
        }
        interval = every;
        return this;
    }

    /**
     * The part of traces that is sampled until the first answer; a thousandth unless set.
     *
     * @throws IllegalArgumentException when it is not from 0 to 1
     */
    public JaegerRemoteSamplerBuilder setInitialSamplingRate(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("initialSamplingRate must be from 0 to 1: initialSamplingRate=" + rate);
        }
        initialRate = rate;
        return this;
    }

    /**
     * The sampler, which asks for its strategy from now on.
     *
     * @throws IllegalStateException when it is to ask over gRPC and no gRPC is on the class path
     */
    public JaegerRemoteSampler build() {
        StrategySource source = endpoint.source(serviceName);
        JaegerRemoteSampler sampler = new JaegerRemoteSampler(serviceName, initialRate, System::nanoTime);
        return sampler.polledBy(new Poller(source, sampler::follow, interval, new Incidents()));
    }
}
