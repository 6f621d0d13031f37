#include "kaldor/core/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kaldor {
namespace {

std::string place(const Fault& fault) {
  std::string text = fault.file;
  if (fault.line > 0) text += fmt::format("{}{}", text.empty() ? "line " : ":", fault.line);
  if (fault.line > 0 && fault.column > 0) text += fmt::format(":{}", fault.column);
  return text;
}

void append(std::string& text, const char* separator, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

std::string list(const std::vector<Fault>& faults, std::size_t total) {
  std::string text;
  for (const Fault& fault : faults) append(text, "\n", describe(fault));
  if (total > faults.size()) {
    const std::size_t more = total - faults.size();
    append(text, "\n", fmt::format("... and {} more fault{}", more, more == 1 ? "" : "s"));
  }
  return text;
}

std::string sentence(const std::string& stage, int period, const std::string& who, const std::string& what) {
  std::string text = stage;
  append(text, ", ", fmt::format("quarter {}", period));
  append(text, ", ", who);
  append(text, ": ", what);
  return text;
}

}  // namespace

std::string describe(const Fault& fault) {
  std::string text = place(fault);
  append(text, ": ", fault.path);
  std::string finding;
  if (!fault.expected.empty()) finding = "expected " + fault.expected;
  if (!fault.got.empty()) append(finding, ", ", "got " + fault.got);
  append(text, ": ", finding);
  if (!fault.hint.empty()) append(text, " ", "(" + fault.hint + ")");
  return text;
}

InputError::InputError(std::vector<Fault> faults, std::size_t total)
    : std::runtime_error(list(faults, total)), faults_(std::move(faults)), total_(std::max(total, faults_.size())) {}

// The members are public, so the parameters cannot have their names without shadowing them.
// NOLINTBEGIN(performance-unnecessary-value-param)
RunError::RunError(std::string in_stage, int in_period, std::string by_whom, std::string what)
    : std::runtime_error(sentence(in_stage, in_period, by_whom, what)),
      stage(std::move(in_stage)),
      period(in_period),
      who(std::move(by_whom)) {}
// NOLINTEND(performance-unnecessary-value-param)

}  // namespace kaldor
