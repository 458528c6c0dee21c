package io.rangefold.cli.client;

import io.rangefold.client.JobHandle;
import io.rangefold.client.JobSpec;
import io.rangefold.client.RangefoldClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** What the README shows between its marks: {@link RealClusterTest} compares the two, and runs it. */
final class ReadmeExample {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private ReadmeExample() {}

    static void run(String url) {
        // [README
        try (RangefoldClient client = RangefoldClient.connect(url)) { // "http://127.0.0.1:8520"
            JobSpec squares = JobSpec.of("range-sum").argument("to", "1e9").argument("expr", "i*i");
            JobHandle job = client.submit(squares.argument("from", "0").timeout(LIMIT));
            CompletionStage<String> sum = job.result().thenApply(result -> result.text("sum"));
            List<JobHandle> counts = client.submitAll(IntStream.range(1, 9)
                    .mapToObj(e -> JobSpec.of("prime-count").argument("from", 0).argument("to", "10^" + e))
                    .toList());
            client.asCompleted(counts, LIMIT).forEach(each -> System.out.println(each.await(LIMIT)));
            System.out.println(sum.toCompletableFuture().join());
        }
        // README]
    }
}
