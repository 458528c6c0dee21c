package io.rangefold.job.expression;

import io.rangefold.job.BadInputException;
import io.rangefold.job.expression.Token.Kind;
import io.rangefold.job.text.Decimal;
import io.rangefold.job.text.Decimal.DecimalException;
import io.rangefold.job.text.Decimal.Problem;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses expressions by precedence climbing (Martin Richards, 1979). Recursion is bounded by counting it, the height of
 * the outcome by {@link Expression#MAX_HEIGHT}: a chain of additions is parsed by a loop, but is high all the same.
 */
final class Parser {
    /** How deep the parser's methods may call each other; a parenthesis takes three. Each takes some 500 bytes of stack. */
    private static final int MAX_CALLS = 300;

    private static final String OPERAND = "a number, i, a function or \"(\"";

    private final Lexer lexer;
    private final Map<Node, Integer> heights = new IdentityHashMap<>();
    private Token token;
    private int calls;

    Parser(String text, String where) {
        lexer = new Lexer(text, where);
        token = lexer.next();
    }

    Node parse() {
        if (token.kind() == Kind.END) {
            throw problem("the expression is empty", "write one, as in i*i");
        }
        Node root = conditional();
        if (token.kind() != Kind.END) {
            throw trailing();
        }
        return root;
    }

    private Node conditional() {
        enter();
        Node node = binary(1);
        if (accept("?")) {
            Node whenTrue = conditional();
            expect(":", "between the two values of a condition");
            Node whenFalse = conditional();
            node = grown(new Node.Conditional(node, whenTrue, whenFalse), node, whenTrue, whenFalse);
        }
        leave();
        return node;
    }

    /** A chain of operators that bind at least as tightly as {@code level}. */
    private Node binary(int level) {
        enter();
        Node left = unary();
        Optional<BinaryOperator> operator = operator(level);
        while (operator.isPresent()) {
            BinaryOperator symbol = operator.get();
            advance();
            Node right = binary(symbol.level() + 1);
            left = grown(new Node.Binary(symbol, left, right), left, right);
            operator = operator(level);
            if (symbol.isComparison()
                    && operator.filter(BinaryOperator::isComparison).isPresent()) {
                throw problem(
                        "comparisons can't be chained",
                        "write (a < b) && (b < c), or put the first comparison in parentheses");
            }
        }
        leave();
        return left;
    }

    private Optional<BinaryOperator> operator(int level) {
        if (token.kind() != Kind.SYMBOL && token.kind() != Kind.NAME) {
            return Optional.empty();
        }
        return BinaryOperator.ofSymbol(token.text()).filter(o -> o.level() >= level && o != BinaryOperator.POWER);
    }

    private Node unary() {
        Optional<UnaryOperator> operator = Optional.empty();
        if (token.is("-")) {
            operator = Optional.of(UnaryOperator.NEGATE);
        } else if (token.is("~")) {
            operator = Optional.of(UnaryOperator.COMPLEMENT);
        } else if (token.is("!")) {
            operator = Optional.of(UnaryOperator.NOT);
        }
        if (operator.isEmpty()) {
            return power();
        }
        enter();
        advance();
        Node operand = unary();
        leave();
        return grown(new Node.Unary(operator.get(), operand), operand);
    }

    private Node power() {
        Node base = primary();
        if (!accept("^")) {
            return base;
        }
        enter();
        Node exponent = unary();
        leave();
        return grown(new Node.Binary(BinaryOperator.POWER, base, exponent), base, exponent);
    }

    private Node primary() {
        if (token.kind() == Kind.NUMBER) {
            return literal();
        }
        if (accept("(")) {
            Node inner = conditional();
            expect(")", "to close the parenthesis");
            return inner;
        }
        if (token.kind() == Kind.NAME && BinaryOperator.ofSymbol(token.text()).isEmpty()) {
            return name();
        }
        throw problem("found " + token.shown() + ", expected " + OPERAND, operandHint());
    }

    private Node literal() {
        Token number = advance();
        boolean adjacent = token.offset() == number.offset() + number.text().length();
        if (adjacent && token.kind() == Kind.NAME && !token.is("xor")) {
            throw problem(
                    "found " + token.shown() + " right after a number",
                    token.is("i") ? "write " + number.text() + "*i" : "put an operator between them");
        }
        try {
            return new Node.Literal(Decimal.parse(number.text(), Limits.MAX_VALUE_BITS));
        } catch (DecimalException e) {
            throw lexer.problem(
                    number.shown()
                            + (e.problem() == Problem.NOT_WHOLE
                                    ? " is not a whole number"
                                    : " has more than 65 536 bits"),
                    number.offset(),
                    e.problem() == Problem.NOT_WHOLE ? "values are integers" : "use a smaller number");
        }
    }

    private Node name() {
        Token name = advance();
        if (name.text().equals("i")) {
            return new Node.Index();
        }
        Function function = Function.ofSymbol(name.text())
                .orElseThrow(
                        () -> lexer.problem("unknown name " + name.shown(), name.offset(), Names.hintFor(name.text())));
        expect("(", "after the function " + function.symbol());
        List<Node> arguments = arguments(function);
        if (!function.takes(arguments.size())) {
            throw lexer.problem(
                    function.symbol() + " takes " + function.arity() + ", found " + arguments.size(),
                    name.offset(),
                    "separate arguments by commas");
        }
        return grown(new Node.Call(function, arguments), arguments.toArray(Node[]::new));
    }

    private List<Node> arguments(Function function) {
        List<Node> arguments = new ArrayList<>();
        if (accept(")")) {
            return arguments;
        }
        do {
            arguments.add(conditional());
        } while (accept(","));
        expect(")", "to close the arguments of " + function.symbol());
        return arguments;
    }

    private boolean accept(String symbol) {
        boolean there = token.is(symbol);
        if (there) {
            advance();
        }
        return there;
    }

    private void expect(String symbol, String purpose) {
        if (!accept(symbol)) {
            throw problem(
                    "found " + token.shown() + ", expected \"" + symbol + "\" " + purpose,
                    "put a \"" + symbol + "\" there, or an operator before what follows");
        }
    }

    private Token advance() {
        Token passed = token;
        token = lexer.next();
        return passed;
    }

    private void enter() {
        if (++calls > MAX_CALLS) {
            throw tooDeep();
        }
    }

    private void leave() {
        calls--;
    }

    private Node grown(Node node, Node... children) {
        int height = 0;
        for (Node child : children) {
            height = Math.max(height, heights.getOrDefault(child, 1));
        }
        if (height == Expression.MAX_HEIGHT) {
            throw tooDeep();
        }
        heights.put(node, height + 1);
        return node;
    }

    private BadInputException tooDeep() {
        return problem("the expression is nested too deeply", "use fewer parentheses, or shorter chains of operators");
    }

    private BadInputException trailing() {
        String found = "found " + token.shown() + " after the end of the expression";
        if (token.is(")")) {
            return problem(found, "take it away, or open a parenthesis before");
        }
        if (token.kind() == Kind.NAME && !Names.hintFor(token.text()).startsWith("the variable")) {
            return problem(found, Names.hintFor(token.text()));
        }
        return problem(found, "put an operator before it, as in 2*i");
    }

    private String operandHint() {
        if (token.is("*")) {
            return "for powers write ^";
        }
        if (token.is("/")) {
            return "write a single /: it floors already";
        }
        return token.is("+") ? "leave the sign out" : "complete the expression";
    }

    private BadInputException problem(String message, String hint) {
        return lexer.problem(message, token.offset(), hint);
    }
}
