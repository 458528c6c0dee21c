package io.rangefold.job.expression;

import io.rangefold.job.BadInputException;
import io.rangefold.job.expression.Token.Kind;
import io.rangefold.job.text.Decimal;
import io.rangefold.job.text.Excerpt;
import java.util.List;
import java.util.Map;

/** Cuts an expression's text into tokens. */
final class Lexer {
    private static final List<String> SYMBOLS = List.of(
            "||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "<", ">", "|", "&", "+", "-", "*", "/", "%", "^", "~", "!",
            "?", ":", "(", ")", ",");

    /** What users write instead, from other languages or by way of a word processor. */
    private static final Map<String, String> INSTEAD = Map.of(
            "=", "to compare, write ==",
            "−", "write - for minus",
            "–", "write - for minus",
            "×", "write * for times",
            "·", "write * for times",
            "÷", "write / for division",
            "≤", "write <=",
            "≥", "write >=",
            "≠", "write !=",
            ";", "write one expression");

    private final String text;
    private final String where;
    private int offset;

    Lexer(String text, String where) {
        this.text = text;
        this.where = where;
    }

    /** The next token; the end again and again once it is reached. */
    Token next() {
        while (offset < text.length() && Character.isWhitespace(text.charAt(offset))) {
            offset++;
        }
        int start = offset;
        if (start == text.length()) {
            return new Token(Kind.END, "", start);
        }
        int number = Decimal.scan(text, start);
        if (number > start) {
            return token(Kind.NUMBER, number);
        }
        int name = name(start);
        if (name > start) {
            return token(Kind.NAME, name);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                return token(Kind.SYMBOL, start + symbol.length());
            }
        }
        String found = Character.toString(text.codePointAt(start));
        throw problem(
                "unexpected character " + Excerpt.of(found),
                start,
                INSTEAD.getOrDefault(found, "use numbers, i, operators, functions and parentheses"));
    }

    /** An error at a place of the text. */
    BadInputException problem(String message, int at, String hint) {
        return new BadInputException(message, where + ", column " + (text.codePointCount(0, at) + 1), hint);
    }

    private Token token(Kind kind, int end) {
        Token token = new Token(kind, text.substring(offset, end), offset);
        offset = end;
        return token;
    }

    private int name(int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean inside) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (inside && c >= '0' && c <= '9');
    }
}
