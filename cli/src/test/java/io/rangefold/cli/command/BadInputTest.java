package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.fake.CommandLineTester;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong, where, and what to do: of everything that can be typed wrong. */
class BadInputTest {
    private static final String STEPS = "run steps --from 0 --to 9 ";

    static Stream<Arguments> badLines() {
        return Stream.of(
                line("rum", "there is no command \"rum\"", "did you mean run?"),
                line("--quiet run", "a command comes first", "lists the commands"),
                line("report x", "--html is missing", "--html"),
                line("doctor", "doctor is not built yet", ""),
                line("run", "KIND is missing", "`rangefold kinds`"),
                line("run stips", "there is no job kind \"stips\"", "did you mean steps?"),
                line("run zzz", "there is no job kind \"zzz\"", "use one of: echo, steps"),
                line("run steps", "--from is missing", "where: --from"),
                line("run steps --from", "Missing required parameter for option '--from'", "where: A"),
                line("run steps --from --to 3", "Expected parameter for option '--from'", "where: A"),
                line("run steps --from 0x --to 3", "\"0x\" is not a number", "where: --from, column 1"),
                line("run steps --from 9 --to 3", "--to is below --from", "hint:  swap them"),
                line("run steps --from 0 --from 1 --to 3", "--from is given more than once", "give it once"),
                line(STEPS + "--form 3", "there is no option --form", "did you mean --from?"),
                line(STEPS + "--nonsense-of-mine=3", "there is no option --nonsense-of-mine", "see --help"),
                line(STEPS + "7", "\"7\" is one word too many", "see --help"),
                line(STEPS + "--doubt=no", "--doubt", "see --help"),
                line(STEPS + "--slots 0", "0 is out of bounds", "where: --slots"),
                line(STEPS + "--slots many", "\"many\" is not a whole number", "from 1 to 4096"),
                line(STEPS + "--workers -1", "-1 is out of bounds", "where: --workers"),
                line(STEPS + "--priority 11", "11 is out of bounds", "from -10 to 10"),
                line(STEPS + "--max-slots 0", "0 is out of bounds", "where: --max-slots"),
                line(STEPS + "--timeout 5", "\"5\" is not a duration", "500ms 30s 5m 2h"),
                line(STEPS + "--timeout 0s", "the duration 0s is out of bounds", "more than zero"),
                line(STEPS + "--timeout 999999999999h", "out of bounds", "ten years"),
                line(STEPS + "--max-attempts 101", "101 is out of bounds", "where: --max-attempts"),
                line(STEPS + "--verify maybe", "\"maybe\" is no way of verification", "audit=PERCENT"),
                line(STEPS + "--verify audit=0", "\"0\" is no share to audit", "above 0"),
                line(STEPS + "--verify audit=101", "\"101\" is no share to audit", "at most 100"),
                line(STEPS + "--verify quorum=1", "1 is out of bounds", "from 2 to 9"),
                line(STEPS + "--verify quorum", "\"quorum\" is no way of verification", "quorum=N"),
                line(STEPS + "--idempotency-key=", "the idempotency key is empty", "where: --idempotency-key"),
                line(STEPS + "--idempotency-key " + "k".repeat(201), "has 201 characters", "at most 200"),
                line(STEPS + "--data /no/such/folder", "the folder above it is missing", "where: --data"),
                line(STEPS + "--data /dev/null", "\"/dev/null\" is no folder", "postgresql://"),
                line(STEPS + "--data mysql://h/d", "is no database that jobs can be kept in", "where: --data"),
                line(STEPS + "--data mysql://u:pw@h/d", "\"mysql://u:***@h/d\" is no database", "where: --data"),
                line(
                        STEPS + "--data /tmp --workers 2",
                        "--data and --workers exclude each other",
                        "coordinator --data"),
                line("run --resume j1", "--resume needs --data", "where: --data"),
                line(STEPS + "--data /tmp --resume j1", "a kind and --resume exclude each other", "where: --resume"),
                line("run --data /tmp --resume j1 --jobs f", "--jobs and --resume exclude each other", ""),
                line("run --data /tmp --resume j1 --name x", "--name is for new jobs", "where: --name"),
                line(STEPS + "--results f", "the result of steps is no list", "where: --results"),
                line(STEPS + "--image f", "the result of steps is no picture", "where: --image"),
                line(STEPS + "--output yaml", "\"yaml\" is no output format", "human or json"),
                line(STEPS + "--name " + "x".repeat(201), "the name has 201 characters", "at most 200"),
                line("run echo", "nothing to echo", "where: N…"),
                line("run echo --input /no/such", "\"/no/such\" does not exist", "where: --input"),
                line("run echo --input /", "\"/\" is a directory", "name a file"),
                line("run echo 1 --results /", "\"/\" is a directory", "where: --results"),
                line("run --jobs /no/such", "\"/no/such\" does not exist", "where: --jobs"),
                line("run --jobs /no/such steps", "a kind and --jobs exclude each other", "where: --jobs"),
                line("run --jobs f --priority 3", "--priority is for one job", "lines of the file"),
                line("submit echo 1 --results f", "--results needs --wait", "rangefold result ID"),
                line("run --jobs f --image a.png", "--image is for one job", "lines of the file"),
                line("submit echo 1 --api localhost:1", "is no address of a coordinator's API", "where: --api"),
                line("submit echo 1 --api ftp://h", "is no address of a coordinator's API", "http://127.0.0.1:8520"),
                line("submit echo 1 --api http://h:1,h:2", "is no address of a coordinator's API", "where: --api"),
                line("coordinator --data /no/such/folder", "the folder above it is missing", "make that one first"),
                line("coordinator --data oracle://h/d", "is no database", "postgresql://HOST"),
                line("coordinator --data /tmp --join h:1", "a folder is for one coordinator", "where: --join"),
                line("coordinator --data none --join h:1", "kept in memory can't be taken over", "where: --join"),
                line("coordinator --data postgresql://h/d --join here", "is no address of a coordinator", "--join"),
                line("coordinator --data postgresql://h/d --join 10.0.0.1:1", "10.0.0.1 is not loopback", "--join"),
                line("jobs --state DONE", "\"DONE\" is no state of a job", "QUEUED,RUNNING"),
                line("jobs --state QUEUED,", "\"\" is no state of a job", "where: --state"),
                line("jobs --kind=", "the kind is empty", "where: --kind"),
                line("jobs --name=", "the name is empty", "where: --name"),
                line("jobs --limit 0", "0 is out of bounds", "from 1 to 1000"),
                line("jobs --limit 1001", "1001 is out of bounds", "where: --limit"),
                line("jobs --before J/1", "\"J/1\" is no job's id", "where: --before"),
                line("history", "ID is missing", "see --help"),
                line("history j1 --after -1", "\"-1\" is no number of an event", "where: --after"),
                line("history j1 --limit 10001", "10001 is out of bounds", "from 1 to 10000"),
                line("prune", "--older-than is missing", "as in 30d"),
                line("prune --older-than soon", "\"soon\" is not a duration", "where: --older-than"),
                line("prune --older-than 4000d", "the duration 4000d is out of bounds", "ten years"),
                line("coordinator --port 65536", "65536 is out of bounds", "where: --port"),
                line("coordinator --bind 0.0.0.0", "0.0.0.0 is not loopback", "add --insecure"),
                line("coordinator --api-bind 0.0.0.0", "0.0.0.0 is not loopback", "where: --api-bind"),
                line("worker", "no coordinator is named", "where: --join"),
                line("worker --join here", "\"here\" is no address of a coordinator", "HOST:PORT"),
                line("worker --join h:1,h:99999", "is no address of a coordinator", "where: --join"),
                line("worker --join 10.0.0.1:25520", "10.0.0.1 is not loopback", "where: --join"),
                line("worker --join 127.0.0.1:1 --slots 0", "0 is out of bounds", "where: --slots"),
                line("worker --join 127.0.0.1:1 --name a/b", "is no name of a worker", "where: --name"),
                line("worker --join 127.0.0.1:1 --bind 0.0.0.0", "0.0.0.0 is not loopback", "where: --bind"),
                line("job", "ID is missing", "see --help"),
                line("job a b", "\"b\" is one word too many", "see --help"),
                line("jobs a", "\"a\" is one word too many", "see --help"),
                line("drain", "WORKER is missing", "see --help"),
                line("kinds zzz", "there is no job kind \"zzz\"", "use one of"),
                line("version --verbose", "there is no option --verbose", "see --help"));
    }

    private static Arguments line(String line, String message, String rest) {
        return Arguments.of(line, message, rest);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLines")
    void badLine_exitsWith2_saysWhatIsWrongAndStartsNothing(String line, String message, String rest) {
        CommandLineTester cli = new CommandLineTester().run(line.split(" "));

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith("error: ")
                .contains(message)
                .contains(rest)
                .doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
        assertThat(cli.nodes().log()).isEmpty();
    }

    @Test
    void badLine_asJson_writesAnErrorDocument() {
        CommandLineTester cli = new CommandLineTester().run("run", "steps", "--from", "x", "--output", "json");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.error/1");
        assertThat(cli.document().path("error").path("code").asText()).isEqualTo("bad-input");
        assertThat(cli.document().path("error").path("where").asText()).isEqualTo("--from, column 1");
    }

    @Test
    void badLine_withDebug_showsWhereItComesFrom() {
        CommandLineTester cli = new CommandLineTester().run("run", "steps", "--debug");

        assertThat(cli.err()).contains("\tat io.rangefold");
    }

    @Test
    void nothing_exitsWith2_andShowsTheCommands() {
        CommandLineTester cli = new CommandLineTester().run();

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("Usage: rangefold COMMAND");
    }
}
