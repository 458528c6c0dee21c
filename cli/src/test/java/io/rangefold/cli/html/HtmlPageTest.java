package io.rangefold.cli.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><!-- & \" ' \u2028 </title><img src=x>";

    private static String written(HtmlPage page, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        page.write(out, json -> {
            json.writeStartObject();
            json.writeStringField(name, name);
            json.writeEndObject();
        });
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void hostileNames_stayText() throws IOException {
        String html = written(new HtmlPage(HOSTILE, "b{}").script("run()"), HOSTILE);

        assertThat(html)
                .doesNotContain("alert(1)</script>")
                .doesNotContain("<img")
                .doesNotContain("<!--");
        assertThat(html.split("</script>", -1)).hasSize(3);
        Matcher data =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(data.find()).isTrue();
        assertThat(new ObjectMapper().readTree(data.group(1)).path(HOSTILE).asText())
                .isEqualTo(HOSTILE);
    }

    @Test
    void policy_letsJustThesePartsRun() throws Exception {
        String html = written(new HtmlPage("t", "b{}").script("run()"), "x");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest("run()".getBytes(StandardCharsets.UTF_8)));

        assertThat(html).contains("default-src 'none'").contains("script-src 'sha256-" + hash + "'\"");
        assertThat(html).doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a('</script>')", "b = '<!--'", "c('</STYLE>')"})
    void partThatWouldEndItsElement_isRefused(String source) {
        HtmlPage page = new HtmlPage("t", "");

        assertThatThrownBy(() -> page.script(source)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pages_fetchNothing() throws IOException {
        String html = written(PageParts.page("t", "scaling.js"), "x");

        assertThat(html).contains("Chart.js v4.5.1").contains("MIT License");
        assertThat(html)
                .doesNotContain("sourceMappingURL")
                .doesNotContain("http://")
                .doesNotContainPattern("(src|href)\\s*=\\s*[\"']")
                .doesNotContainPattern("url\\(|@import|\\bimport\\s*[({]|fetch\\(|XMLHttpRequest");
    }
}
