#include "kaldor/core/arena.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <limits>
#include <new>
#include <utility>

namespace kaldor {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kLargest = std::numeric_limits<std::size_t>::max() / 2;

std::size_t column_bytes(std::size_t element_size, std::size_t capacity) {
  if (element_size != 0 && capacity > kLargest / element_size) throw std::bad_alloc();
  return (element_size * capacity + kLine - 1) / kLine * kLine;
}

/// The first offset from `used` on that lies `stagger` bytes after a page boundary.
std::size_t staggered(std::size_t used, std::size_t stagger) { return used + (stagger + kPage - used % kPage) % kPage; }

void advise_huge_pages(std::byte* start, std::size_t bytes) {
  const std::size_t before = (kPage - reinterpret_cast<std::uintptr_t>(start) % kPage) % kPage;
  // Advice only: a system without huge pages refuses, and nothing is lost but speed.
  madvise(start + before, (bytes - before) / kPage * kPage, MADV_HUGEPAGE);
}

}  // namespace

Arena::Arena(std::size_t bytes) : bytes_(bytes) {
  if (bytes == 0) return;
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  base_ = static_cast<std::byte*>(memory);
}

Arena::~Arena() {
  if (base_ != nullptr) munmap(base_, bytes_);
}

Arena::Arena(Arena&& other) noexcept
    : base_(std::exchange(other.base_, nullptr)),
      bytes_(std::exchange(other.bytes_, 0)),
      used_(std::exchange(other.used_, 0)),
      columns_(std::exchange(other.columns_, 0)) {}

Arena& Arena::operator=(Arena&& other) noexcept {
  std::swap(base_, other.base_);
  std::swap(bytes_, other.bytes_);
  std::swap(used_, other.used_);
  std::swap(columns_, other.columns_);
  return *this;
}

std::size_t Arena::footprint(std::size_t element_size, std::size_t capacity) {
  return column_bytes(element_size, capacity) + kPage;
}

void* Arena::column(std::size_t element_size, std::size_t capacity) {
  const std::size_t size = column_bytes(element_size, capacity);
  const std::size_t start = staggered(used_, kLine * (2 * (columns_ % (kPage / kLine / 2)) + 1));
  if (start > bytes_ || size > bytes_ - start) throw std::bad_alloc();
  used_ = start + size;
  ++columns_;
  if (size > kHugePage) advise_huge_pages(base_ + start, size);
  return base_ + start;
}

}  // namespace kaldor
