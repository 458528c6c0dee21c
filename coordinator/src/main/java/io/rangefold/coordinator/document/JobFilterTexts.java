package io.rangefold.coordinator.document;

import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.BadInputException;
import io.rangefold.protocol.JobId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How filters of jobs are written, on the command line and in queries. Every error names the place. */
public final class JobFilterTexts {
    public static final String STATE = "state";
    public static final String KIND = "kind";
    public static final String NAME = "name";
    public static final String LIMIT = "limit";
    public static final String BEFORE = "before";

    /** All of them. */
    public static final List<String> NAMES = List.of(STATE, KIND, NAME, LIMIT, BEFORE);

    /** How many jobs a page has unless another number is asked for. */
    public static final int DEFAULT_LIMIT = 100;

    private JobFilterTexts() {}

    /**
     * Makes a filter of texts.
     *
     * @param value the text of a name, if it is given
     * @param place where the text of a name stands, for errors
     */
    public static JobFilter read(Function<String, Optional<String>> value, UnaryOperator<String> place) {
        int limit = value.apply(LIMIT)
                .map(text -> JobOptionTexts.integer(text, 1, JobFilter.MAX_LIMIT, place.apply(LIMIT)))
                .orElse(DEFAULT_LIMIT);
        return new JobFilter(
                value.apply(STATE).map(text -> states(text, place.apply(STATE))).orElse(Set.of()),
                value.apply(KIND).map(text -> part("kind", text, place.apply(KIND))),
                value.apply(NAME).map(text -> part("name", text, place.apply(NAME))),
                value.apply(BEFORE).map(text -> job(text, place.apply(BEFORE))),
                limit);
    }

    /** The texts that {@link #read} makes this filter of again. */
    public static Map<String, String> texts(JobFilter filter) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!filter.states().isEmpty()) {
            texts.put(
                    STATE, filter.states().stream().map(JobState::name).sorted().collect(Collectors.joining(",")));
        }
        filter.kind().ifPresent(kind -> texts.put(KIND, kind));
        filter.name().ifPresent(name -> texts.put(NAME, name));
        filter.before().ifPresent(id -> texts.put(BEFORE, id.value()));
        texts.put(LIMIT, Integer.toString(filter.limit()));
        return texts;
    }

    private static Set<JobState> states(String text, String where) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (String word : text.split(",", -1)) {
            states.add(state(word.strip(), where));
        }
        return states;
    }

    private static JobState state(String word, String where) {
        List<String> known = new ArrayList<>();
        for (JobState state : JobState.values()) {
            if (state.name().equals(word.toUpperCase(Locale.ROOT))) {
                return state;
            }
            known.add(state.name());
        }
        throw new BadInputException(
                "\"" + word + "\" is no state of a job", where, "use one or more of: " + String.join(",", known));
    }

    private static String part(String what, String text, String where) {
        if (text.isEmpty()) {
            throw new BadInputException("the " + what + " is empty", where, "leave it out for all");
        }
        return JobOptionTexts.printable(what, text, JobOptionTexts.MAX_NAME_CHARS, where);
    }

    private static JobId job(String text, String where) {
        if (!JobId.isValid(text)) {
            throw new BadInputException(
                    "\"" + text + "\" is no job's id", where, "give the last id of the page before");
        }
        return new JobId(text);
    }
}
