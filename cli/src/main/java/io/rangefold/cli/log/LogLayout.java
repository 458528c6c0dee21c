package io.rangefold.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * One line an event: time, level, class, message, then {@code key=value} of the event and its thread's context, then the
 * reason of an error. Stack traces only if wanted.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {
    private final boolean stackTraces;

    LogLayout(boolean stackTraces) {
        this.stackTraces = stackTraces;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        line.append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(simpleName(event.getLoggerName()))
                .append(": ")
                .append(oneLine(event.getFormattedMessage()));
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> append(line, pair.key, String.valueOf(pair.value)));
        }
        for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
            append(line, entry.getKey(), String.valueOf(entry.getValue()));
        }
        IThrowableProxy reason = event.getThrowableProxy();
        if (reason != null) {
            line.append(" (")
                    .append(reason.getClassName())
                    .append(": ")
                    .append(oneLine(reason.getMessage()))
                    .append(')');
        }
        line.append('\n');
        if (reason != null && stackTraces) {
            line.append(ThrowableProxyUtil.asString(reason)).append('\n');
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=').append(oneLine(value));
    }

    /** What comes from outside must not look like lines of its own. */
    private static String oneLine(String text) {
        String known = String.valueOf(text);
        return known.indexOf('\n') < 0 && known.indexOf('\r') < 0
                ? known
                : known.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String simpleName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
