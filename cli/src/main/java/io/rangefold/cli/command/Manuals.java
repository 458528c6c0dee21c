package io.rangefold.cli.command;

import io.rangefold.cli.job.JobSyntax;
import io.rangefold.cli.manual.Manual;
import io.rangefold.cli.output.Streams;
import io.rangefold.cli.settings.SettingKey;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.VersionDocument;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobKinds;
import io.rangefold.job.KindDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the manual of the same syntaxes that help texts are printed from, and command lines are read with. */
public final class Manuals {
    private Manuals() {}

    /** Of all commands, with these kinds. */
    public static Manual of(JobKinds kinds) {
        Environment environment = new Environment(
                Streams.ofProcess(),
                Map.of(),
                () -> kinds,
                () -> {
                    throw new IllegalStateException("no command is run");
                },
                () -> {
                    throw new IllegalStateException("no command is run");
                });
        return new Manual(
                VersionDocument.VERSION,
                Stream.of(CommandName.values())
                        .map(name -> command(name, environment))
                        .toList(),
                kinds.all().stream().map(Manuals::kind).toList(),
                Stream.of(SettingKey.values())
                        .map(key ->
                                new Manual.Setting(key.key(), key.variable(), key.defaultValue(), key.description()))
                        .toList());
    }

    private static Manual.Command command(CommandName name, Environment environment) {
        List<String> leading = Manual.Command.leading(name.arguments());
        Map<String, Syntax> ofKinds = new LinkedHashMap<>();
        if (name.arguments().contains("KIND …")) {
            for (JobKind kind : environment.kinds().get().all()) {
                List<String> words = new ArrayList<>(leading);
                words.add(kind.description().name());
                ofKinds.put(kind.description().name(), syntax(name, words, environment));
            }
        }
        return new Manual.Command(
                name.word(), name.arguments(), name.summary(), syntax(name, leading, environment), ofKinds);
    }

    private static Syntax syntax(CommandName name, List<String> words, Environment environment) {
        return Cli.addGeneral(name.create().syntax(words, environment));
    }

    private static Manual.Kind kind(JobKind kind) {
        KindDescription description = kind.description();
        Syntax options = new Syntax(description.name(), description.summary());
        JobSyntax.addKind(options, description);
        return new Manual.Kind(description.name(), description.summary(), options, description.examples());
    }
}
