package io.rangefold.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.command.Manuals;
import io.rangefold.cli.syntax.Option;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.job.JobKinds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManPagesTest {
    private static final Manual MANUAL = Manuals.of(JobKinds.installed());

    @Test
    void everyCommand_hasAPageWithAllItsOptions() {
        Map<String, String> pages = ManPages.of(MANUAL);

        for (Manual.Command command : MANUAL.commands()) {
            String page = pages.get("rangefold-" + command.word() + ".1");
            assertThat(page).as(command.word()).startsWith(".TH ").contains(".SH \"SYNOPSIS\"", ".SH \"EXIT STATUS\"");
            assertOptions(page, command.syntax());
            command.ofKinds().values().forEach(ofKind -> assertOptions(page, ofKind));
        }
    }

    private static void assertOptions(String page, Syntax syntax) {
        for (List<Option> section : syntax.sections().values()) {
            for (Option option : section) {
                assertThat(page).contains(option.names().get(0).replace("-", "\\-"));
                assertThat(page)
                        .contains(new Roff("", "")
                                .text(option.description())
                                .toString()
                                .lines()
                                .toList()
                                .get(1));
            }
        }
    }

    @Test
    void overview_namesCommandsKindsAndSettings() {
        String page = ManPages.of(MANUAL).get("rangefold.1");

        for (Manual.Command command : MANUAL.commands()) {
            assertThat(page).contains("\n\\fB" + command.word()).contains("rangefold\\-" + command.word() + "(1)");
        }
        MANUAL.kindNames().forEach(kind -> assertThat(page).contains("\\fB" + kind.replace("-", "\\-") + "\\fR"));
        MANUAL.settings().forEach(setting -> assertThat(page).contains("\\fB" + setting.variable() + "\\fR"));
    }

    @Test
    void pages_haveNoLineThatIsARequestByAccident() {
        for (String page : ManPages.of(MANUAL).values()) {
            assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                    .allMatch(line -> line.matches("\\.(TH|SH|TP|PP|br|nf|fi)( .*)?"));
            assertThat(page.chars()).allMatch(each -> each == '\n' || each >= ' ' && each < 127);
        }
    }

    @Test
    void texts_areTakenAsTheyAre() {
        String page = new Roff("a-b", "R \"1\"")
                .section(".so \"x\"")
                .text(".so /etc/passwd\n'br \\fBnot bold\\fR")
                .item("-2^63", "±∞ … ~`x`")
                .verbatim(List.of(".nf", "", "a\\b"))
                .toString();

        assertThat(page).isEqualTo("""
                .TH "A\\-B" 1 "" "R \\(dq1\\(dq" "Rangefold"
                .SH "\\&.so \\(dqx\\(dq"
                \\&.so /etc/passwd
                \\(aqbr \\efBnot bold\\efR
                .TP
                \\fB\\-2\\(ha63\\fR
                \\[u00B1]\\[u221E] ... \\(ti\\(gax\\(ga
                .PP
                .nf
                \\&.nf

                a\\eb
                .fi
                """);
    }
}
