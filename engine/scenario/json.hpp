#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaldor::input {

/// A JSON value as text that is known to be well formed.
class Json {
public:
  static Json text(std::string_view value);
  static Json number(double value);
  static Json boolean(bool value);
  static Json object(const std::vector<std::pair<std::string, Json>>& members);
  static Json array(const std::vector<Json>& items);
  static Json texts(const std::vector<std::string_view>& items);

  /// Indented by two spaces a level.
  const std::string& str() const { return text_; }

private:
  explicit Json(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace kaldor::input
