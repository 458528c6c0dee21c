package io.rangefold.cli.command;

import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.node.NodeLauncher;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.settings.ClientSettings;
import io.rangefold.cli.settings.Settings;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.api.ApiClient;
import io.rangefold.coordinator.api.RemoteJobService;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.job.JobKinds;

/** One run of a command. */
public final class Session {
    private final Environment environment;
    private final Output output;
    private final Words words;
    private final Interrupts.Section section;

    Session(Environment environment, Output output, Words words, Interrupts.Section section) {
        this.environment = environment;
        this.output = output;
        this.words = words;
        this.section = section;
    }

    public Output output() {
        return output;
    }

    public Words words() {
        return words;
    }

    public Interrupts.Section section() {
        return section;
    }

    public JobKinds kinds() {
        return environment.kinds().get();
    }

    public NodeLauncher launcher() {
        return environment.launcher().get();
    }

    /** Reads the conf file. */
    public Settings settings() {
        return Settings.load(environment.variables());
    }

    /** The coordinator that leads, of those that are set. */
    public JobService coordinator() {
        return new RemoteJobService(client());
    }

    /** The same, where documents are wanted as they are. */
    public ApiClient client() {
        return ClientSettings.client(words, settings(), output::note, section::interrupted);
    }
}
