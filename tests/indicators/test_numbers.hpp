#pragma once

#include <cstdint>
#include <vector>

/// Repeatable numbers in (0, 1) for property tests; which ones does not matter.
class TestNumbers {
public:
  explicit TestNumbers(std::uint64_t seed) : state_(seed) {}
  double next() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<double>(state_ >> 11) + 0.5) * 0x1p-53;
  }

private:
  std::uint64_t state_;
};

/// Values divided by their sum.
inline std::vector<double> shares_of(std::vector<double> values) {
  double total = 0;
  for (const double value : values) total += value;
  for (double& value : values) value /= total;
  return values;
}
