#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace kaldor {

/// Encodes chunks of doubles as the filters shuffle, deflate (gzip) and fletcher32 of HDF5 would, in that order. Any
/// HDF5 reads them. Many times faster than the library's own filters, which spend their time looking for repetitions in
/// the low bytes of the mantissas, and free of the library's global lock.
class ChunkEncoder {
public:
  ChunkEncoder();
  ~ChunkEncoder();
  ChunkEncoder(const ChunkEncoder&) = delete;
  ChunkEncoder& operator=(const ChunkEncoder&) = delete;

  /// Appends the chunk of at least one value to `out`.
  void encode(std::span<const double> values, std::vector<std::uint8_t>& out);

private:
  struct Compressor;
  std::unique_ptr<Compressor> compressor_;
  std::vector<std::uint8_t> shuffled_;
};

}  // namespace kaldor
