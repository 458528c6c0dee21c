package io.rangefold.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind's arguments as the user gave them: on the command line, in a line of a jobs file, or over HTTP.
 *
 * @param positional the words that belong to no option, in order
 * @param options value by option name without dashes, as in {@code "from" -> "0"}; flags that are set have {@code "true"}
 * @param files content by option name, for options of type {@link KindDescription.OptionType#FILE}
 */
public record Arguments(List<String> positional, Map<String, String> options, Map<String, InputFile> files) {

    /**
     * A text file that an option names.
     *
     * @param name as the user wrote it, for messages
     * @param content its content
     */
    public record InputFile(String name, InputText content) {
        /** A file with a short text. */
        public InputFile(String name, String text) {
            this(name, InputText.of(text));
        }

        /**
         * Its whole content, without byte order mark: for files that are known to be short.
         *
         * @throws BadInputException if it can't be read
         */
        public String text() {
            try (InputStream in = content.open()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        /** What to throw when reading fails. */
        public BadInputException unreadable(IOException why) {
            return new BadInputException("the file can't be read: " + why.getMessage(), name, "check the file");
        }
    }

    /** Copies. */
    public Arguments {
        positional = List.copyOf(positional);
        options = Map.copyOf(options);
        files = Map.copyOf(files);
    }

    /** Arguments of options alone. */
    public static Arguments ofOptions(Map<String, String> options) {
        return new Arguments(List.of(), options, Map.of());
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    public boolean flag(String name) {
        return "true".equals(options.get(name));
    }

    public Optional<InputFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /**
     * The value of an option that must be there.
     *
     * @throws BadInputException naming the option, if it is not
     */
    public String required(String name) {
        return option(name)
                .orElseThrow(() -> new BadInputException(
                        "--" + name + " is missing", "--" + name, "give it a value, as the examples in --help do"));
    }
}
