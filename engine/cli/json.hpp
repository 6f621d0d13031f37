#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace kaldor::cli {

/// Writes one JSON document, front to back. Numbers keep every digit; what is not finite becomes null.
class Json {
public:
  Json& open_object() { return open('{'); }
  Json& close_object() { return close('}'); }
  Json& open_array() { return open('['); }
  Json& close_array() { return close(']'); }
  Json& key(std::string_view name);

  Json& null() { return raw("null"); }
  Json& value(double number);
  Json& value(bool truth);
  Json& value(std::string_view text);
  Json& value(const char* text) { return value(std::string_view(text)); }
  Json& value(const std::string& text) { return value(std::string_view(text)); }
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool>)
  Json& value(Integer number) {
    return raw(std::to_string(number));
  }

  template <typename Value>
  Json& member(std::string_view name, const Value& held) {
    return key(name).value(held);
  }

  /// The document, ended by a line feed.
  std::string text() const { return text_ + "\n"; }

private:
  Json& open(char bracket);
  Json& close(char bracket);
  Json& raw(std::string_view token);
  void separate();

  std::string text_;
};

}  // namespace kaldor::cli
