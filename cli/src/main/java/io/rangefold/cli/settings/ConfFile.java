package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.DidYouMean;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conf file: {@code key = value} lines, blank lines, and lines that start with {@code #}.
 *
 * @param path where it is; empty if there is none
 * @param settings what it sets
 */
public record ConfFile(Optional<Path> path, Map<SettingKey, Setting> settings) {
    public static final String VARIABLE = "RANGEFOLD_CONF";
    public static final String PROPERTY = "rangefold.conf";
    private static final long MAX_BYTES = 1024 * 1024;

    /**
     * Reads the file that the variable {@value #VARIABLE} names, else the installation's, which the launcher names in the
     * system property {@value #PROPERTY}, else {@code ~/.config/rangefold/rangefold.conf}. Only the first must be there.
     */
    public static ConfFile read(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return read(Path.of(named));
        }
        String installed = System.getProperty(PROPERTY, "");
        if (!installed.isEmpty() && Files.exists(Path.of(installed))) {
            return read(Path.of(installed));
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = base.isEmpty() ? Path.of(home, ".config") : Path.of(base);
        Path path = folder.resolve("rangefold").resolve("rangefold.conf");
        return Files.exists(path) ? read(path) : new ConfFile(Optional.empty(), Map.of());
    }

    static ConfFile read(Path path) {
        Map<SettingKey, Setting> settings = new EnumMap<>(SettingKey.class);
        int number = 0;
        for (String line : lines(path)) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                Setting setting = parse(content, path + ", line " + number);
                if (settings.put(setting.key(), setting) != null) {
                    throw CliException.badInput(
                            setting.key().key() + " is set twice", setting.source(), "leave one of them");
                }
            }
        }
        return new ConfFile(Optional.of(path), settings);
    }

    private static Setting parse(String line, String where) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw CliException.badInput("\"" + line + "\" is not a setting", where, "write key = value");
        }
        String name = line.substring(0, equals).strip();
        SettingKey key = SettingKey.named(name).orElseThrow(() -> {
            List<String> known =
                    Stream.of(SettingKey.values()).map(SettingKey::key).toList();
            return CliException.badInput(
                    "there is no setting \"" + name + "\"",
                    where,
                    DidYouMean.hint(name, known, "rangefold config lists them"));
        });
        return new Setting(key, line.substring(equals + 1).strip(), where);
    }

    private static List<String> lines(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw CliException.badInput("the conf file is larger than 1 MiB", path.toString(), "name another file");
            }
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw CliException.badInput(
                    "the conf file does not exist", path.toString(), "create it, or unset " + VARIABLE);
        } catch (CharacterCodingException e) {
            throw CliException.badInput("the conf file is not UTF-8 text", path.toString(), "save it as UTF-8");
        } catch (IOException e) {
            throw CliException.badInput(
                    "the conf file can't be read: " + e.getMessage(), path.toString(), "check what it is and who may");
        }
    }
}
