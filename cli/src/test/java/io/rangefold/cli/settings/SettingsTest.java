package io.rangefold.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.cli.syntax.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Map<String, String> NOTHING = Map.of("HOME", "/nonexistent");

    @TempDir
    private Path folder;

    private Map<String, String> conf(String... lines) throws IOException {
        Path file = Files.write(folder.resolve("rangefold.conf"), List.of(lines));
        return Map.of(ConfFile.VARIABLE, file.toString());
    }

    @Test
    void defaults_areThese() {
        Map<String, String> defaults =
                Stream.of(SettingKey.values()).collect(Collectors.toMap(SettingKey::key, SettingKey::defaultValue));
        assertThat(defaults)
                .containsOnly(
                        Map.entry("api", "http://127.0.0.1:8520"),
                        Map.entry("api.patience", "30s"),
                        Map.entry("log-format", "text"),
                        Map.entry("worker.metrics-port", ""),
                        Map.entry("coordinator.bind", "127.0.0.1"),
                        Map.entry("coordinator.advertise", ""),
                        Map.entry("coordinator.port", "25520"),
                        Map.entry("coordinator.node-port", "25521"),
                        Map.entry("coordinator.api-bind", "127.0.0.1"),
                        Map.entry("coordinator.api-port", "8520"),
                        Map.entry("coordinator.lease-timeout", "10s"),
                        Map.entry("coordinator.data", ""),
                        Map.entry("coordinator.join", ""),
                        Map.entry("worker.join", ""),
                        Map.entry("worker.slots", ""),
                        Map.entry("worker.bind", "127.0.0.1"),
                        Map.entry("worker.advertise", ""),
                        Map.entry("worker.port", "0"),
                        Map.entry("worker.name", ""),
                        Map.entry("worker.hung-after", "30s"));
    }

    @Test
    void value_comesFromFlagThenEnvironmentThenFileThenDefault() throws IOException {
        Map<String, String> file = conf("# ports", "", "coordinator.port = 1111");
        Map<String, String> both = new java.util.HashMap<>(file);
        both.put("RANGEFOLD_COORDINATOR_PORT", "2222");
        SettingKey key = SettingKey.COORDINATOR_PORT;

        assertThat(Settings.load(NOTHING).get(key)).isEqualTo(new Setting(key, "25520", "default"));
        assertThat(Settings.load(file).get(key).value()).isEqualTo("1111");
        assertThat(Settings.load(file).get(key).source()).endsWith("rangefold.conf, line 3");
        assertThat(Settings.load(both).get(key)).isEqualTo(new Setting(key, "2222", "RANGEFOLD_COORDINATOR_PORT"));
        assertThat(Settings.load(both).get(key, "--port", Optional.of("3333")))
                .isEqualTo(new Setting(key, "3333", "--port"));
    }

    @Test
    void data_isInTheUsersFolderUnlessSetOtherwise() {
        SettingKey key = SettingKey.COORDINATOR_DATA;

        assertThat(Settings.load(NOTHING).get(key))
                .isEqualTo(new Setting(key, "/nonexistent/.local/share/rangefold", "default"));
        assertThat(Settings.load(Map.of("HOME", "/h", "XDG_DATA_HOME", "/x"))
                        .get(key)
                        .value())
                .isEqualTo("/x/rangefold");
        for (String none : new String[] {"", "none"}) {
            Setting setting =
                    Settings.load(Map.of("RANGEFOLD_COORDINATOR_DATA", none)).get(key);
            assertThat(DataPlace.of(setting)).isEmpty();
        }
    }

    @Test
    void passwords_areNeverShown() throws IOException {
        CommandLineTester cli = new CommandLineTester()
                .with(
                        ConfFile.VARIABLE,
                        conf("coordinator.data = jdbc:postgresql://db:5432/jobs?user=me&password=secret&ssl=true")
                                .get(ConfFile.VARIABLE))
                .run("config");
        assertThat(cli.out()).contains("jdbc:postgresql://db:5432/jobs?user=me&password=***&ssl=true");
        assertThat(cli.run("config", "--output", "json").out())
                .contains("password=***")
                .doesNotContain("secret");

        for (String url : new String[] {
            "postgresql://me:secret@db/jobs", "postgres://me:sec/ret@db", "postgresql://h/d?x=y&PASSWORD=secret"
        }) {
            assertThat(new DataPlace(url).toString()).contains("***").doesNotContain("ret");
        }
    }

    @Test
    void coordinatorsApi_isNamedAsOthersReachIt() {
        assertThat(coordinator("--advertise", "node-7").apiUrl()).isEqualTo("http://127.0.0.1:8520");
        assertThat(coordinator("--advertise", "node-7", "--api-bind", "0.0.0.0", "--insecure")
                        .apiUrl())
                .isEqualTo("http://node-7:8520");
        assertThat(coordinator("--api-bind", "::1").withApiPort(7).apiUrl()).isEqualTo("http://[::1]:7");
    }

    private static CoordinatorSettings coordinator(String... words) {
        Syntax syntax = new Syntax("", "").section("");
        for (String option : List.of(
                "--bind", "--advertise", "--port", "--node-port", "--api-bind", "--api-port", "--data", "--join")) {
            syntax.option(option, "", "");
        }
        return CoordinatorSettings.of(syntax.flag("", "--insecure").parse(List.of(words)), Settings.load(NOTHING));
    }

    @Test
    void confFile_isFoundInTheHomeFolder() throws IOException {
        Path file = folder.resolve(".config/rangefold/rangefold.conf");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "api = http://10.0.0.1:1\n");

        assertThat(Settings.load(Map.of("HOME", folder.toString()))
                        .get(SettingKey.API)
                        .value())
                .isEqualTo("http://10.0.0.1:1");
    }

    @Test
    void unknownKey_isNamedWithFileAndLine() throws IOException {
        Map<String, String> file = conf("api = x", "cordinator.port = 3");

        assertThatThrownBy(() -> Settings.load(file)).hasMessage("there is no setting \"cordinator.port\"");
        CommandLineTester cli = new CommandLineTester()
                .with(ConfFile.VARIABLE, file.get(ConfFile.VARIABLE))
                .run("config");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("rangefold.conf, line 2").contains("did you mean coordinator.port?");
    }

    @Test
    void keySetTwice_lineWithoutEquals_andMissingFile_areRefused() throws IOException {
        Map<String, String> twice = conf("api = x", "api = y");
        assertThatThrownBy(() -> Settings.load(twice)).hasMessage("api is set twice");
        Map<String, String> noEquals = conf("api");
        assertThatThrownBy(() -> Settings.load(noEquals)).hasMessageContaining("is not a setting");
        assertThatThrownBy(() -> Settings.load(Map.of(ConfFile.VARIABLE, "/no/such")))
                .hasMessageContaining("does not exist");
    }

    @Test
    void badValue_isNamedWithItsSource() throws IOException {
        CommandLineTester cli = new CommandLineTester()
                .with(ConfFile.VARIABLE, conf("coordinator.port = many").get(ConfFile.VARIABLE))
                .run("coordinator");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("\"many\" is not a whole number").contains("rangefold.conf, line 1");
    }

    @Test
    void config_showsEachValueAndItsSource() {
        CommandLineTester cli = new CommandLineTester()
                .with("RANGEFOLD_API", "http://10.0.0.7:99")
                .with("RANGEFOLD_APY", "x")
                .run("config");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out())
                .contains("http://10.0.0.7:99")
                .contains("RANGEFOLD_API")
                .contains("worker.slots");
        assertThat(cli.err()).contains("the variable RANGEFOLD_APY is set, but there is no such setting");

        cli.run("config", "--output", "json");
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.config/1");
        assertThat(cli.document().path("settings").path(0).path("source").asText())
                .isEqualTo("RANGEFOLD_API");
    }
}
