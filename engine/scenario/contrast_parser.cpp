#include "contrast_parser.hpp"

#include <algorithm>
#include <cctype>

namespace kaldor::input {
namespace {

struct Token {
  enum class Kind { name, plus, minus, open, close, end, strange } kind = Kind::end;
  std::string_view text;
  std::size_t at = 0;
};

bool name_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

/// Cuts a contrast into names, signs and parentheses.
class Lexer {
public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    const std::size_t first = at_;
    if (at_ == text_.size()) return {Token::Kind::end, {}, first};
    const char c = text_[at_++];
    const std::string_view one = text_.substr(first, 1);
    if (c == '+') return {Token::Kind::plus, one, first};
    if (c == '-') return {Token::Kind::minus, one, first};
    if (c == '(') return {Token::Kind::open, one, first};
    if (c == ')') return {Token::Kind::close, one, first};
    if (!name_character(c)) return {Token::Kind::strange, one, first};
    while (at_ < text_.size() && (name_character(text_[at_]) || joins_name())) ++at_;
    return {Token::Kind::name, text_.substr(first, at_ - first), first};
  }

private:
  bool joins_name() const {
    return (text_[at_] == '-' || text_[at_] == '+') && at_ + 1 < text_.size() && name_character(text_[at_ + 1]);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Recursive descent that adds each arm to its factor with the sign in force.
class ContrastParser {
public:
  ContrastParser(const Node& node, const std::string& path, const std::vector<std::string_view>& arms, Faults& faults)
      : node_(node), path_(path), arms_(arms), faults_(faults), lexer_(node.text) {
    contrast_.text = node.text;
    contrast_.factors.assign(arms.size(), 0.0);
    advance();
  }

  std::optional<Contrast> parse() {
    if (!sum(1, 0)) return std::nullopt;
    if (token_.kind != Token::Kind::end) {
      fault("`+`, `-` or the end of the contrast");
      return std::nullopt;
    }
    return contrast_;
  }

private:
  void advance() { token_ = lexer_.next(); }

  bool fault(std::string_view expected, std::string_view hint = {}) {
    const bool end = token_.kind == Token::Kind::end;
    faults_.add(inside(node_, token_.at), path_, expected, end ? "the end of the contrast" : in_quotes(token_.text),
                hint);
    return false;
  }

  bool sum(double sign, int depth) {
    if (depth > kContrastNestingHigh) {
      return fault("a contrast nested at most " + std::to_string(kContrastNestingHigh) + " deep");
    }
    if (!term(sign, depth)) return false;
    while (token_.kind == Token::Kind::plus || token_.kind == Token::Kind::minus) {
      const double own = token_.kind == Token::Kind::minus ? -sign : sign;
      advance();
      if (!term(own, depth)) return false;
    }
    return true;
  }

  bool term(double sign, int depth) {
    if (token_.kind == Token::Kind::name) return arm(sign);
    if (token_.kind != Token::Kind::open) return fault("an arm or `(`");
    advance();
    if (!sum(sign, depth + 1)) return false;
    if (token_.kind != Token::Kind::close) return fault("`+`, `-` or `)`");
    advance();
    return true;
  }

  bool arm(double sign) {
    const auto found = std::find(arms_.begin(), arms_.end(), token_.text);
    if (found == arms_.end()) {
      const bool joined = two_arms(token_.text);
      return fault("an arm of this experiment",
                   joined ? "write spaces around `-` and `+`" : did_you_mean(token_.text, arms_));
    }
    contrast_.factors[static_cast<std::size_t>(found - arms_.begin())] += sign;
    advance();
    return true;
  }

  /// Two names with a sign between them and no spaces.
  bool two_arms(std::string_view word) const {
    for (std::size_t at = word.find_first_of("+-"); at != word.npos; at = word.find_first_of("+-", at + 1)) {
      const auto known = [&](std::string_view name) {
        return std::find(arms_.begin(), arms_.end(), name) != arms_.end();
      };
      if (known(word.substr(0, at)) && known(word.substr(at + 1))) return true;
    }
    return false;
  }

  const Node& node_;
  const std::string& path_;
  const std::vector<std::string_view>& arms_;
  Faults& faults_;
  Lexer lexer_;
  Token token_;
  Contrast contrast_;
};

}  // namespace

std::optional<Contrast> parse_contrast(const Node& node, const std::string& path,
                                       const std::vector<std::string_view>& arms, Faults& faults) {
  if (node.kind != Node::Kind::scalar || node.text.size() > kContrastCharactersHigh) {
    faults.add(node.place, path, "a contrast of arms like `standard - base`", describe(node));
    return std::nullopt;
  }
  std::optional<Contrast> contrast = ContrastParser(node, path, arms, faults).parse();
  if (!contrast) return std::nullopt;
  const auto zero = [](double factor) { return factor == 0; };
  if (!std::all_of(contrast->factors.begin(), contrast->factors.end(), zero)) return contrast;
  faults.add(node.place, path, "a contrast in which arms remain", describe(node), "every arm in it cancels out");
  return std::nullopt;
}

}  // namespace kaldor::input
