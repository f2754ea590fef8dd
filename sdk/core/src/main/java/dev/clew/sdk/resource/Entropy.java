package dev.clew.sdk.resource;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Random numbers of the operating system, which no other process gets, nor a copy of this one.
 *
 * <p>Where there is a {@code /dev/urandom} they are read from it: {@link SecureRandom} has them from there, too, and loads the
 * security providers first, which is 55 classes and 15 to 25 ms at the start of a process. Threads: any.
 */
public final class Entropy {
    private static final String DEVICE = "/dev/urandom";

    private Entropy() {}

    /** So many numbers, of 64 random bits each. */
    public static long[] longs(int count) {
        long[] drawn = new long[count];
        try (DataInputStream device = new DataInputStream(new FileInputStream(DEVICE))) {
            for (int i = 0; i < count; i++) {
                drawn[i] = device.readLong();
            }
            return drawn;
        } catch (IOException | SecurityException noDevice) {
            return new SecureRandom().longs(count).toArray();
        }
    }
}
