package io.rangefold.job.factor;

import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.BlobSource;
import io.rangefold.job.InputStore;
import io.rangefold.job.InputsInMemory;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import java.util.List;
import java.util.Set;

/**
 * {@code factorize}: the prime factors of each number of a list, and its divisors where asked. The numbers of the command
 * line come first, then those of {@code --input}.
 *
 * <p>Whole for numbers of up to 128 bits, which are 38 digits, and for those that have at most one prime factor beyond about 15.
 * What is left of others, of some 1 000 numbers, goes on to stages of curves ({@link CurveLevel}), which find prime factors of up
 * to 30 digits; what they leave, or what is left when the time is over, is reported as {@code cofactor}. At most 10^7 numbers of
 * 1000 digits each.
 */
public final class FactorizeKind implements JobKind {
    private static final String INPUT = "input";
    private static final String DIVISORS = "divisors";

    @Override
    public KindDescription description() {
        return new KindDescription(
                "factorize",
                "prime factorization of each number, and all its divisors where asked",
                "N…",
                List.of(
                        new Option(
                                INPUT,
                                OptionType.FILE,
                                "FILE",
                                false,
                                "",
                                "more numbers, one a line; # begins a comment"),
                        new Option(DIVISORS, OptionType.FLAG, "", false, "", "list all divisors of each number too")),
                List.of("factorize 360 1099726899285419 --divisors", "factorize --input numbers.txt --output json"),
                FactorizeResult.NUMBERS);
    }

    @Override
    public Job parse(Arguments arguments) {
        return parse(arguments, new InputsInMemory());
    }

    @Override
    public Job parse(Arguments arguments, InputStore inputs) {
        for (String name : arguments.options().keySet()) {
            refuseUnknown(name);
        }
        for (String name : arguments.files().keySet()) {
            refuseUnknown(name);
        }
        if (arguments.option(INPUT).isPresent() && arguments.file(INPUT).isEmpty()) {
            throw new BadInputException("the content of the file is missing", "--input", "pass it on with the job");
        }
        NumberListParser parser = new NumberListParser(inputs);
        parser.addWords(arguments.positional());
        arguments.file(INPUT).ifPresent(parser::addLines);
        if (parser.numbers().count() == 0) {
            throw new BadInputException(
                    "there are no numbers", "N…", "name at least one number, or a file of numbers with --input");
        }
        NumberList list = parser.numbers().build();
        FactorizeSpec spec = new FactorizeSpec(
                flag(arguments),
                String.join(" ", arguments.positional()),
                arguments.file(INPUT).map(Arguments.InputFile::name).orElse(""),
                list.blocks());
        return new FactorizeJob(spec, list);
    }

    @Override
    public Job decode(byte[] bytes, BlobSource blobs) {
        try {
            FactorizeSpec spec = FactorizeSpec.decode(bytes);
            return new FactorizeJob(spec, new NumberList(spec.blocks(), blobs));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "this is not a factorize job: " + e.getMessage(), "spec", "use the same version everywhere");
        }
    }

    private static boolean flag(Arguments arguments) {
        String value = arguments.option(DIVISORS).orElse("false");
        if (!Set.of("true", "false").contains(value)) {
            throw new BadInputException("--divisors takes no value", "--divisors", "leave the value away");
        }
        return arguments.flag(DIVISORS);
    }

    private static void refuseUnknown(String name) {
        if (!Set.of(INPUT, DIVISORS).contains(name)) {
            throw new BadInputException(
                    "there is no option --" + name, "--" + name, "factorize takes --input FILE and --divisors");
        }
    }
}
