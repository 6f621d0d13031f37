#pragma once

#include <cstddef>
#include <cstdint>

/// Loops over what the kernels are made of, compiled once for each instruction-set level like the kernels themselves.
struct ElementaryLoops {
  void (*exp)(const float* x, std::size_t n, float* y);
  void (*log)(const float* x, std::size_t n, float* y);
  void (*normal)(const std::uint32_t* word, std::size_t n, float* y);
  /// Four words for each id: one Philox call after another, and many at once.
  void (*philox)(const std::uint64_t* id, std::size_t n, std::uint32_t* words);
  void (*draw_block)(const std::uint64_t* id, std::size_t n, std::uint32_t* words);
};

namespace v2 {
extern const ElementaryLoops loops;
}
namespace v3 {
extern const ElementaryLoops loops;
}
namespace v4 {
extern const ElementaryLoops loops;
}
