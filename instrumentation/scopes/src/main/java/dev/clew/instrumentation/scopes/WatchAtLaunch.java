package dev.clew.instrumentation.scopes;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Found by JUnit's launcher, which makes one before it loads the first test: a test without {@link ScopeLeakExtension} may use a
 * context before the first one with it. Nothing is watched before that one runs.
 */
public final class WatchAtLaunch implements LauncherSessionListener {
    /** For JUnit. */
    public WatchAtLaunch() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        WatchOfTests.ofTheProcess().install();
    }
}
