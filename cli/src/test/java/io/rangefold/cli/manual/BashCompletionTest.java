package io.rangefold.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.command.Manuals;
import io.rangefold.cli.syntax.Option;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completes command lines in a real bash, which the launcher needs as well. */
class BashCompletionTest {
    private static final Manual MANUAL = Manuals.of(JobKinds.installed());

    @TempDir
    private static Path folder;

    private static Path script;

    @BeforeAll
    static void write() throws IOException {
        script = Files.writeString(folder.resolve("script"), BashCompletion.script(MANUAL));
        Files.createFile(folder.resolve("file one.txt"));
        Files.createDirectory(folder.resolve("file folder"));
    }

    /** What is offered for the last of the words. */
    private static List<String> offered(Path script, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                ". \"$1\"; shift; COMP_WORDS=(rangefold \"$@\"); COMP_CWORD=$#; _rangefold; "
                        + "for each in \"${COMPREPLY[@]}\"; do printf '%s\\n' \"$each\"; done",
                "bash",
                script.toString()));
        command.addAll(words);
        Process bash = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output.lines().toList();
    }

    private static List<String> offered(String... words) throws IOException, InterruptedException {
        return offered(script, List.of(words));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "expl,                        explain",
                "run range-s,                 range-sum",
                "run --slots 2 range-su,      range-sum",
                "run range-sum --exp,         --expr",
                "run --slots 2 range-sum --f, --fast --from",
                "submit range-sum --wa,       --wait",
                "run range-sum --output ?,    human json",
                "run range-sum --output = js, json",
                "run range-sum --output =,    human json",
                "run range-sum --output=h,    --output=human",
                "run range-sum --verify a,    audit=",
                "jobs --state SU,             SUCCEEDED",
                "jobs --kind prime-s,         prime-sum",
                "run prime-count --method ?,  sieve combinatorial",
                "kinds fact,                  factorize",
                "completion ?,                bash zsh",
                "bench ?,                     scaling",
                "bench scaling range-su,      range-sum",
                "bench scaling range-sum --ex, --expr",
                "help ca,                     cancel",
                "run range-sum --from ?,      ",
                "cancel ?,                    ",
                "nonsense ?,                  ",
                "run --name range-sum prime-s, prime-sum",
            })
    void lineIsCompleted(String line, String expected) throws Exception {
        String[] words = line.replace("?", "").split(" ", -1);

        assertThat(offered(words)).isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void emptyLine_offersAllCommands() throws Exception {
        assertThat(offered("")).containsAll(MANUAL.commandNames()).contains("help");
    }

    @Test
    void filesAndFolders_areOfferedWithTheirBlanks() throws Exception {
        assertThat(offered("run", "factorize", "--input", "fi"))
                .containsExactlyInAnyOrder("file one.txt", "file folder");
        assertThat(offered("coordinator", "--data", "fi")).containsExactly("file folder");
    }

    @Test
    void optionsOfEveryCommandAndKind_areOffered() throws Exception {
        for (Manual.Command command : MANUAL.commands()) {
            List<String> words = new ArrayList<>(command.leading());
            words.add(0, command.word());
            words.add("--");
            assertThat(offered(script, words))
                    .as(command.word())
                    .containsExactlyInAnyOrderElementsOf(longNames(command.syntax()));
        }
        for (Map.Entry<String, Syntax> kind :
                MANUAL.command("run").orElseThrow().ofKinds().entrySet()) {
            assertThat(offered("run", kind.getKey(), "--"))
                    .as(kind.getKey())
                    .containsExactlyInAnyOrderElementsOf(longNames(kind.getValue()));
        }
    }

    private static List<String> longNames(Syntax syntax) {
        return syntax.optionNames().stream()
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    @Test
    void optionThatMeansAnotherThingElsewhere_hasItsOwnValues() throws Exception {
        Manual manual = new Manual(
                "1",
                List.of(
                        command("one", new Syntax("", "").section("Options").option("--to", "red|blue", "")),
                        command("two", new Syntax("", "").section("Options").option("--to", "FILE", "")),
                        command("three", new Syntax("", "").section("Options").option("--to", "N", ""))),
                List.of(),
                List.of());
        Path other = Files.writeString(folder.resolve("other"), BashCompletion.script(manual));

        assertThat(offered(other, List.of("one", "--to", ""))).containsExactly("red", "blue");
        assertThat(offered(other, List.of("two", "--to", "file o"))).containsExactly("file one.txt");
        assertThat(offered(other, List.of("three", "--to", ""))).isEmpty();
    }

    private static Manual.Command command(String word, Syntax syntax) {
        return new Manual.Command(word, "", "", syntax, Map.of());
    }

    @Test
    void zsh_isToldTheSame() {
        String zsh = ZshCompletion.script(MANUAL);

        assertThat(zsh).startsWith("#compdef rangefold\n");
        for (Manual.Command command : MANUAL.commands()) {
            String own = zsh.substring(zsh.indexOf("\n        " + command.word() + ":*)"));
            own = own.substring(0, own.indexOf(";;"));
            for (Option option : options(command.syntax())) {
                for (String name : option.names()) {
                    assertThat(own).contains(name + (option.takesValue() ? "=[" : "["));
                }
            }
        }
        assertThat(zsh).contains("'--output=[for people or for programs (default: human)]:human|json:(human json)'");
    }

    @Test
    void zsh_readsTextsAsTheyAre() {
        Syntax syntax = new Syntax("", "").section("Options").option("--x", "A:B", "it's [a] 100 % \\o/");
        String zsh = ZshCompletion.script(new Manual("1", List.of(command("one", syntax)), List.of(), List.of()));

        assertThat(zsh).contains("'--x=[it'\\''s \\[a\\] 100 % \\\\o/]:A\\:B: '");
    }

    private static List<Option> options(Syntax syntax) {
        return syntax.sections().values().stream().flatMap(List::stream).toList();
    }
}
