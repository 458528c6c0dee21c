package io.rangefold.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.job.InputText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    private Path folder;

    private String read(byte[] content) throws IOException {
        return TextFile.read(Files.write(folder.resolve("in"), content).toString(), "--input");
    }

    @Test
    void utf8_isRead() throws IOException {
        String text = "π € 😀\n".repeat(30_000);
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void emptyFile_isRefused() {
        assertThatThrownBy(() -> read(new byte[0]))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void zeroByte_isNamedByItsOffset() {
        byte[] content = "1234567".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        content[100_003] = 0;
        assertThatThrownBy(() -> read(content)).hasMessageContaining("a zero byte at byte 100003");
    }

    @Test
    void malformedUtf8_isNamedByItsOffset() {
        byte[] content = "1234567".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        content[99_999] = (byte) 0xE9;
        assertThatThrownBy(() -> read(content)).hasMessageContaining("what is not UTF-8 at byte 99999");
    }

    @Test
    void truncatedUtf8_isNamedByItsOffset() {
        assertThatThrownBy(() -> read(new byte[] {'a', (byte) 0xE2, (byte) 0x82}))
                .hasMessageContaining("what is not UTF-8 at byte 1");
    }

    @Test
    void charactersAcrossChunks_areWhole() throws IOException {
        for (int shift = 0; shift < 4; shift++) {
            String text = "x".repeat(shift) + "😀".repeat(20_000);
            assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        }
    }

    @Test
    void checkedFile_isReadAgainFromItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("in"), "360\n");
        assertThat(TextFile.checked(file.toString(), "--input")).isEqualTo(InputText.of(file));
    }

    @Test
    void whatIsNoRegularFile_isReadOnce() throws IOException {
        assertThatThrownBy(() -> TextFile.checked("/dev/null", "--input")).hasMessageContaining("is empty");
    }
}
