package io.rangefold.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.fake.CommandLineTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsFileTest {
    private final CommandLineTester cli = new CommandLineTester();

    @TempDir
    private Path folder;

    private CommandLineTester runJobs(String... lines) throws IOException {
        Path file = Files.write(folder.resolve("jobs.txt"), java.util.List.of(lines));
        return cli.run("run", "--jobs", file.toString());
    }

    @Test
    void jobs_runSideBySide_andAreReportedInTheirOrder() throws IOException {
        runJobs(
                "# three jobs",
                "",
                "steps --from 0 --to 30 --nap 10 --name 'the slow one'   # takes a while",
                "echo \"two words\" three\\ more",
                "steps --from 0 --to 3");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.documents()).hasSize(3);
        assertThat(cli.documents().get(0).path("name").asText()).isEqualTo("the slow one");
        assertThat(cli.documents().get(0).path("result").path("sum").asText()).isEqualTo("435");
        assertThat(cli.documents().get(1).path("result").path("words").toString())
                .isEqualTo("[\"two words\",\"three more\"]");
        assertThat(cli.documents().get(2).path("result").path("sum").asText()).isEqualTo("3");
        assertThat(cli.nodes().log()).hasSize(2);
    }

    @Test
    void jobs_ofWhichSomeFail_exitWithTheFirstCodeThatIsNotZero() throws IOException {
        runJobs(
                "steps --from 0 --to 3",
                "steps --from 0 --to 3 --partly",
                "steps --from 0 --to 3 --fail-at 1 --name bad",
                "steps --from 0 --to 4");

        assertThat(cli.exitCode()).isEqualTo(6);
        assertThat(cli.documents()).hasSize(4);
        assertThat(cli.err()).contains("error: bad: it fails at 1");
    }

    @Test
    void manyJobs_areAllReported() throws IOException {
        String[] lines = new String[200];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "steps --from 0 --to " + i;
        }
        runJobs(lines);

        assertThat(cli.exitCode()).isZero();
        for (int i = 0; i < lines.length; i++) {
            long sum = (long) i * (i - 1) / 2;
            assertThat(cli.documents().get(i).path("result").path("sum").asLong())
                    .isEqualTo(sum);
        }
    }

    @Test
    void badLine_isNamed_andNothingStarts() throws IOException {
        runJobs("steps --from 0 --to 3", "", "steps --from 0 --to three");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("jobs.txt, line 3, --to, column 1");
        assertThat(cli.out()).isEmpty();
        assertThat(cli.nodes().log()).isEmpty();
    }

    @Test
    void openQuote_isNamed() throws IOException {
        runJobs("echo 'one");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("the quote at column 6 is not closed").contains("jobs.txt, line 1");
    }

    @Test
    void optionsOfTheWholeRun_areRefusedInALine() throws IOException {
        runJobs("steps --from 0 --to 3 --slots 2");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("there is no option --slots").contains("jobs.txt, line 1, --slots");
    }

    @Test
    void unknownKind_isNamed() throws IOException {
        runJobs("stoops --from 0");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("there is no job kind \"stoops\"").contains("jobs.txt, line 1, KIND");
    }

    @Test
    void fileWithoutJobs_isRefused() throws IOException {
        runJobs("# nothing", "   ");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("there is no job in the file");
    }

    @Test
    void twoJobsForOneResultsFile_areRefused() throws IOException {
        String file = folder.resolve("out").toString();
        runJobs("echo 1 --results " + file, "echo 2 --results " + folder + "/./out");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("two jobs would write").contains("line 2");
    }

    @Test
    void twoJobsWithOneKey_areRefused() throws IOException {
        runJobs("echo 1 --idempotency-key k", "echo 2 --idempotency-key k");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("two jobs have the key \"k\"").contains("line 2");
        assertThat(cli.nodes().log()).isEmpty();
    }
}
