package io.rangefold.cli.html;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What pages are made of: texts on the class path. */
public final class PageParts {
    private static final String CHARTS = "META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.js";

    /** Names a file that is not there, which developers' tools would ask for. */
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

    private PageParts() {}

    /** A page with the style that all have, the library that draws charts, what all pages use, and that script. */
    public static HtmlPage page(String title, String script) {
        return withCharts(title).script(own(script));
    }

    /** The same without a script of its own. */
    public static HtmlPage withCharts(String title) {
        return new HtmlPage(title, own("page.css")).script(charts()).script(own("page.js"));
    }

    /** Chart.js, with the notice of its licence. */
    static String charts() {
        return SOURCE_MAP.matcher(resource(CHARTS)).replaceAll("");
    }

    /** A text beside this class. */
    public static String own(String name) {
        return resource("io/rangefold/cli/html/" + name);
    }

    /** A text on the class path. */
    public static String resource(String path) {
        try (InputStream in = PageParts.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw missing(path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw missing(path);
        }
    }

    private static CliException missing(String path) {
        return new CliException(
                ExitCode.FAILED,
                "part-missing",
                "a part of the page is missing in this installation",
                path,
                "start it with the launcher `rangefold`, or unpack the archive again");
    }
}
