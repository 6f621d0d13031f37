#pragma once

#include <cstddef>
#include <type_traits>

namespace kaldor {

/// One reservation of address space that hands out zeroed columns. Memory is taken from the system only when a page is
/// first written, so a column may be given room to grow. Columns start on odd multiples of 64 bytes that differ modulo
/// 4 KiB: a loop over many of them would otherwise meet the same cache sets and false store-to-load conflicts.
class Arena {
public:
  Arena() = default;
  /// Throws std::bad_alloc if the address space cannot be reserved.
  explicit Arena(std::size_t bytes);
  ~Arena();
  Arena(Arena&& other) noexcept;
  Arena& operator=(Arena&& other) noexcept;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// A new column of `capacity` elements. Throws std::bad_alloc if the arena is used up.
  void* column(std::size_t element_size, std::size_t capacity);
  template <class T>
  T* column(std::size_t capacity) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
    return static_cast<T*>(column(sizeof(T), capacity));
  }

  /// What a column takes at most, its stagger included: add these up for the constructor.
  static std::size_t footprint(std::size_t element_size, std::size_t capacity);

  std::size_t bytes() const { return bytes_; }
  std::size_t used() const { return used_; }

private:
  std::byte* base_ = nullptr;
  std::size_t bytes_ = 0;
  std::size_t used_ = 0;
  std::size_t columns_ = 0;
};

}  // namespace kaldor
