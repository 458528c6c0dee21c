package io.rangefold.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code run} does has to do without the libraries that only nodes of a cluster have on their class path. */
class RunClassPathTest {
    private static final Pattern EXCLUDED = Pattern.compile("<exclude>([^:]+):([^<]+)</exclude>");
    private static final String OWN = "io.rangefold";

    /** Parts of paths, of what the distribution keeps apart. */
    private static List<String> keptApart() throws IOException {
        String assembly = Files.readString(Path.of("../deploy/assembly/dist.xml"));
        return EXCLUDED.matcher(assembly).results().map(RunClassPathTest::place).toList();
    }

    private static String place(MatchResult excluded) {
        String group = excluded.group(1).replace("*", "");
        String artifact = excluded.group(2).replace("*", "");
        return group.equals(OWN)
                ? "/" + artifact.replace("rangefold-", "") + "/target/"
                : "/" + group.replace('.', '/') + (excluded.group(1).endsWith("*") ? "" : "/") + artifact;
    }

    private static ClassLoader classPathOfRun() throws IOException {
        List<String> apart = keptApart();
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> apart.stream().noneMatch(entry::contains))
                .map(RunClassPathTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }

    @Test
    void embeddedCluster_startsWithoutTheLibrariesOfNodes() throws Exception {
        // Stays open: the actors end some time after the cluster was closed.
        ClassLoader run = classPathOfRun();
        assertThatThrownBy(() -> run.loadClass("io.rangefold.metrics.MetricsPage"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> run.loadClass("io.javalin.Javalin")).isInstanceOf(ClassNotFoundException.class);

        AutoCloseable cluster = startEmbedded(run);

        assertThat(cluster).isNotNull();
        cluster.close();
    }

    /** With classes of that loader alone, and what they look for as services too. */
    private static AutoCloseable startEmbedded(ClassLoader run) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(run);
        try {
            Object kinds = run.loadClass("io.rangefold.job.JobKinds")
                    .getMethod("installed")
                    .invoke(null);
            Class<?> launcher = run.loadClass("io.rangefold.cli.node.ActorLauncher");
            Supplier<Object> supplier = () -> kinds;
            Object made = launcher.getConstructor(Supplier.class, String.class).newInstance(supplier, "test");
            return (AutoCloseable) launcher.getMethod("startEmbedded", int.class, Optional.class)
                    .invoke(made, 1, Optional.empty());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
