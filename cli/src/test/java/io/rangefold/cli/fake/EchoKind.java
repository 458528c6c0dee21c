package io.rangefold.cli.fake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobResult;
import io.rangefold.job.Kernel;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives back the words it is given, as the elements of its result; fails to where one of them is BREAK. */
public final class EchoKind implements JobKind {
    @Override
    public KindDescription description() {
        return new KindDescription(
                "echo",
                "the words it is given",
                "N…",
                List.of(new Option("input", OptionType.FILE, "FILE", false, "", "words, one a line")),
                List.of("echo 1 2 3"),
                "words");
    }

    @Override
    public Job parse(Arguments arguments) {
        List<String> words = new ArrayList<>(arguments.positional());
        arguments.file("input").ifPresent(file -> file.text().lines().forEach(words::add));
        if (words.isEmpty()) {
            throw new BadInputException("nothing to echo", "N…", "give words");
        }
        return new Echo(List.copyOf(words));
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        throw new UnsupportedOperationException("no cluster here");
    }

    private record Echo(List<String> words) implements Job, Stage<Long> {
        @Override
        public byte[] spec() {
            return new byte[0];
        }

        @Override
        public Map<String, String> arguments() {
            return Map.of("words", Integer.toString(words.size()));
        }

        @Override
        public Stage<?> stage(int number, byte[] previous) {
            return this;
        }

        @Override
        public boolean proves() {
            return false;
        }

        @Override
        public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
            return new Conclusion(new Words(words), true, Optional.empty());
        }

        @Override
        public long items() {
            return words.size();
        }

        @Override
        public PartialType<Long> partials() {
            return new Counts();
        }

        @Override
        public Kernel<Long> newKernel() {
            return (low, high, context) -> high - low;
        }

        @Override
        public String kernelName() {
            return "echo";
        }
    }

    private static final class Counts implements PartialType<Long> {
        @Override
        public Long identity() {
            return 0L;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }

        @Override
        public byte[] encode(Long partial) {
            return new byte[] {partial.byteValue()};
        }

        @Override
        public Long decode(byte[] bytes) {
            return (long) bytes[0];
        }
    }

    private record Words(List<String> words) implements JobResult, JobResult.Elements {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeArrayFieldStart("words");
            writeEach(json);
            json.writeEndArray();
            json.writeEndObject();
        }

        @Override
        public void writeText(Appendable out) throws IOException {
            for (String word : words) {
                if (word.equals("BREAK")) {
                    throw new IOException("it breaks off here");
                }
                out.append(word).append('\n');
            }
        }

        @Override
        public Optional<Elements> elements() {
            return Optional.of(this);
        }

        @Override
        public String name() {
            return "words";
        }

        @Override
        public long count() {
            return words.size();
        }

        @Override
        public void writeEach(JsonGenerator json) throws IOException {
            for (String word : words) {
                if (word.equals("BREAK")) {
                    throw new IOException("it breaks off here");
                }
                json.writeString(word);
            }
        }
    }
}
