package io.rangefold.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;

/** Makes the encoder of {@link LogFormat#JSON}; a class of its own, since only nodes have the library. */
final class JsonLines {
    private static final String LEFT_OUT = "[ignore]";
    private static final int MAX_TRACE_CHARS = 8192;

    private JsonLines() {}

    static Encoder<ILoggingEvent> encoder(LoggerContext context) {
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setTimeZone("UTC");
        LogstashFieldNames names = new LogstashFieldNames();
        names.setVersion(LEFT_OUT);
        names.setLevelValue(LEFT_OUT);
        encoder.setFieldNames(names);
        ShortenedThrowableConverter traces = new ShortenedThrowableConverter();
        traces.setMaxLength(MAX_TRACE_CHARS);
        encoder.setThrowableConverter(traces);
        encoder.start();
        return encoder;
    }
}
