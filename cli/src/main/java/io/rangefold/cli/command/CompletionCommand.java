package io.rangefold.cli.command;

import io.rangefold.cli.manual.BashCompletion;
import io.rangefold.cli.manual.Manual;
import io.rangefold.cli.manual.ZshCompletion;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import java.io.IOException;
import java.util.List;

/** {@code rangefold completion bash|zsh}. */
final class CompletionCommand implements Command {
    private static final String SCHEMA = "rangefold.completion/1";

    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return new Syntax(
                        "rangefold completion bash|zsh [options]",
                        "Prints a script that completes command lines of rangefold in that shell.")
                .footer(List.of(
                        "",
                        "Into the start-up file of the shell:",
                        "  source <(rangefold completion bash)      (~/.bashrc)",
                        "  source <(rangefold completion zsh)       (~/.zshrc, below compinit)"));
    }

    @Override
    public int run(Session session) throws IOException {
        String shell = session.words().only("the shell");
        Manual manual = Manuals.of(session.kinds());
        String script = switch (shell) {
            case "bash" -> BashCompletion.script(manual);
            case "zsh" -> ZshCompletion.script(manual);
            default ->
                throw CliException.usage("there is no completion for \"" + shell + "\"", shell, "use bash or zsh");
        };
        if (session.output().isJson()) {
            session.output().document(json -> {
                json.writeStartObject();
                json.writeStringField("schema", SCHEMA);
                json.writeStringField("shell", shell);
                json.writeStringField("script", script);
                json.writeEndObject();
            });
        } else {
            session.output().text(out -> out.append(script));
        }
        return ExitCode.DONE;
    }
}
