package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final String HOSTILE = "</script><script>alert(1)</script> <b>bold</b>";

    private final CommandLineTester cli = new CommandLineTester();
    private ApiServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws ApiStartException {
        server = ApiServer.start(cli.jobs(), cli.kinds(), ApiSettings.loopback(0));
        cli.with("RANGEFOLD_API", "http://127.0.0.1:" + server.port() + "/");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode data(Path page) throws IOException {
        Matcher data =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(Files.readString(page));
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void page_holdsTheJob_itsHistory_andItsResult() throws IOException {
        cli.run("submit", "steps", "--from", "0", "--to", "4", "--name", "four", "--wait");
        Path page = folder.resolve("report.html");

        cli.run("report", "job-1", "--html", page.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("verified by closed-form").contains("nothing had to be dispatched again");
        assertThat(cli.err()).contains("written to " + page);
        JsonNode data = data(page);
        assertThat(data.path("schema").asText()).isEqualTo("rangefold.report/1");
        assertThat(data.path("job").path("name").asText()).isEqualTo("four");
        assertThat(data.path("history").path("schema").asText()).isEqualTo("rangefold.history/1");
        assertThat(data.path("explanation").path("summary").asText()).isEqualTo("it runs");
        assertThat(data.path("result").path("text").asText()).isEqualTo("6\n");
        assertThat(page).content().contains("function drawGantt(").contains("function drawRangeMap(");
        assertThat(page).content().doesNotContain("export function").doesNotContain("http://");
    }

    @Test
    void hostileName_staysText() throws IOException {
        cli.run("submit", "steps", "--from", "0", "--to", "4", "--name", HOSTILE, "--wait");
        Path page = folder.resolve("report.html");

        cli.run("report", "job-1", "--html", page.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(page).content().doesNotContain("<script>alert").doesNotContain("<b>bold");
        assertThat(data(page).path("job").path("name").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void summary_asJson_saysWhereThePageIs() {
        cli.run("submit", "steps", "--from", "0", "--to", "4", "--wait");
        String page = folder.resolve("report.html").toString();

        cli.run("report", "job-1", "--html", page, "--output", "json");

        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.report/1");
        assertThat(cli.document().path("file").asText()).isEqualTo(page);
        assertThat(cli.document().path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(cli.document().path("findings")).isNotEmpty();
    }

    @Test
    void jobThatIsNotThere_leavesNoFile() {
        cli.run("report", "nobody", "--html", folder.resolve("report.html").toString());

        assertThat(cli.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fileThatCantBeWritten_isRefused() {
        cli.run("report", "job-1", "--html", "/nonexistent/report.html");

        assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("where: --html");
    }
}
