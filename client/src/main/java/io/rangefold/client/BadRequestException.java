package io.rangefold.client;

import java.util.List;

/** The coordinator refuses a request: something in it is wrong, or what it names is not there. Nothing has changed. */
public final class BadRequestException extends RangefoldException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Fault fault;
    private final transient List<FieldError> errors;

    /**
     * What is wrong with one field of the request.
     *
     * @param field as in {@code "arguments.expr"}
     * @param place within the field, as in {@code "column 5"}; empty if it is the field itself
     * @param message what is wrong
     * @param hint what to do about it; empty if nothing is known
     */
    public record FieldError(String field, String place, String message, String hint) {}

    BadRequestException(int status, Fault fault, List<FieldError> errors) {
        super(fault.toString());
        this.status = status;
        this.fault = fault;
        this.errors = List.copyOf(errors);
    }

    /** Of the answer; reads an {@code application/problem+json} as well as a {@code rangefold.error/1}. */
    static BadRequestException of(int status, JsonValue json) {
        JsonValue error = json.get("error").isNull() ? json : json.get("error");
        Fault fault = Fault.of(error)
                .orElseGet(() -> new Fault(
                        "status-" + status,
                        error.get("detail")
                                .text()
                                .or(() -> error.get("title").text())
                                .orElse("refused with status " + status),
                        "",
                        ""));
        List<FieldError> errors = error.get("errors").elements().stream()
                .map(each -> new FieldError(
                        each.get("field").text().orElse(""),
                        each.get("detail").text().orElse(""),
                        each.get("message").text().orElse(""),
                        each.get("hint").text().orElse("")))
                .toList();
        return new BadRequestException(status, fault, errors);
    }

    /** Of HTTP, as in 400, 404, 409. */
    public int status() {
        return status;
    }

    /** What is wrong, where, and what to do. */
    public Fault fault() {
        return fault;
    }

    /** The same by field, as far as the coordinator says so. */
    public List<FieldError> errors() {
        return errors;
    }
}
