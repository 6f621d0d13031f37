#pragma once

#include <cstdint>

#include "kaldor/core/philox.hpp"

namespace kaldor {

/// Every use of chance has its own stream. Numbers are part of the results' bits: never changed, never reused.
enum class Stream : std::uint32_t {
  plan_efficiency = 1,
  customers = 2,
  innovation = 3,
  innovation_step = 4,
  imitation = 5,
  imitation_target = 6,
  exit = 7,
  entry_count = 8,
  entrant = 9,
  foreign_demand = 10,
  confidence = 11,
  initial = 12,
  panel_sample = 13,
  founding = 14,
  quality = 15,
  project = 16,
  phase_out = 30,
  relocation = 31,
  functions = 32,
  buyers = 33,
  forecast = 34,
  birth = 41,
  founder = 60,
  targeting = 61,
  venture_count = 170,
  venture = 171,
  ties = 172,
  ownership = 50,
  rescue = 51,
  first_quality = 52,
  merger = 53,
  diversification = 54,
  stakes = 55,
  chains = 180,
  capacity_swap = 190,
  privatisation = 191,
};

inline namespace KALDOR_ISA {

/// The chance of one actor in one period for one purpose: a pure function, whoever asks and in whatever order.
/// `number` below 65536 counts further blocks of four words within the same stream.
KALDOR_INLINE Words draw(Key key, std::uint64_t id, std::uint32_t period, Stream stream, std::uint32_t number = 0) {
  return philox(static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(id >> 32), period,
                (static_cast<std::uint32_t>(stream) << 16) | number, key.k0, key.k1);
}

}  // namespace KALDOR_ISA
}  // namespace kaldor
