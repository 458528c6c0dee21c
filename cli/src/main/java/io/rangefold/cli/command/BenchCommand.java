package io.rangefold.cli.command;

import io.rangefold.cli.bench.Scaling;
import io.rangefold.cli.bench.ScalingDocument;
import io.rangefold.cli.bench.ScalingPage;
import io.rangefold.cli.bench.ScalingPlan;
import io.rangefold.cli.bench.ScalingReport;
import io.rangefold.cli.bench.ScalingText;
import io.rangefold.cli.bench.Size;
import io.rangefold.cli.job.Answers;
import io.rangefold.cli.job.JobSelection;
import io.rangefold.cli.job.JobSyntax;
import io.rangefold.cli.output.TargetFile;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.ShellWords;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.JobOptionTexts;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code rangefold bench scaling KIND}: what slots gain over a plain loop. */
final class BenchCommand implements Command {
    private static final String SCALING = "scaling";
    private static final int MAX_PROCESSES = 256;
    private static final String SUMMARY =
            "Measures what slots gain: a plain loop of the same kernel on one thread, then the job on 1, 2, 4 … slots,"
                    + " in turns, repeated; every answer is compared.";

    private @Nullable JobSelection selection;
    private List<String> typed = List.of();

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        typed = words;
        Syntax before = new Syntax("", "");
        addOwn(before);
        before.option("--output", "", "");
        JobSelection found = JobSelection.find(
                withoutName(words), before, environment.kinds().get());
        selection = found;
        String kind = found.kind().map(each -> each.description().name()).orElse("KIND");
        Syntax syntax = new Syntax("rangefold bench scaling " + kind + " [kind options] [options]", SUMMARY);
        found.kind().ifPresent(each -> JobSyntax.addKind(syntax, each.description()));
        addOwn(syntax);
        addFooter(syntax, found);
        return syntax;
    }

    /** Examples of kinds write their pictures, which nobody looks at here. */
    private static void addFooter(Syntax syntax, JobSelection found) {
        if (found.kind().isEmpty()) {
            found.addFooter(syntax, "bench scaling");
            return;
        }
        List<String> lines = new ArrayList<>(List.of("", "Examples:"));
        found.kind().get().description().examples().stream()
                .map(example -> example.replaceAll(" --image \\S+", ""))
                .forEach(example -> lines.add("  rangefold bench scaling " + example));
        syntax.footer(lines);
    }

    private static List<String> withoutName(List<String> words) {
        if (!words.isEmpty() && words.get(0).equals(SCALING)) {
            return words.subList(1, words.size());
        }
        if (words.contains("--help") || words.contains("-h")) {
            return words.stream().filter(word -> word.startsWith("-")).toList();
        }
        String found = words.isEmpty() ? "" : words.get(0);
        throw CliException.usage(
                found.isEmpty() ? "what to measure is missing" : "there is no benchmark \"" + found + "\"",
                found.isEmpty() ? "bench" : found,
                "`rangefold bench scaling KIND …` measures how a job scales");
    }

    private static void addOwn(Syntax syntax) {
        syntax.section("Options of bench scaling")
                .option("--slots", "N,…", "numbers of slots (default: 1,2,4 … up to all cores; of each worker: 1)")
                .option(
                        "--workers",
                        "N,…",
                        "numbers of worker processes with --slots each (default: none, all in this one)")
                .option("--repeat", "N", "repetitions, 1 to 100 (default: 5)")
                .option("--warmup", "N", "rounds before them that do not count, 0 to 10 (default: 1)")
                .option("--order-seed", "N", "of the order within rounds, and of the interval of the fit (default: 1)")
                .option("--verify", "HOW", "none, check, audit=PERCENT or quorum=N (default: none, as the loop does)")
                .option("--html", "FILE", "write a page with plots, which needs nothing else, to FILE")
                .option("--api", "URL[,…]", "measure on a running cluster: --slots become the --max-slots of its jobs");
    }

    @Override
    public List<String> words(List<String> all) {
        return selected().words();
    }

    @Override
    public boolean handlesInterrupts(List<String> words) {
        return true;
    }

    @Override
    public int run(Session session) throws IOException {
        Words words = session.words();
        JobKind kind = selected()
                .kind()
                .orElseThrow(() -> CliException.usage("KIND is missing", "KIND", "`rangefold kinds` lists them"));
        JobRequest request = request(words, kind);
        int repetitions = integer(words, "--repeat", 1, ScalingPlan.MAX_REPETITIONS, 5);
        int warmUps = integer(words, "--warmup", 0, ScalingPlan.MAX_WARM_UPS, 1);
        int seed = integer(words, "--order-seed", 0, Integer.MAX_VALUE, 1);
        Optional<List<Integer>> slots = integers(words, "--slots", WorkerSettings.MAX_SLOTS);
        Optional<List<Integer>> workers = integers(words, "--workers", MAX_PROCESSES);
        boolean onCluster = words.value("--api").isPresent();
        if (onCluster && workers.isPresent()) {
            throw CliException.usage(
                    "--api and --workers exclude each other",
                    "--workers",
                    "the cluster has its own workers: use --slots");
        }
        Optional<TargetFile> file = words.value("--html").map(name -> TargetFile.open(name, "--html"));
        try {
            ScalingReport report;
            if (onCluster) {
                JobService jobs = session.coordinator();
                int available = available(jobs);
                ScalingPlan plan = plan(
                        List.of(0),
                        slots.orElseGet(() -> ScalingPlan.doublings(available)),
                        repetitions,
                        warmUps,
                        seed);
                report = scaling(session).onCluster(jobs, available, kind, request, plan, command());
            } else {
                int cores = Runtime.getRuntime().availableProcessors();
                List<Integer> each =
                        slots.orElseGet(() -> workers.isPresent() ? List.of(1) : ScalingPlan.doublings(cores));
                ScalingPlan plan = plan(workers.orElse(List.of(0)), each, repetitions, warmUps, seed);
                report = scaling(session).onThisMachine(session::launcher, kind, request, plan, command());
            }
            write(session, report, file);
        } finally {
            if (file.isPresent()) {
                file.get().close();
            }
        }
        return ExitCode.DONE;
    }

    private static Scaling scaling(Session session) {
        return new Scaling(session.output(), session.section());
    }

    private static void write(Session session, ScalingReport report, Optional<TargetFile> file) throws IOException {
        if (file.isPresent()) {
            ScalingPage.write(file.get().out(), report);
            file.get().finish();
        }
        Optional<String> name = file.map(TargetFile::name);
        if (session.output().isJson()) {
            session.output().document(json -> ScalingDocument.write(json, report, name));
        } else {
            session.output().text(out -> ScalingText.write(out, report));
        }
        ScalingText.warnings(report).forEach(session.output()::warn);
        name.ifPresent(written -> session.output().note("plots written to " + written));
    }

    /** Without checks by the cluster unless they are asked for: the plain loop has none. */
    private static JobRequest request(Words words, JobKind kind) {
        JobRequest checked = JobSyntax.read(words, kind).request();
        if (words.value("--verify").isPresent()) {
            return checked;
        }
        JobOptions options = checked.options();
        return new JobRequest(
                checked.kind(),
                checked.arguments(),
                new JobOptions(
                        options.name(),
                        options.priority(),
                        options.maxSlots(),
                        options.timeout(),
                        options.maxAttempts(),
                        new VerifyMode.None()));
    }

    private static ScalingPlan plan(
            List<Integer> workers, List<Integer> slots, int repetitions, int warmUps, int seed) {
        List<Size> sizes = ScalingPlan.crossed(workers, slots);
        if (sizes.size() > ScalingPlan.MAX_SIZES) {
            throw CliException.badInput(
                    "these are " + sizes.size() + " sizes", "--slots", "name at most " + ScalingPlan.MAX_SIZES);
        }
        int processes = sizes.stream().mapToInt(Size::workers).sum();
        if (processes > MAX_PROCESSES) {
            throw CliException.badInput(
                    "these are " + processes + " worker processes at once",
                    "--workers",
                    "name fewer sizes: at most " + MAX_PROCESSES + " processes together");
        }
        return new ScalingPlan(sizes, repetitions, warmUps, seed);
    }

    private static int available(JobService jobs) {
        int slots = Answers.await(jobs.workers()).stream()
                .filter(worker -> worker.state() == WorkerView.State.ACTIVE)
                .mapToInt(WorkerView::slots)
                .sum();
        if (slots == 0) {
            throw new CliException(
                    ExitCode.FAILED,
                    "no-slots",
                    "the cluster has no worker that could compute",
                    "--api",
                    "start some with `rangefold worker --join HOST:PORT`");
        }
        return slots;
    }

    private static int integer(Words words, String option, int min, int max, int otherwise) {
        try {
            return words.value(option)
                    .map(text -> JobOptionTexts.integer(text, min, max, option))
                    .orElse(otherwise);
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
    }

    /** Whole numbers from 1 on with commas between them, ascending. */
    private static Optional<List<Integer>> integers(Words words, String option, int max) {
        Optional<String> text = words.value(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<Integer> numbers = new TreeSet<>();
        try {
            for (String each : text.get().split(",", -1)) {
                numbers.add(JobOptionTexts.integer(each.strip(), 1, max, option));
            }
        } catch (BadInputException e) {
            throw CliException.badInput(e);
        }
        return Optional.of(List.copyOf(numbers));
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of("rangefold", "bench"));
        words.addAll(typed);
        return ShellWords.join(words);
    }

    private JobSelection selected() {
        if (selection == null) {
            throw new IllegalStateException("the syntax was not asked for");
        }
        return selection;
    }
}
