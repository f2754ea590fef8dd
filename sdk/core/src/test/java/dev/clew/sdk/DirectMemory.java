package dev.clew.sdk;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What direct buffers this process has. */
final class DirectMemory {
    private DirectMemory() {}

    static long used() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }
}
