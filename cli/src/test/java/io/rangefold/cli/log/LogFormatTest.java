package io.rangefold.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a line of the log is written, as the program sets it up, and as the installation's file does. */
class LogFormatTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Who sets logging up. */
    private enum Setup {
        PROGRAM,
        FILE
    }

    private static ILoggingEvent event() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logger logger = context.getLogger("io.rangefold.test");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.setContext(context);
        events.start();
        logger.addAppender(events);
        logger.atWarn()
                .addKeyValue("job", "j-1")
                .addKeyValue("lease", 17L)
                .addKeyValue("attempt", 2)
                .setCause(new IllegalStateException("why"))
                .log("a \"line\"\n{} <b>", "of two");
        return events.list.get(0);
    }

    private static String written(Setup setup, LogFormat format) throws JoranException {
        LoggerContext context = new LoggerContext();
        Encoder<ILoggingEvent> encoder = setup == Setup.FILE ? ofFile(context, format) : ofProgram(context, format);
        return new String(encoder.encode(event()), StandardCharsets.UTF_8);
    }

    private static Encoder<ILoggingEvent> ofProgram(LoggerContext context, LogFormat format) {
        return LogSetup.encoder(format, context);
    }

    private static Encoder<ILoggingEvent> ofFile(LoggerContext context, LogFormat format) throws JoranException {
        context.putProperty(LogSetup.FORMAT_PROPERTY, format.word());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("..", "deploy", "conf", "logback.xml").toFile());
        var appenders = context.getLogger("ROOT").iteratorForAppenders();
        var appender = (OutputStreamAppender<ILoggingEvent>) appenders.next();
        assertThat(appenders.hasNext()).isFalse();
        return appender.getEncoder();
    }

    @ParameterizedTest
    @EnumSource(Setup.class)
    void json_isAnObjectALine_withPairsAsMembers(Setup setup) throws IOException, JoranException {
        String line = written(setup, LogFormat.JSON);

        assertThat(line.strip()).doesNotContain("\n");
        assertThat(line).endsWith("\n");
        JsonNode json = MAPPER.readTree(line);
        assertThat(json.path("message").asText()).isEqualTo("a \"line\"\nof two <b>");
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("logger_name").asText()).isEqualTo("io.rangefold.test");
        assertThat(Instant.parse(json.path("@timestamp").asText())).isAfter(Instant.EPOCH);
        assertThat(json.path("job").asText()).isEqualTo("j-1");
        assertThat(json.path("lease").asLong()).isEqualTo(17);
        assertThat(json.path("attempt").asInt()).isEqualTo(2);
        assertThat(json.path("stack_trace").asText()).contains("IllegalStateException: why");
    }

    @ParameterizedTest
    @EnumSource(Setup.class)
    void text_hasPairsBehindTheMessage_andNoStackTrace(Setup setup) throws JoranException {
        List<String> lines = written(setup, LogFormat.TEXT).lines().toList();

        assertThat(lines.get(1)).startsWith("of two <b> job=j-1 lease=17 attempt=2");
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void words_areThoseOfTheSetting() {
        assertThat(LogFormat.of("json")).contains(LogFormat.JSON);
        assertThat(LogFormat.of("text")).contains(LogFormat.TEXT);
        assertThat(LogFormat.of("JSON")).isEmpty();
    }
}
