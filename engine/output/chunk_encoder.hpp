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

  /// At least one value. What is given back stands until the next call.
  std::span<const std::uint8_t> encode(std::span<const double> values);

private:
  struct Compressor;
  std::unique_ptr<Compressor> compressor_;
  std::vector<std::uint8_t> shuffled_, out_;
};

}  // namespace kaldor
