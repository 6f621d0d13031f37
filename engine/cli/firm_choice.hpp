#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kaldor/economy/economy.hpp"
#include "kaldor/scenario/firm_panel.hpp"

namespace kaldor::cli {

/// Which firm to follow: a known one, the one with most employees in an industry, or one taken at random.
struct FirmChoice {
  std::optional<std::int64_t> id;
  std::optional<int> largest_in;    ///< index of an industry
  std::uint64_t random_number = 0;  ///< if neither is given; the same number finds the same firm
};

/// Reads `ID`, `largest:INDUSTRY` or `random:K`. Throws InputError.
FirmChoice read_firm_choice(const std::string& text, const Economy& economy);

/// The firm of the panel that was chosen. Throws InputError if there is none, as when an industry has no firm.
std::int64_t chosen_firm(const FirmChoice& choice, const FirmPanel& panel);

}  // namespace kaldor::cli
