package io.rangefold.coordinator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rangefold.coordinator.document.CurveDocument;
import io.rangefold.coordinator.document.Json;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A result that lies at the coordinator; each writing fetches it anew and never holds all of it. */
final class RemoteResult implements JobResult {
    private final ApiClient client;
    private final String path;
    private final Optional<String> elementsName;
    private final long elementCount;
    private final Optional<String> imageType;
    private final boolean hasCurve;

    /** @param path of its document, with what else there is of it below */
    RemoteResult(ApiClient client, String path, ApiRequest.Answer head) {
        this.client = client;
        this.path = path;
        this.elementsName = head.header(JobRoutes.ELEMENTS);
        this.elementCount =
                head.header(JobRoutes.ELEMENT_COUNT).map(Long::parseLong).orElse(0L);
        this.imageType = head.header(JobRoutes.IMAGE);
        this.hasCurve = head.header(JobRoutes.CURVE).isPresent();
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        try (JsonParser parser = Json.parser(client.open(path))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("result");
                parser.nextToken();
                if (wanted) {
                    json.copyCurrentStructure(parser);
                    return;
                }
                parser.skipChildren();
            }
        }
        throw new IOException("the coordinator's answer has no result");
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        char[] buffer = new char[8192];
        try (Reader reader = new InputStreamReader(client.open(path + "/text"), StandardCharsets.UTF_8)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                out.append(CharBuffer.wrap(buffer, 0, read));
            }
        }
    }

    @Override
    public Optional<Elements> elements() {
        return elementsName.map(RemoteElements::new);
    }

    @Override
    public Optional<Image> image() {
        return imageType.map(RemoteImage::new);
    }

    @Override
    public Optional<Curve> curve() {
        return hasCurve ? Optional.of(CurveDocument.read(client.get(path + "/curve"))) : Optional.empty();
    }

    private final class RemoteImage implements Image {
        private final String mediaType;

        RemoteImage(String mediaType) {
            this.mediaType = mediaType;
        }

        @Override
        public String mediaType() {
            return mediaType;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = client.open(path + "/image")) {
                in.transferTo(out);
            }
        }
    }

    private final class RemoteElements implements Elements {
        private final String name;

        RemoteElements(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long count() {
            return elementCount;
        }

        @Override
        public void writeEach(JsonGenerator json) throws IOException {
            long written = 0;
            try (JsonParser parser = Json.parser(client.open(path + "/elements"))) {
                while (parser.nextToken() != null) {
                    json.copyCurrentStructure(parser);
                    written++;
                }
            }
            if (written != elementCount) {
                throw new IOException("the coordinator sent " + written + " of " + elementCount + " " + name);
            }
        }
    }
}
