package io.rangefold.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/**
 * Sets logging up, in code, because reading XML takes longer than the rest of a start. Commands log what goes wrong
 * beyond what they report, nodes also what they do, all to standard error, unless the system property
 * {@value #FILE_PROPERTY} names a file that says otherwise, as the launcher does for nodes.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String FILE_PROPERTY = "logback.configurationFile";
    /** Job, lease, worker and the like come as pairs behind the message. */
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} - %msg %kvp{NONE}%n";

    /** What these say of a port that is taken, or a connection that ended, is said in our own words. */
    private static final List<String> SILENT = List.of(
            "io.javalin.Javalin",
            "org.apache.pekko.io.TcpListener",
            "org.apache.pekko.stream.Materializer",
            "com.zaxxer.hikari.pool");

    /** Read by the file that the launcher names, too. */
    static final String FORMAT_PROPERTY = "rangefold.log.format";

    private static volatile boolean node;
    private static volatile LogFormat format = LogFormat.TEXT;
    private static volatile boolean debug;

    /** Made by logback. */
    public LogSetup() {}

    /** To be called before anything is logged: this process runs a coordinator or worker. */
    public static void forNode(LogFormat wanted) {
        node = true;
        format = wanted;
        System.setProperty(FORMAT_PROPERTY, wanted.word());
    }

    /** To be called before anything is logged: stack traces are wanted. */
    public static void withStackTraces() {
        debug = true;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(format, context));
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("io.rangefold").setLevel(node ? Level.INFO : Level.ERROR);
        SILENT.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What writes lines in that format. */
    static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        return format == LogFormat.JSON ? JsonLines.encoder(context) : text(context);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE + (debug ? "%ex" : "%ex{0}"));
        encoder.start();
        return encoder;
    }
}
