package io.rangefold.cli.settings;

import io.rangefold.cli.syntax.CliException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where jobs are kept: in a folder, which is for one coordinator, or in a database, which several may share.
 *
 * @param text a folder, or a URL; it may have a password
 */
public record DataPlace(String text) {
    /** Jobs are kept in memory only. */
    public static final String NONE = "none";

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
    private static final Pattern DATABASE = Pattern.compile("(jdbc:)?postgres(ql)?://[^/].*");
    private static final Pattern PASSWORD_OF_USER = Pattern.compile("(://[^/@:]*):.*@");
    private static final Pattern PASSWORD = Pattern.compile("(?i)([?&](?:ssl)?password=)[^&]*");

    /** What a setting says; empty for memory only. */
    static Optional<DataPlace> of(Setting setting) {
        String text = setting.value();
        if (text.isEmpty() || text.equals(NONE)) {
            return Optional.empty();
        }
        if (DATABASE.matcher(text).matches()) {
            return Optional.of(new DataPlace(text));
        }
        if (URL.matcher(text).matches()) {
            throw setting.wrong(
                    "is no database that jobs can be kept in", "give a folder, or postgresql://HOST[:PORT]/DATABASE");
        }
        // The default folder is made when it is needed.
        if (!setting.source().equals(Setting.DEFAULT)) {
            checkFolder(setting);
        }
        return Optional.of(new DataPlace(text));
    }

    /** The value of {@code --data}; empty for memory only. */
    public static Optional<DataPlace> ofFlag(Optional<String> value) {
        return value.flatMap(text -> of(new Setting(SettingKey.COORDINATOR_DATA, text.strip(), "--data")));
    }

    /** Whether several coordinators may share it. */
    boolean isShared() {
        return DATABASE.matcher(text).matches();
    }

    /** As it may be shown to anybody: without passwords. */
    public String shown() {
        return masked(text);
    }

    /** Without passwords, whatever it is. */
    static String masked(String text) {
        String withoutUsers = PASSWORD_OF_USER.matcher(text).replaceAll("$1:***@");
        return PASSWORD.matcher(withoutUsers).replaceAll("$1***");
    }

    /** Where a user's jobs are kept unless he says otherwise. */
    static String usersFolder(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        String base = environment.getOrDefault("XDG_DATA_HOME", "");
        Path folder = base.isEmpty() ? Path.of(home, ".local", "share") : Path.of(base);
        return folder.resolve("rangefold").toString();
    }

    private static void checkFolder(Setting setting) {
        try {
            Path folder = Path.of(setting.value()).toAbsolutePath();
            if (!Files.exists(folder)) {
                Path parent = folder.getParent();
                if (parent == null || !Files.isDirectory(parent)) {
                    throw setting.wrong("can't be made: the folder above it is missing", "make that one first");
                }
                checkWritable(setting, parent);
            } else if (Files.isDirectory(folder)) {
                checkWritable(setting, folder);
            } else {
                throw setting.wrong("is no folder", "name a folder, or postgresql://HOST[:PORT]/DATABASE");
            }
        } catch (InvalidPathException e) {
            throw setting.wrong("is no name of a folder", "name a folder, or postgresql://HOST[:PORT]/DATABASE");
        }
    }

    private static void checkWritable(Setting setting, Path folder) {
        if (!Files.isWritable(folder)) {
            throw setting.wrong("can't be used: " + folder + " may not be written", "check its permissions");
        }
    }

    /** Refuses other coordinators where they could not share the data. */
    static void checkShared(Optional<DataPlace> data, Setting join) {
        if (data.isEmpty() || !data.get().isShared()) {
            throw CliException.usage(
                    data.isEmpty()
                            ? "jobs that are kept in memory can't be taken over by other coordinators"
                            : "a folder is for one coordinator: others can't take its jobs over",
                    join.source(),
                    "give all of them one --data postgresql://HOST/DATABASE, or start one coordinator only");
        }
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return shown();
    }
}
