#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kaldor/core/errors.hpp"
#include "kaldor/core/nearest_name.hpp"

namespace kaldor::input {

inline constexpr std::size_t kFaultsKept = 100;
inline constexpr std::size_t kQuotedCharacters = 80;

/// A text and what to call it in a fault.
struct Source {
  std::string name;
  std::string text;
  bool is_file = true;  ///< otherwise a setting of the command line, which has no lines
};
using SourcePtr = std::shared_ptr<const Source>;

/// Where something stands. `line` counts from 1, 0 when unknown; `offset` is in bytes.
struct Place {
  SourcePtr source;
  int line = 0;
  std::size_t offset = 0;
};

/// The character of its line that a place stands at, from 1.
int column_of(const Place& place);

/// Faults of one reading: the first hundred are kept, all are counted.
class Faults {
public:
  void add(const Place& place, std::string_view path, std::string_view expected, std::string_view got,
           std::string_view hint = {});
  void add_all(const InputError& error);
  bool full() const { return kept_.size() >= kFaultsKept; }
  bool empty() const { return total_ == 0; }
  std::size_t total() const { return total_; }
  /// Throws InputError if there are any, in the order of their places.
  void raise() const;

private:
  std::vector<Fault> kept_;
  std::size_t total_ = 0;
};

/// Throws InputError with this one fault.
[[noreturn]] void refuse(const Place& place, std::string_view path, std::string_view expected, std::string_view got,
                         std::string_view hint = {});

/// At most 80 characters, on one line.
std::string cut(std::string_view text);
/// The text between double quotes, cut.
std::string in_quotes(std::string_view text);

}  // namespace kaldor::input
