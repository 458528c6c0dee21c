package io.rangefold.cli;

import io.rangefold.cli.command.Manuals;
import io.rangefold.cli.manual.BashCompletion;
import io.rangefold.cli.manual.ManPages;
import io.rangefold.cli.manual.Manual;
import io.rangefold.cli.manual.ZshCompletion;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the build runs for the archive: writes manual pages and completions into a {@code share} folder. */
public final class ShareFiles {
    private ShareFiles() {}

    /** @param args the folder */
    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        Manual manual = Manuals.of(JobKinds.installed());
        Path pages = Files.createDirectories(share.resolve("man/man1"));
        for (Map.Entry<String, String> page : ManPages.of(manual).entrySet()) {
            Files.writeString(pages.resolve(page.getKey()), page.getValue());
        }
        Path bash = Files.createDirectories(share.resolve("bash-completion/completions"));
        Files.writeString(bash.resolve("rangefold"), BashCompletion.script(manual));
        Path zsh = Files.createDirectories(share.resolve("zsh/site-functions"));
        Files.writeString(zsh.resolve("_rangefold"), ZshCompletion.script(manual));
    }
}
