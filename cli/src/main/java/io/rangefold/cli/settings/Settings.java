package io.rangefold.cli.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds values: flag, then environment, then conf file, then default. */
public final class Settings {
    /** Variables with our prefix that are no settings. */
    private static final Set<String> OTHER_VARIABLES =
            Set.of(ConfFile.VARIABLE, "RANGEFOLD_JAVA_OPTS", "RANGEFOLD_JAVA_HOME", "RANGEFOLD_HOME");

    private final Map<String, String> environment;
    private final ConfFile file;

    private Settings(Map<String, String> environment, ConfFile file) {
        this.environment = environment;
        this.file = file;
    }

    /** Reads the conf file. */
    public static Settings load(Map<String, String> environment) {
        return new Settings(environment, ConfFile.read(environment));
    }

    /** The value that holds where no flag is given. */
    public Setting get(SettingKey key) {
        String variable = environment.get(key.variable());
        if (variable != null) {
            return new Setting(key, variable.strip(), key.variable());
        }
        Setting inFile = file.settings().get(key);
        return inFile != null ? inFile : new Setting(key, defaultValue(key), Setting.DEFAULT);
    }

    private String defaultValue(SettingKey key) {
        return key == SettingKey.COORDINATOR_DATA ? DataPlace.usersFolder(environment) : key.defaultValue();
    }

    /** The value that holds with that flag. */
    public Setting get(SettingKey key, String flag, Optional<String> value) {
        return value.map(text -> new Setting(key, text.strip(), flag)).orElseGet(() -> get(key));
    }

    public List<Setting> all() {
        return Stream.of(SettingKey.values()).map(this::get).toList();
    }

    public ConfFile file() {
        return file;
    }

    /** Variables that look like settings and are none. */
    public Set<String> unknownVariables() {
        Set<String> known =
                Stream.of(SettingKey.values()).map(SettingKey::variable).collect(Collectors.toSet());
        return environment.keySet().stream()
                .filter(name -> name.startsWith("RANGEFOLD_"))
                .filter(name -> !known.contains(name) && !OTHER_VARIABLES.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
