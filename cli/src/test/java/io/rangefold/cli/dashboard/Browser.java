package io.rangefold.cli.dashboard;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window. It is taken from the machine, and reaches nothing beyond it. */
final class Browser implements AutoCloseable {
    /** Folder for pictures of the page; without it none are made. */
    private static final String SCREENSHOTS = "rangefold.screenshots";

    private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final List<String> DRIVERS = List.of(
            "/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver");

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(found(BROWSERS).orElseThrow());
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(found(DRIVERS).orElseThrow()))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        size(1280, 1400);
    }

    /** Why there can be none on this machine; empty if there can. */
    static Optional<String> missing() {
        return found(BROWSERS).isPresent() && found(DRIVERS).isPresent()
                ? Optional.empty()
                : Optional.of("no browser is installed: chromium and chromium-driver are wanted");
    }

    private static Optional<String> found(List<String> places) {
        return places.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
    }

    void open(String url) {
        driver.get(url);
    }

    /** Another tab, which is in front from then on. */
    void openInNewTab(String url) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(url);
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** What that expression is in the page. */
    @Nullable
    Object evaluate(String script) {
        return driver.executeScript("return " + script);
    }

    /** What that promise in the page comes to. */
    @Nullable
    Object evaluateLater(String promise) {
        return driver.executeAsyncScript(
                "const done = arguments[0]; (" + promise + ").then(done, (error) => done(String(error)))");
    }

    /** Presses keys while an element has the focus. */
    void press(String css, CharSequence keys) {
        awaitElement(css).sendKeys(keys);
    }

    /** Runs it in the page. */
    void execute(String script) {
        driver.executeScript(script);
    }

    WebElement awaitElement(String css) {
        return await(css)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(NoSuchElementException.class)
                .until(() -> driver.findElement(By.cssSelector(css)), WebElement::isDisplayed);
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    void click(String css) {
        awaitElement(css).click();
    }

    /** Writes into a field of the form. */
    void type(String name, String text) {
        WebElement field = awaitElement("[name='" + name + "']");
        field.clear();
        field.sendKeys(text);
    }

    String text(String css) {
        return awaitElement(css).getText();
    }

    /** An attribute of an element, once it is as wanted. */
    String awaitAttribute(String css, String name, Predicate<String> wanted) {
        return await(css + " has a wanted " + name)
                .atMost(PATIENCE.multipliedBy(2))
                .ignoreExceptionsMatching(
                        e -> e instanceof NoSuchElementException || e instanceof StaleElementReferenceException)
                .until(
                        () -> driver.findElement(By.cssSelector(css)).getDomAttribute(name),
                        value -> value != null && wanted.test(value));
    }

    /** Errors since it was asked last: of the page's scripts, against its policy, of its requests. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Keeps a picture of the page where the README's are made. */
    void screenshot(String name) {
        String folder = System.getProperty(SCREENSHOTS, "");
        if (!folder.isEmpty()) {
            try {
                Files.createDirectories(Path.of(folder));
                Files.write(Path.of(folder, name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Milliseconds from the start of a load to what was painted first. */
    double firstPaintMillis() {
        return millisOf("first-contentful-paint");
    }

    /** Milliseconds from the start of a load to what the coordinator said first. */
    double clusterShownMillis() {
        return millisOf("cluster-shown");
    }

    private double millisOf(String entry) {
        String script = "return performance.getEntriesByName('" + entry + "')[0]?.startTime ?? -1";
        return await(entry)
                .atMost(PATIENCE)
                .until(() -> ((Number) driver.executeScript(script)).doubleValue(), millis -> millis >= 0);
    }

    /** Does not use what it has kept of earlier loads. */
    void forgetFiles() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
