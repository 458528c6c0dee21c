package io.rangefold.cli.dashboard;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rangefold.cli.process.CommandLine;
import io.rangefold.cli.process.NodeProcess;
import io.rangefold.cli.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page as people see it: a real browser, a real coordinator, real workers. */
@Tag("process")
@ExtendWith(Processes.class)
class DashboardIT {
    private static final String LONG_JOB = "collatz(i+1)";
    private static final String EVIL = "<img src=x onerror=\"document.title='taken over'\">";

    @TempDir
    private Path data;

    private Nodes nodes;
    private NodeProcess coordinator;
    private CommandLine commands;
    private Browser browser;

    @BeforeAll
    static void lookForABrowser() {
        Optional<String> missing = Browser.missing();
        missing.ifPresent(reason -> System.err.println("The dashboard is not tested: " + reason));
        assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    @BeforeEach
    void start() {
        nodes = new Nodes(data);
        coordinator = nodes.startCoordinator();
        commands = new CommandLine(nodes.url());
        browser = new Browser();
    }

    @AfterEach
    void end() {
        browser.close();
        Processes.closeAll();
    }

    @Test
    void jobIsSubmittedByForm_fillsTheMap_losesAWorkerInRed_andIsCancelled() {
        nodes.startWorker("sturdy", 2);
        NodeProcess frail = nodes.startWorker("frail", 2);
        awaitSlots(4);
        submitByForm(EVIL, "0", "1e11", LONG_JOB);

        assertThat(browser.text("h1")).startsWith(EVIL);
        assertThat(browser.has("h1 img, td img, li img")).isFalse();
        long before =
                Long.parseLong(browser.awaitAttribute("#range-map", "data-committed", count -> !count.equals("0")));
        browser.awaitAttribute("#range-map", "data-committed", count -> Long.parseLong(count) > before);
        browser.awaitAttribute("#gantt", "data-slots", "4"::equals);
        assertThat(redPixels()).isZero();

        frail.signal("KILL");
        browser.awaitAttribute("#gantt", "data-lost", count -> Integer.parseInt(count) > 0);
        browser.awaitAttribute("#range-map", "data-redispatched", count -> Integer.parseInt(count) > 0);
        await("red in the picture").atMost(PATIENCE).until(() -> redPixels() > 0);
        assertThat(browser.text("#marks")).contains("worker lost frail");

        browser.click("[data-action=cancel]");
        browser.click("dialog button[value=yes]");
        browser.awaitAttribute("article", "data-state", "CANCELLED"::equals);
        browser.open(nodes.url() + "/#/jobs");
        browser.awaitElement("tr[data-state=CANCELLED]");
        assertThat(browser.text("#jobs td.name")).isEqualTo(EVIL);
        assertThat(browser.evaluate("document.title")).isEqualTo("Jobs – Rangefold");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatAJobCosts_andHowLongItTakes_areShownWhileItRuns() {
        nodes.startWorker("anna", 2);
        nodes.startWorker("bert", 2);
        NodeProcess carl = nodes.startWorker("carl", 2);
        awaitSlots(6);
        commands.run("submit", "prime-count", "--from", "0", "--to", "1e9", "--name", "primes below 10^9", "--wait");
        commands.run("submit", "range-sum", "--from", "0", "--to", "10", "--expr", "1/(i-7)", "--name", "a mistake");
        String id = commands.run(
                        "submit",
                        "range-max",
                        "--from",
                        "1",
                        "--to",
                        "5e8",
                        "--expr",
                        "collatz(i)",
                        "--verify",
                        "audit=10",
                        "--name",
                        "longest Collatz sequence",
                        "--max-slots",
                        "6")
                .out()
                .strip();
        browser.open(nodes.url() + "/#/jobs/" + id);
        browser.awaitAttribute("article", "data-fraction", share -> Double.parseDouble(share) > 0.15);
        carl.signal("KILL");
        browser.awaitAttribute("article", "data-fraction", share -> Double.parseDouble(share) > 0.45);

        await("an interval")
                .atMost(PATIENCE)
                .until(() -> browser.text("#time-left").contains(" to "));
        assertThat(browser.text("[data-cpu=useful]")).doesNotStartWith("0 ms");
        assertThat(browser.text("[data-cpu=lost]")).doesNotStartWith("0 ms");
        assertThat(browser.text("#redispatched")).isNotEqualTo("0");
        browser.screenshot("dashboard-job");
        lookCloser();
        browser.click("#theme");
        browser.awaitAttribute("html", "data-theme", "dark"::equals);
        browser.screenshot("dashboard-dark");
        browser.click("#theme");
        browser.size(1280, 560);
        browser.open(nodes.url() + "/#/jobs");
        browser.awaitElement("tr[data-state=RUNNING]");
        assertThat(browser.has("tr[data-state=SUCCEEDED]")).isTrue();
        browser.screenshot("dashboard-jobs");
        browser.click("tr[data-job='" + id + "'] [data-action=cancel]");
        browser.click("dialog button[value=yes]");
        browser.awaitElement("tr[data-job='" + id + "'][data-state=CANCELLED]");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void thousandSlots_areARowForEachWorker_andWhatOneOfThemLostIsSeen() {
        browser.open(nodes.url() + "/#/jobs");
        Object seen = browser.evaluateLater("""
                import('/assets/draw/gantt.js').then(({ drawGantt }) => {
                  const lanes = Array.from({ length: 1000 }, (_, lane) => ({ worker: `w${lane / 50 | 0}`, name: `host-${lane / 50 | 0}`, slot: lane % 50 }));
                  const bars = lanes.map((_, lane) => ({ lane, lease: `${lane}`, stage: 0, purpose: 'work', attempt: 1, from: '0', to: '9',
                    committedTo: '9', start: 0, committedAt: 5, end: lane === 333 ? 8 : null, busySeconds: 5, outcome: lane === 333 ? 'LOST' : 'RUNNING' }));
                  const timeline = { seconds: 10, lanes, bars, marks: [] };
                  const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 700 });
                  const closed = drawGantt(canvas, timeline);
                  const { data } = canvas.getContext('2d').getImageData(0, 0, 900, 700);
                  let red = 0;
                  for (let at = 0; at < data.length; at += 4) {
                    red += data[at] === 0xd3 && data[at + 1] === 0x2f && data[at + 2] === 0x2f ? 1 : 0;
                  }
                  const open = drawGantt(canvas, timeline, { expanded: ['w6'] });
                  return [closed.aggregated, closed.height < 700, red > 100, open.height > closed.height + 600];
                })""");
        assertThat(seen).isEqualTo(List.of(true, true, true, true));
    }

    @Test
    void errors_standBesideTheirFields_andADoubleClickMakesOneJob() {
        openForm("range-sum");
        browser.type("arguments.from", "0");
        browser.type("arguments.to", "1e6");
        browser.type("arguments.expr", "colatz(i)");
        browser.click("button[type=submit]");
        assertThat(browser.text("[data-error='arguments.expr']")).contains("colatz");
        browser.awaitAttribute("[name='arguments.expr']", "aria-invalid", "true"::equals);

        browser.type("arguments.expr", "i");
        browser.execute("const button = document.querySelector('button[type=submit]'); button.click(); button.click();"
                + "document.querySelector('form#submit').dispatchEvent(new SubmitEvent('submit', {cancelable: true}))");
        browser.awaitElement("article[data-job]");
        assertThat(commands.json("jobs").document().path("jobs")).hasSize(1);
    }

    @Test
    void coordinatorEndsAndStartsAgain_thePageComesBackByItself() {
        nodes.startWorker("w1", 2);
        awaitSlots(2);
        submitByForm("long", "0", "1e11", LONG_JOB);
        browser.awaitAttribute("#range-map", "data-committed", count -> !count.equals("0"));

        coordinator.signal("KILL");
        coordinator.awaitExit();
        browser.awaitAttribute("body", "data-connection", "reconnecting"::equals);
        coordinator = nodes.startCoordinator();
        browser.awaitAttribute("body", "data-connection", "live"::equals);
        String again = browser.awaitAttribute("#range-map", "data-committed", count -> !count.equals("0"));
        browser.awaitAttribute("#range-map", "data-committed", count -> Long.parseLong(count) > Long.parseLong(again));
        browser.click("[data-action=pause]");
        browser.awaitAttribute("article", "data-state", "PAUSED"::equals);
        browser.click("[data-action=resume]");
        browser.awaitAttribute("article", "data-state", "RUNNING"::equals);
    }

    @Test
    void twoTabs_shareOneConnection() throws IOException {
        try (CountingProxy proxy = new CountingProxy(nodes.apiPort())) {
            browser.open(proxy.url() + "/#/jobs");
            browser.awaitAttribute("body", "data-connection", "live"::equals);
            browser.openInNewTab(proxy.url() + "/#/workers");
            browser.awaitAttribute("body", "data-connection", "live"::equals);
            nodes.startWorker("w1", 1);
            browser.awaitElement("tr[data-worker]");
            assertThat(proxy.streams()).isEqualTo(1);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void picture_isShownAsAPicture() {
        nodes.startWorker("w1", 2);
        awaitSlots(2);
        openForm("mandelbrot");
        browser.type("arguments.width", "2400");
        browser.type("arguments.height", "1600");
        browser.type("arguments.center", "-0.743643887037151,0.131825904205330");
        browser.type("arguments.zoom", "2e5");
        browser.type("arguments.iterations", "50000");
        browser.click("button[type=submit]");
        browser.awaitAttribute("article", "data-fraction", fraction -> Double.parseDouble(fraction) > 0.4);
        awaitPicture(1L);
        browser.screenshot("dashboard-mandelbrot");
        browser.awaitAttribute("article", "data-state", "SUCCEEDED"::equals);
        browser.awaitElement("#image");
        awaitPicture(2400L);
        assertThat(browser.complaints()).isEmpty();
    }

    /** Waits until a picture of at least that width is shown; while it is computed it is a smaller one. */
    private void awaitPicture(long leastWidth) {
        await("the picture is there")
                .atMost(PATIENCE)
                .until(() ->
                        browser.evaluate("(i => i.complete ? i.naturalWidth : 0)(document.getElementById('image'))")
                                        instanceof Long width
                                && width >= leastWidth);
    }

    /** By the buttons, and by the keyboard alone. */
    private void lookCloser() {
        browser.awaitAttribute("#range-map", "data-from", "0"::equals);
        browser.click("button[aria-label='Zoom in']");
        String part = browser.awaitAttribute("#range-map", "data-from", from -> !from.equals("0"));
        browser.press("#range-map", Keys.ARROW_RIGHT);
        assertThat(browser.text(".frame .tooltip")).contains("indices [").contains("values ");
        browser.press("#range-map", Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT));
        browser.awaitAttribute("#range-map", "data-from", from -> Long.parseLong(from) > Long.parseLong(part));
        browser.press("#range-map", Keys.HOME);
        browser.awaitAttribute("#range-map", "data-from", "0"::equals);
        browser.press("#range-map", Keys.ESCAPE);
        assertThat(browser.evaluate("document.querySelector('.frame .tooltip').hidden"))
                .isEqualTo(true);
    }

    private void openForm(String kind) {
        browser.open(nodes.url() + "/#/submit/" + kind);
        browser.awaitElement("form#submit");
    }

    private void submitByForm(String name, String from, String to, String expression) {
        openForm("range-sum");
        browser.type("arguments.from", from);
        browser.type("arguments.to", to);
        browser.type("arguments.expr", expression);
        browser.click("form#submit summary");
        browser.type("options.name", name);
        browser.click("button[type=submit]");
        browser.awaitElement("article[data-job]");
    }

    private void awaitSlots(int count) {
        await(count + " slots")
                .atMost(PATIENCE)
                .until(() -> commands.json("workers").document().findValues("slots").stream()
                                .mapToInt(slots -> slots.asInt())
                                .sum()
                        == count);
    }

    /** How much of the Gantt chart has the colour of lost work, by day; what is as thin as a mark does not count. */
    private long redPixels() {
        return (long) browser.evaluate("""
                (() => {
                  const canvas = document.getElementById('gantt');
                  const { data } = canvas.getContext('2d').getImageData(150, 22, canvas.width - 150, canvas.height - 22);
                  let red = 0;
                  const isRed = (at) => data[at] === 0xd3 && data[at + 1] === 0x2f && data[at + 2] === 0x2f;
                  for (let at = 8; at < data.length; at += 4) {
                    red += isRed(at) && isRed(at - 4) && isRed(at - 8) ? 1 : 0;
                  }
                  return red;
                })()""");
    }
}
