package io.rangefold.cli.command;

import io.rangefold.cli.log.LogFormat;
import io.rangefold.cli.settings.Setting;
import io.rangefold.cli.settings.SettingKey;

/** How nodes write their log. */
final class NodeLog {
    static final String FORMATS = "text|json";

    private NodeLog() {}

    /** As the command line, the environment or the conf file says. */
    static LogFormat format(Session session) {
        Setting setting = session.settings()
                .get(SettingKey.LOG_FORMAT, "--log-format", session.words().value("--log-format"));
        return LogFormat.of(setting.value())
                .orElseThrow(() -> setting.wrong("is no format of a log", "write text or json"));
    }
}
