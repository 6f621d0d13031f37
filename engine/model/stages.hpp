#pragma once

#include <span>

namespace kaldor {

struct ModelState;

/// One stage of a quarter.
struct Stage {
  int step;          ///< number in model.md section 3
  const char* name;  ///< what happens
  void (*run)(ModelState&);
};

/// The stages of a quarter in the order in which they run; the only list of them.
std::span<const Stage> stages();

/// A whole quarter: clears what belongs to the last one, runs all stages, moves the clock.
void run_quarter(ModelState& state);

}  // namespace kaldor
