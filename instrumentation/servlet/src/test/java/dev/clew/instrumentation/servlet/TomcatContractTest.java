package dev.clew.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("tomcat") // what the build runs on an older one too
class TomcatContractTest extends ServletContract {
    @Override
    Container container() {
        return new TomcatContainer();
    }

    /** The build runs this suite on two of them. */
    @Test
    void tomcat_isTheOneThatTheBuildSays() {
        assertThat(ServerInfo.getServerNumber()).startsWith(System.getProperty("tomcat.version"));
    }
}
