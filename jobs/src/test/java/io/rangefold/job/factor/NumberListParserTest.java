package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rangefold.job.Arguments;
import io.rangefold.job.Arguments.InputFile;
import io.rangefold.job.BadInputException;
import io.rangefold.job.InputStore;
import io.rangefold.job.InputsInMemory;
import io.rangefold.job.Job;
import io.rangefold.protocol.BlobId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListParserTest {

    @Test
    void linesWithCommentsBlanksAndCarriageReturns_giveTheNumbersInOrder() {
        String text = "\uFEFF# numbers\r\n360\r\n\r\n  77\t# seventy-seven\n1_000_000\n+9\n007\n"
                + "9223372036854775807\n9223372036854775808\n   # end";
        assertThat(numbersOf(text))
                .extracting(BigInteger::toString)
                .containsExactly("360", "77", "1000000", "9", "7", "9223372036854775807", "9223372036854775808");
    }

    @Test
    void literalForms_areNumbers() {
        assertThat(numbersOf("1e8\n10^20\n2^61-1\n1.5e3\n"))
                .extracting(BigInteger::toString)
                .containsExactly("100000000", "100000000000000000000", "2305843009213693951", "1500");
    }

    @Test
    void numberOfAThousandDigits_isTheLargestAllowed() {
        String digits = "9".repeat(1_000);
        assertThat(numbersOf(digits)).containsExactly(new BigInteger(digits));
        BadInputException refused = refusal("1" + "0".repeat(1_000));
        assertThat(refused).hasMessageContaining("at most 1000 digits");
        assertThat(refused.getMessage()).hasSizeLessThan(120);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-9999999999999999999999",
                "0000",
                "x",
                "12 13",
                "1,5",
                "0x1F",
                "1.5",
                "_1",
                "1__2",
                "1_",
                "--1",
                "١٢"
            })
    void lineThatIsNoPositiveInteger_isRefusedByItsNumber(String bad) {
        BadInputException refused = refusal("# list\n5\n" + bad + "\n7\n");
        assertThat(refused.where()).isEqualTo("numbers.txt, line 3");
        assertThat(refused.hint()).contains("one a line");
        assertThat(refused.getMessage()).contains(bad.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\n\u0000\u0001", "5\n7\u0007\n", "5\n\uFFFD\uFFFD PNG", "5\n#\u0000"})
    void binaryFile_isRefused(String text) {
        BadInputException refused = refusal(text);
        assertThat(refused).hasMessage("this is not a text file");
        assertThat(refused.where()).isEqualTo("numbers.txt, line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n", "\uFEFF"})
    void fileWithoutNumbers_isRefused(String text) {
        assertThat(refusal(text)).hasMessageContaining("no numbers");
    }

    @Test
    void wordThatIsNoPositiveInteger_isRefusedByItsPlace() {
        NumberListParser parser = new NumberListParser(new InputsInMemory());
        BadInputException refused =
                catchThrowableOfType(BadInputException.class, () -> parser.addWords(List.of("6", "six")));
        assertThat(refused.where()).isEqualTo("argument 2");
        assertThat(refused).hasMessageContaining("\"six\"");
    }

    @Test
    void longList_isSplitIntoBlocksAndReadInAnyOrder() {
        NumberListBuilder builder = new NumberListBuilder(new InputsInMemory());
        int count = 3 * NumberBlock.MAX_NUMBERS + 5;
        for (long i = 1; i <= count; i++) {
            builder.add(i * i);
        }
        NumberList list = builder.build();
        assertThat(list.count()).isEqualTo(count);
        assertThat(list.blocks()).hasSize(4);
        NumberList.Cursor cursor = list.cursor();
        for (long index : new long[] {count - 1, 0, 65_535, 65_536, 65_535, 131_072, 196_607, 196_608, 1}) {
            cursor.moveTo(index);
            assertThat(cursor.word()).isEqualTo((index + 1) * (index + 1));
        }
    }

    @Test
    void longNumbers_makeBlocksOfBoundedSize() {
        List<byte[]> blocks = new ArrayList<>();
        NumberListBuilder builder = new NumberListBuilder(recording(blocks));
        BigInteger large = BigInteger.TEN.pow(999);
        for (int i = 0; i < 12_000; i++) {
            builder.add(large.add(BigInteger.valueOf(i)));
        }
        assertThat(builder.build().blocks()).hasSizeGreaterThan(2);
        assertThat(blocks)
                .hasSizeGreaterThan(2)
                .allSatisfy(block -> assertThat(block).hasSizeLessThan(2_200_000));
    }

    @Test
    void blocksOfEqualContent_areOneInput() {
        Job job = new FactorizeKind()
                .parse(new Arguments(
                        List.of(),
                        Map.of(),
                        Map.of("input", new InputFile("six.txt", "6\n".repeat(2 * NumberBlock.MAX_NUMBERS)))));
        assertThat(job.arguments()).containsEntry("count", Integer.toString(2 * NumberBlock.MAX_NUMBERS));
        assertThat(job.inputs()).hasSize(1);
    }

    @Test
    void lineWithoutEnd_isRefusedBeforeItFillsTheMemory() {
        BadInputException refused = refusal("5\n#" + "x".repeat(LineReader.MAX_LINE_BYTES) + "\n7\n");
        assertThat(refused).hasMessageContaining("line 2 is longer than");
    }

    @Test
    void linesAcrossChunks_stayWhole() {
        String text = ("# " + "-".repeat(100) + "\r\n123456789\r\n").repeat(3_000) + "77";
        assertThat(numbersOf(text))
                .hasSize(3_001)
                .endsWith(BigInteger.valueOf(77))
                .startsWith(BigInteger.valueOf(123456789));
    }

    private static InputStore recording(List<byte[]> blocks) {
        return new InputStore() {
            @Override
            public void put(BlobId id, byte[] content) {
                blocks.add(content);
            }

            @Override
            public byte[] get(BlobId id) {
                throw new AssertionError("nothing is read");
            }
        };
    }

    private static BadInputException refusal(String text) {
        return catchThrowableOfType(BadInputException.class, () -> numbersOf(text));
    }

    private static List<BigInteger> numbersOf(String text) {
        NumberListParser parser = new NumberListParser(new InputsInMemory());
        parser.addLines(new InputFile("numbers.txt", text));
        NumberList list = parser.numbers().build();
        NumberList.Cursor cursor = list.cursor();
        List<BigInteger> numbers = new ArrayList<>();
        for (long i = 0; i < list.count(); i++) {
            cursor.moveTo(i);
            numbers.add(cursor.number());
        }
        return numbers;
    }
}
