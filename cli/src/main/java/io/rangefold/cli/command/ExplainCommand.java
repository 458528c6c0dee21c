package io.rangefold.cli.command;

import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Table;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.coordinator.document.ExplainDocument;
import io.rangefold.coordinator.service.Explanation;
import java.io.IOException;
import java.util.List;

/** {@code rangefold explain ID}. */
final class ExplainCommand implements Command {
    @Override
    public Syntax syntax(List<String> words, Environment environment) {
        return ClientOptions.forJob("explain", "Says why a job is where it is: who works on what, what waits and why.");
    }

    @Override
    public int run(Session session) throws IOException {
        Explanation explanation = ClientOptions.ofJob(session, session.coordinator()::explain);
        if (session.output().isJson()) {
            session.output().document(json -> ExplainDocument.write(json, explanation));
        } else {
            session.output().text(out -> describe(explanation, out));
        }
        return ExitCode.DONE;
    }

    private static void describe(Explanation explanation, Appendable out) throws IOException {
        out.append(explanation.job().id() + " " + explanation.job().state() + ": " + explanation.summary() + "\n");
        for (String wait : explanation.waits()) {
            out.append(wait).append('\n');
        }
        if (!explanation.leases().isEmpty()) {
            Table leases = new Table("LEASE", "WORKER", "SLOT", "FROM", "TO", "PURPOSE", "SPEED");
            for (Explanation.Leased lease : explanation.leases()) {
                leases.add(
                        Long.toString(lease.lease()),
                        lease.worker(),
                        Integer.toString(lease.slot()),
                        Long.toString(lease.from()),
                        Long.toString(lease.to()),
                        lease.purpose(),
                        Figures.rate(lease.itemsPerSecond()));
            }
            out.append('\n');
            leases.write(out);
        }
        if (!explanation.pending().isEmpty()) {
            Table pending = new Table("PENDING FROM", "TO", "WHY");
            for (Explanation.Pending range : explanation.pending()) {
                pending.add(Long.toString(range.from()), Long.toString(range.to()), range.reason());
            }
            out.append('\n');
            pending.write(out);
        }
    }
}
