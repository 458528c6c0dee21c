package io.rangefold.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void words_areSplitAsByAShell() {
        assertThat(ShellWords.split("a  b\tc")).containsExactly("a", "b", "c");
        assertThat(ShellWords.split("  'i % 10 == 3'  \"a \\\"b\\\" \\n\" x'y'\"z\"\\ w"))
                .containsExactly("i % 10 == 3", "a \"b\" \\n", "xyz w");
        assertThat(ShellWords.split("--name ''")).containsExactly("--name", "");
        assertThat(ShellWords.split("a#b # c 'd")).containsExactly("a#b");
        assertThat(ShellWords.split("$HOME *")).containsExactly("$HOME", "*");
        assertThat(ShellWords.split("   # all")).isEmpty();
    }

    @Test
    void whatIsNotClosed_isNamedByItsColumn() {
        assertThatThrownBy(() -> ShellWords.split("ab \"c")).hasMessageContaining("column 4");
        assertThatThrownBy(() -> ShellWords.split("ab\\")).hasMessageContaining("column 3");
    }

    @Test
    void distance_countsEdits() {
        assertThat(DidYouMean.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
        assertThat(DidYouMean.distance("--form", "--from")).isEqualTo(2);
    }

    @Test
    void joinedWords_areSplitIntoTheSameAgain() {
        List<String> words = List.of("run", "--expr", "i * 'x' \\ \"y\" $HOME", "", "a=b", "#c");

        assertThat(ShellWords.split(ShellWords.join(words))).isEqualTo(words);
        assertThat(ShellWords.join(List.of("--from", "0", "it's"))).isEqualTo("--from 0 'it'\\''s'");
    }
}
