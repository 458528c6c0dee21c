package io.rangefold.job;

/**
 * What a kind of job is: its options, and how they become a {@link Job}.
 *
 * <p>Kinds are stateless and found through {@link java.util.ServiceLoader}. The command line, the HTTP API and the
 * documents list them by {@link #description()}; adding a kind touches nothing else.
 */
public interface JobKind {

    /** Name, options and examples, as shown to users. */
    KindDescription description();

    /**
     * Checks arguments wholly and makes the job of them. The client calls it before anything is sent, the coordinator
     * again, since it trusts no client.
     *
     * @throws BadInputException if an argument is missing, unknown, malformed or out of bounds
     */
    Job parse(Arguments arguments);

    /** The same for kinds with input data, which goes to {@code inputs} bit by bit while it is read. */
    default Job parse(Arguments arguments, InputStore inputs) {
        return parse(arguments);
    }

    /**
     * Rebuilds a job on a worker from what {@link Job#spec()} gave; {@code blobs} has what {@link Job#inputs()} gave.
     *
     * @throws BadInputException if the bytes are not such a spec
     */
    Job decode(byte[] spec, BlobSource blobs);
}
