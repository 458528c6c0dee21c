package io.rangefold.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.cli.output.Table;
import io.rangefold.cli.settings.Setting;
import io.rangefold.cli.settings.Settings;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import java.io.IOException;
import java.util.List;

/** {@code rangefold config}. */
final class ConfigCommand implements Command {
    private static final String SCHEMA = "rangefold.config/1";

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return new Syntax(
                "rangefold config [options]",
                "Shows each setting and where it came from: environment, conf file or default. Flags go before all.");
    }

    @Override
    public int run(Session session) throws IOException {
        session.words().nothingElse();
        Settings settings = session.settings();
        if (session.output().isJson()) {
            session.output().document(json -> write(json, settings));
        } else {
            Table table = new Table("SETTING", "VALUE", "FROM", "MEANING");
            for (Setting setting : settings.all()) {
                table.add(
                        setting.key().key(),
                        setting.shown(),
                        setting.source(),
                        setting.key().description());
            }
            session.output().text(table::write);
        }
        for (String variable : settings.unknownVariables()) {
            session.output().warn("the variable " + variable + " is set, but there is no such setting");
        }
        return ExitCode.DONE;
    }

    private static void write(JsonGenerator json, Settings settings) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField(
                "file", settings.file().path().map(Object::toString).orElse(""));
        json.writeArrayFieldStart("settings");
        for (Setting setting : settings.all()) {
            json.writeStartObject();
            json.writeStringField("key", setting.key().key());
            json.writeStringField("value", setting.shown());
            json.writeStringField("source", setting.source());
            json.writeStringField("variable", setting.key().variable());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
