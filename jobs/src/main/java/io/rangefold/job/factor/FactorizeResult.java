package io.rangefold.job.factor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/** The factorizations in the order of the list, written straight from the segments, one at a time. */
final class FactorizeResult implements JobResult, JobResult.Elements {
    /** The name of the list in documents. */
    static final String NUMBERS = "numbers";

    private final Factorizations found;
    private final boolean divisors;

    FactorizeResult(Factorizations found, boolean divisors) {
        this.found = found;
        this.divisors = divisors;
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart(NUMBERS);
        writeEach(json);
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void writeText(Appendable out) throws IOException {
        found.forEach((n, factors) -> writeLines(n, factors, out));
    }

    @Override
    public Optional<Elements> elements() {
        return Optional.of(this);
    }

    @Override
    public String name() {
        return NUMBERS;
    }

    @Override
    public long count() {
        return found.numbers().count();
    }

    @Override
    public void writeEach(JsonGenerator json) throws IOException {
        found.forEach((n, factors) -> writeElement(n, factors, json));
    }

    private void writeElement(BigInteger n, Factors factors, JsonGenerator json) throws IOException {
        boolean whole = FactorKernel.isAnswered(factors, divisors);
        json.writeStartObject();
        json.writeStringField("n", n.toString());
        json.writeBooleanField("complete", whole);
        json.writeArrayFieldStart("factors");
        for (int i = 0; i < factors.distinct(); i++) {
            json.writeStartObject();
            json.writeStringField("prime", factors.prime(i).toString());
            json.writeNumberField("exponent", factors.exponent(i));
            if (isProbable(factors, i)) {
                json.writeBooleanField("probable", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!whole) {
            json.writeStringField("cofactor", factors.cofactor().toString());
        }
        if (divisors && whole) {
            writeDivisors(n, factors, json);
        } else if (divisors) {
            json.writeStringField("divisorsError", whyNoDivisors(factors));
        }
        json.writeEndObject();
    }

    private static void writeDivisors(BigInteger n, Factors factors, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("divisors");
        if (n.bitLength() < Long.SIZE) {
            for (long divisor : Divisors.ofWord(factors)) {
                json.writeString(Long.toString(divisor));
            }
        } else {
            for (BigInteger divisor : Divisors.of(factors)) {
                json.writeString(divisor.toString());
            }
        }
        json.writeEndArray();
    }

    private void writeLines(BigInteger n, Factors factors, Appendable out) throws IOException {
        out.append(n.toString()).append(':');
        String before = " ";
        for (int i = 0; i < factors.distinct(); i++) {
            out.append(before).append(factors.prime(i).toString());
            if (factors.exponent(i) > 1) {
                out.append('^').append(Integer.toString(factors.exponent(i)));
            }
            out.append(isProbable(factors, i) ? " (probably prime)" : "");
            before = " * ";
        }
        if (!factors.isComplete()) {
            out.append(before).append(factors.cofactor().toString()).append(" (not factored)");
        } else if (factors.distinct() == 0) {
            out.append(" 1");
        }
        out.append('\n');
        if (divisors) {
            writeDivisorLine(n, factors, out);
        }
    }

    private static void writeDivisorLine(BigInteger n, Factors factors, Appendable out) throws IOException {
        out.append("  divisors:");
        if (!Divisors.canList(factors)) {
            out.append(" none listed, ").append(whyNoDivisors(factors));
        } else if (n.bitLength() < Long.SIZE) {
            for (long divisor : Divisors.ofWord(factors)) {
                out.append(' ').append(Long.toString(divisor));
            }
        } else {
            for (BigInteger divisor : Divisors.of(factors)) {
                out.append(' ').append(divisor.toString());
            }
        }
        out.append('\n');
    }

    private static boolean isProbable(Factors factors, int i) {
        return factors.word(i) < 0 && factors.prime(i).compareTo(ProvenPrimality.BOUND) >= 0;
    }

    private static String whyNoDivisors(Factors factors) {
        return factors.isComplete()
                ? "there are too many: at most " + Divisors.MAX_LISTED + ", or 64 MiB of them, are listed for a number"
                : "the number is not wholly factored";
    }
}
