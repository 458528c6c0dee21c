package io.rangefold.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class DashboardFilesTest {
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\\(?\\s*[\"']([^\"']+)[\"']");
    private static final Pattern ASSET = Pattern.compile("[\"'`(]/assets/([^\"'`)]+)[\"'`)]");
    private static final Path OWN = Path.of("src/main/resources/io/rangefold/dashboard");

    @Test
    void everyFileOfTheFolder_isServed_andNothingElseIsKept() throws IOException {
        try (Stream<Path> files = Files.walk(OWN)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> OWN.relativize(file).toString().replace('\\', '/')))
                    .allSatisfy(path -> assertThat(DashboardFiles.all()).containsKey(path))
                    .hasSize((int) DashboardFiles.all().keySet().stream()
                            .filter(path -> !path.startsWith("lib/"))
                            .count());
        }
    }

    @Test
    void everyImport_leadsToAFile() {
        List<String> missing = new ArrayList<>();
        DashboardFiles.all().forEach((path, file) -> {
            if (path.endsWith(".js") && !path.equals("lib/chart.js")) {
                Matcher imports = IMPORT.matcher(file.text());
                while (imports.find()) {
                    String target = resolve(path, imports.group(1));
                    if (!DashboardFiles.all().containsKey(target)) {
                        missing.add(path + " imports " + imports.group(1));
                    }
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void everyAssetThatIsNamed_isThere() {
        DashboardFiles.all().forEach((path, file) -> {
            Matcher assets = ASSET.matcher(path.startsWith("lib/") ? "" : file.text());
            while (assets.find()) {
                assertThat(DashboardFiles.all()).as("named by " + path).containsKey(assets.group(1));
            }
        });
    }

    @Test
    void everyModuleOfThePage_isAskedForAtOnce() {
        String index = DashboardFiles.text(DashboardFiles.INDEX);
        DashboardFiles.all().keySet().stream()
                .filter(path -> path.endsWith(".js")
                        && !List.of("lib/chart.js", "live-worker.js").contains(path))
                .forEach(path -> assertThat(index).contains("=\"/assets/" + path + "\""));
    }

    @Test
    void nothing_comesFromElsewhereOrIsInline() {
        DashboardFiles.all().forEach((path, file) -> {
            if (!path.startsWith("lib/")) {
                String text = file.text().replace("http://www.w3.org/2000/svg", "");
                assertThat(text).as(path).doesNotContain("http://", "https://", "unsafeHTML", "innerHTML", "eval(");
                assertThat(text).as(path).doesNotContainPattern("<[^>]* (style|on[a-z]+)=");
            }
        });
    }

    @Test
    void picturesOfReports_importNothing() {
        for (String path : List.of("draw/range-map.js", "draw/gantt.js")) {
            assertThat(IMPORT.matcher(DashboardFiles.text(path)).find())
                    .as(path)
                    .isFalse();
        }
        assertThat(DashboardFiles.text("draw/range-map.js")).contains("export function drawRangeMap(canvas, map");
        assertThat(DashboardFiles.text("draw/gantt.js")).contains("export function drawGantt(canvas, timeline");
    }

    @Test
    void compressedForm_isTheSameAndHasATagOfItsOwn() throws IOException {
        DashboardFile file = DashboardFiles.all().get(DashboardFiles.INDEX);
        byte[] unpacked;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file.bytes(true)))) {
            unpacked = in.readAllBytes();
        }
        assertThat(unpacked).isEqualTo(file.bytes(false));
        assertThat(file.eTag(true)).isNotEqualTo(file.eTag(false)).matches("\"[0-9a-f]+-gzip\"");
        assertThat(file.mediaType()).isEqualTo("text/html;charset=utf-8");
    }

    @Test
    void files_canNotBeChangedOrInvented() {
        Map<String, DashboardFile> files = DashboardFiles.all();
        assertThatThrownBy(() -> files.remove("app.js")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> DashboardFiles.text("../pom.xml")).isInstanceOf(IllegalArgumentException.class);
        files.get("app.js").bytes(false)[0] = 0;
        assertThat(files.get("app.js").text()).startsWith("//");
    }

    private static String resolve(String path, String target) {
        String resolved = URI.create("/assets/" + path).resolve(target).getPath();
        return resolved.substring("/assets/".length());
    }
}
