package io.rangefold.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of all commands. Making one loads its class only. */
public enum CommandName {
    RUN("run", "KIND …", "run a job here: coordinator and worker in one process"),
    COORDINATOR("coordinator", "", "start a coordinator"),
    WORKER("worker", "--join HOST:PORT", "start a worker"),
    SUBMIT("submit", "KIND …", "hand a job to a coordinator"),
    JOBS("jobs", "", "list jobs"),
    JOB("job", "ID", "show a job"),
    WATCH("watch", "ID", "follow a job until it ends"),
    RESULT("result", "ID", "show the result of a job"),
    CANCEL("cancel", "ID", "end a job"),
    PAUSE("pause", "ID", "take the slots away from a job"),
    RESUME("resume", "ID", "go on with a paused job"),
    PRIORITY("priority", "ID N", "give a job another priority, -10 to 10"),
    HISTORY("history", "ID", "say what happened to a job"),
    REPORT("report", "ID --html FILE", "write what became of a job as a page"),
    TRACE("trace", "ID", "write what each slot did for a job, for Perfetto"),
    EXPLAIN("explain", "ID", "say why a job is where it is"),
    WORKERS("workers", "", "list the workers"),
    DRAIN("drain", "WORKER", "take no more work to a worker"),
    PRUNE("prune", "--older-than 30d", "forget jobs that ended long ago"),
    KINDS("kinds", "[KIND]", "list the job kinds, or the options of one"),
    BENCH("bench", "scaling KIND …", "measure what slots gain over one thread"),
    CONFIG("config", "", "show each setting and where it came from"),
    COMPLETION("completion", "bash|zsh", "print a script that completes command lines in a shell"),
    VERSION("version", "", "show the version");

    /** Agreed upon, not there yet. */
    static final List<String> NOT_BUILT = List.of("doctor");

    private final String word;
    private final String arguments;
    private final String summary;

    CommandName(String word, String arguments, String summary) {
        this.word = word;
        this.arguments = arguments;
        this.summary = summary;
    }

    public String word() {
        return word;
    }

    /** What follows the name, for humans. */
    public String arguments() {
        return arguments;
    }

    public String summary() {
        return summary;
    }

    static Optional<CommandName> of(String word) {
        return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    Command create() {
        return switch (this) {
            case RUN -> new RunCommand();
            case COORDINATOR -> new CoordinatorCommand();
            case WORKER -> new WorkerCommand();
            case SUBMIT -> new SubmitCommand();
            case JOBS -> new JobsCommand();
            case JOB -> new JobCommand();
            case WATCH -> new WatchCommand();
            case RESULT -> new ResultCommand();
            case CANCEL, PAUSE, RESUME -> new ChangeCommand(this);
            case PRIORITY -> new PriorityCommand();
            case HISTORY -> new HistoryCommand();
            case REPORT -> new ReportCommand();
            case TRACE -> new TraceCommand();
            case EXPLAIN -> new ExplainCommand();
            case WORKERS -> new WorkersCommand();
            case DRAIN -> new DrainCommand();
            case PRUNE -> new PruneCommand();
            case KINDS -> new KindsCommand();
            case BENCH -> new BenchCommand();
            case CONFIG -> new ConfigCommand();
            case COMPLETION -> new CompletionCommand();
            case VERSION -> new VersionCommand();
        };
    }
}
