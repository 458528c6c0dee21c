package io.rangefold.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Questions that were handed in. */
final class Asked {
    private final Cluster cluster;
    private final List<Question> questions = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    Asked(Cluster cluster) {
        this.cluster = cluster;
    }

    Asked ask(Question question) {
        ids.add(cluster.client().submit(question.words()));
        questions.add(question);
        return this;
    }

    /** As {@link #ask}, again and again until it is acknowledged. */
    Asked askSurely(Question question, String key) {
        add(question, cluster.client().submitSurely(question.words(), key));
        return this;
    }

    /** One that was acknowledged under that id. */
    void add(Question question, String id) {
        ids.add(id);
        questions.add(question);
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    /** Waits until each has committed something. */
    Asked awaitProgress() {
        ids.forEach(cluster.client()::awaitProgress);
        return this;
    }

    boolean isOpen() {
        return ids.stream()
                .anyMatch(id -> cluster.client().isOpen(cluster.client().job(id)));
    }

    /** Waits for the ends, and checks the answers; the documents. */
    List<JsonNode> check() {
        List<JsonNode> documents = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            JsonNode document = cluster.client().awaitEnd(ids.get(i));
            questions.get(i).check(document);
            documents.add(document);
        }
        return documents;
    }
}
