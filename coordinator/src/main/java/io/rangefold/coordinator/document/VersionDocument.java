package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What runs here, {@value #SCHEMA}. */
public final class VersionDocument {
    public static final String SCHEMA = "rangefold.version/1";

    /** The version of this build, from the archive's manifest; "development" when run from loose classes. */
    public static final String VERSION = versionOfBuild();

    private VersionDocument() {}

    public static void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("version", VERSION);
        json.writeStringField("java", java());
        json.writeEndObject();
    }

    /** The Java runtime's version. */
    public static String java() {
        return Runtime.version().toString();
    }

    private static String versionOfBuild() {
        String version = VersionDocument.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
