#pragma once

// What a firm has of public programmes, in the bits of one word: membership of a park, the stage to which a venture
// fund has paid it, the fund's stake in 256ths.

#include <algorithm>
#include <cstdint>

namespace kaldor::programme {

inline constexpr std::uint32_t kMember = 1;
inline constexpr unsigned kStageShift = 1, kStakeShift = 8;
inline constexpr std::uint32_t kStageMask = 3, kStakeMask = 255;
inline constexpr double kStakeUnit = 256;

/// Stages of a venture: none, seed, two more payments.
enum Stage : std::uint32_t { none, seed, second, last };

inline bool member(std::uint32_t word) { return (word & kMember) != 0; }
inline std::uint32_t stage(std::uint32_t word) { return (word >> kStageShift) & kStageMask; }
inline double stake(std::uint32_t word) { return ((word >> kStakeShift) & kStakeMask) / kStakeUnit; }

inline std::uint32_t with_venture(std::uint32_t word, std::uint32_t stage, double stake) {
  const double steps = std::clamp(stake * kStakeUnit, 0.0, static_cast<double>(kStakeMask));
  return (word & kMember) | (stage << kStageShift) | (static_cast<std::uint32_t>(steps) << kStakeShift);
}

}  // namespace kaldor::programme
