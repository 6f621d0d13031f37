#include "rule_parser.hpp"

#include <cctype>

#include "scalars.hpp"

namespace kaldor::input {
namespace {

using Op = Rule::Op;

struct Token {
  enum class Kind { word, number, comparison, open, close, end, strange } kind = Kind::end;
  std::string_view text;
  std::size_t at = 0;
};

bool word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

/// Cuts a rule into words, numbers, comparisons and parentheses.
class Lexer {
public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    const std::size_t first = at_;
    if (at_ == text_.size()) return {Token::Kind::end, {}, first};
    const char c = text_[at_++];
    if (c == '(') return {Token::Kind::open, text_.substr(first, 1), first};
    if (c == ')') return {Token::Kind::close, text_.substr(first, 1), first};
    if (c == '<' || c == '>' || c == '=' || c == '!') return comparison(first);
    const bool number = std::isdigit(static_cast<unsigned char>(c)) || c == '+' || c == '-' || c == '.';
    if (!number && !word_character(c)) return {Token::Kind::strange, text_.substr(first, 1), first};
    while (at_ < text_.size() && (word_character(text_[at_]) || (number && signs_exponent()))) ++at_;
    return {number ? Token::Kind::number : Token::Kind::word, text_.substr(first, at_ - first), first};
  }

private:
  bool signs_exponent() const {
    return (text_[at_] == '+' || text_[at_] == '-') && (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
  }
  Token comparison(std::size_t first) {
    if (at_ < text_.size() && text_[at_] == '=') ++at_;
    return {Token::Kind::comparison, text_.substr(first, at_ - first), first};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<Op> comparison_of(std::string_view text) {
  if (text == "<") return Op::less;
  if (text == "<=") return Op::less_equal;
  if (text == ">") return Op::greater;
  if (text == ">=") return Op::greater_equal;
  if (text == "==") return Op::equal;
  if (text == "!=") return Op::not_equal;
  return std::nullopt;
}

/// Recursive descent over `or`, `and`, `not`, parentheses and comparisons; writes postfix steps.
class RuleParser {
public:
  RuleParser(const Node& node, const std::string& path, Faults& faults)
      : node_(node), path_(path), faults_(faults), lexer_(node.text) {
    rule_.text = node.text;
    advance();
  }

  std::optional<Rule> parse() {
    if (!disjunction(0)) return std::nullopt;
    if (token_.kind != Token::Kind::end) {
      fault("`and`, `or` or the end of the rule");
      return std::nullopt;
    }
    return rule_;
  }

private:
  void advance() { token_ = lexer_.next(); }
  bool word(std::string_view text) const { return token_.kind == Token::Kind::word && token_.text == text; }
  void emit(Op op) { rule_.steps.push_back({op, {}, 0}); }

  bool fault(std::string_view expected, std::string_view hint = {}) {
    const bool end = token_.kind == Token::Kind::end;
    faults_.add(inside(node_, token_.at), path_, expected, end ? "the end of the rule" : in_quotes(token_.text), hint);
    return false;
  }

  bool disjunction(int depth) {
    if (!conjunction(depth)) return false;
    while (word("or")) {
      advance();
      if (!conjunction(depth)) return false;
      emit(Op::logical_or);
    }
    return true;
  }

  bool conjunction(int depth) {
    if (!negation(depth)) return false;
    while (word("and")) {
      advance();
      if (!negation(depth)) return false;
      emit(Op::logical_and);
    }
    return true;
  }

  bool negation(int depth) {
    if (depth >= kRuleNestingHigh) return fault("a rule nested at most " + std::to_string(kRuleNestingHigh) + " deep");
    if (word("not")) {
      advance();
      if (!negation(depth + 1)) return false;
      emit(Op::logical_not);
      return true;
    }
    if (token_.kind != Token::Kind::open) return comparison();
    advance();
    if (!disjunction(depth + 1)) return false;
    if (token_.kind != Token::Kind::close) return fault("`)`");
    advance();
    return true;
  }

  bool comparison() {
    if (token_.kind != Token::Kind::word && token_.kind != Token::Kind::number) {
      return fault("an indicator, a number, `not` or `(`");
    }
    const bool number_first = token_.kind == Token::Kind::number;
    if (!(number_first ? number() : indicator())) return false;
    const auto op = token_.kind == Token::Kind::comparison ? comparison_of(token_.text) : std::nullopt;
    if (!op) return fault("one of < <= > >= == !=", token_.text == "=" ? "write `==`" : "");
    advance();
    if (!(number_first ? indicator() : number())) return false;
    emit(*op);
    return true;
  }

  bool number() {
    const auto value = token_.kind == Token::Kind::number ? parse_number(token_.text) : std::nullopt;
    if (!value) return fault("a number");
    rule_.steps.push_back({Op::number, {}, *value});
    advance();
    return true;
  }

  bool indicator() {
    if (token_.kind != Token::Kind::word) return fault("an indicator");
    const auto found = read_indicator(token_.text, inside(node_, token_.at), path_, faults_);
    if (!found) return false;
    rule_.steps.push_back({Op::indicator, *found, 0});
    advance();
    return true;
  }

  const Node& node_;
  const std::string& path_;
  Faults& faults_;
  Lexer lexer_;
  Token token_;
  Rule rule_;
};

}  // namespace

std::optional<Rule> parse_rule(const Node& node, const std::string& path, Faults& faults) {
  if (node.kind != Node::Kind::scalar) {
    faults.add(node.place, path, "a rule like \"unemployment > 0.08\"", describe(node));
    return std::nullopt;
  }
  if (node.text.size() > kRuleCharactersHigh) {
    faults.add(node.place, path, "a rule of at most " + std::to_string(kRuleCharactersHigh) + " characters",
               std::to_string(node.text.size()));
    return std::nullopt;
  }
  return RuleParser(node, path, faults).parse();
}

std::optional<Indicator> read_indicator(std::string_view word, const Place& place, const std::string& path,
                                        Faults& faults) {
  std::vector<std::string_view> names;
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    const bool one_number = has_one_number_in_a_place(declaration.shape);
    if (one_number) names.push_back(declaration.name);
    if (declaration.name != word) continue;
    if (one_number) return declaration.indicator;
    faults.add(place, path, "an indicator of the nation, of an industry or of a region", in_quotes(word));
    return std::nullopt;
  }
  faults.add(place, path, "an indicator", in_quotes(word), faults.full() ? "" : did_you_mean(word, names));
  return std::nullopt;
}

std::optional<FirmCondition> parse_condition(FirmColumn column, const Node& node, const std::string& path,
                                             Faults& faults) {
  using Comparison = FirmCondition::Comparison;
  if (node.kind == Node::Kind::scalar) {
    Lexer lexer(node.text);
    const Token sign = lexer.next(), number = lexer.next(), end = lexer.next();
    const auto op = sign.kind == Token::Kind::comparison ? comparison_of(sign.text) : std::nullopt;
    const auto bound = parse_number(number.text);
    if (op && *op >= Op::less && *op <= Op::greater_equal && bound && end.kind == Token::Kind::end) {
      return FirmCondition{column, static_cast<Comparison>(static_cast<int>(*op) - static_cast<int>(Op::less)), *bound};
    }
  }
  faults.add(node.place, path, "a comparison like \"< 300\" with one of < <= > >=", describe(node));
  return std::nullopt;
}

std::string_view symbol_of(FirmCondition::Comparison comparison) {
  static constexpr std::string_view symbols[] = {"<", "<=", ">", ">="};
  return symbols[static_cast<std::size_t>(comparison)];
}

}  // namespace kaldor::input
