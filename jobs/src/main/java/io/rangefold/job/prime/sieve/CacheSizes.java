package io.rangefold.job.prime.sieve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data caches of a core in bytes, as Linux tells them; elsewhere, what is common. */
final class CacheSizes {
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final long COMMON_LEVEL_1 = 32 * 1024;
    private static final long COMMON_LEVEL_2 = 1024 * 1024;

    private static final long LEVEL_1 = size("1", COMMON_LEVEL_1);
    private static final long LEVEL_2 = size("2", COMMON_LEVEL_2);

    private CacheSizes() {}

    static long level1() {
        return LEVEL_1;
    }

    static long level2() {
        return LEVEL_2;
    }

    private static long size(String level, long common) {
        try {
            for (int index = 0; Files.isDirectory(CACHES.resolve("index" + index)); index++) {
                Path cache = CACHES.resolve("index" + index);
                if (read(cache, "level").equals(level) && !read(cache, "type").equals("Instruction")) {
                    return Long.parseLong(read(cache, "size").replace("K", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Some kernels hide them or write them otherwise; a common size costs a little speed at most.
            return common;
        }
        return common;
    }

    private static String read(Path cache, String name) throws IOException {
        return Files.readString(cache.resolve(name)).strip();
    }
}
