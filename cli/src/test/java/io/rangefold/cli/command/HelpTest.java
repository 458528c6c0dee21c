package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.fake.CommandLineTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelpTest {
    private final CommandLineTester cli = new CommandLineTester();

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void everyCommand_hasHelp(CommandName name) {
        cli.run(name.word(), "--help");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).startsWith("Usage: rangefold " + name.word()).contains("--output");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void help_ofAKind_showsItsOptionsAndExamples() {
        cli.run("run", "steps", "--help");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out())
                .contains("Usage: rangefold run steps")
                .contains("Options of steps:")
                .contains("--from=A")
                .contains("first integer (required)")
                .contains("time that each takes, 100 % idle (default: 0)")
                .contains("Job options:")
                .contains("rangefold run steps --from 0 --to 100");
    }

    @Test
    void help_ofRun_listsTheKinds() {
        cli.run("help", "run");

        assertThat(cli.out()).contains("steps").contains("the sum of the integers of a range");
    }

    @Test
    void help_listsAllCommands() {
        cli.run("--help");

        assertThat(cli.exitCode()).isZero();
        for (CommandName name : CommandName.values()) {
            assertThat(cli.out()).contains("  " + name.word()).contains(name.summary());
        }
    }

    @Test
    void kinds_listsKindsAndOptions() {
        assertThat(cli.run("kinds").out()).contains("echo   the words it is given");
        assertThat(cli.run("kinds", "steps").out()).contains("--fail-at");
        cli.run("kinds", "echo", "--output", "json");
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.kinds/1");
        assertThat(cli.document()
                        .path("kinds")
                        .path(0)
                        .path("options")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("FILE");
    }

    @Test
    void version_isShown() {
        assertThat(cli.run("--version").out()).startsWith("rangefold ");
        assertThat(cli.run("version", "--output=json").document().path("schema").asText())
                .isEqualTo("rangefold.version/1");
    }

    @Test
    void completion_isPrintedForTheShellsThereAre() {
        assertThat(cli.run("completion", "bash").out()).contains("complete -F _rangefold rangefold", "echo", "steps");
        assertThat(cli.run("completion", "zsh").out()).startsWith("#compdef rangefold");
        assertThat(cli.run("completion", "zsh", "--output", "json")
                        .document()
                        .path("schema")
                        .asText())
                .isEqualTo("rangefold.completion/1");
        cli.run("completion", "fish");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("there is no completion for \"fish\"").contains("use bash or zsh");
        assertThat(cli.run("completion").exitCode()).isEqualTo(2);
    }
}
