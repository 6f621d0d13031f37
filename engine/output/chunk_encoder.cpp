#include "chunk_encoder.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>

namespace kaldor {
namespace {

static_assert(std::endian::native == std::endian::little, "chunks are written as they lie in memory");

constexpr int kLevel = 1;
constexpr std::size_t kWidth = sizeof(double);
constexpr std::size_t kSmallPlane = 512;  ///< shorter ones are stored: a block of deflate costs more than it saves
constexpr std::size_t kSample = 1024;

void require(int status) {
  if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
    throw std::runtime_error("zlib failed to compress");
  }
}

/// Byte k of every value, one after the other: the shuffle filter.
void shuffle(std::span<const double> values, std::vector<std::uint8_t>& out) {
  out.resize(values.size() * kWidth);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
  for (std::size_t k = 0; k < kWidth; ++k) {
    std::uint8_t* plane = out.data() + k * values.size();
    for (std::size_t i = 0; i < values.size(); ++i) plane[i] = bytes[i * kWidth + k];
  }
}

/// Whether the bytes are spread as evenly as noise (or are few): deflate would gain nothing.
bool is_better_stored(std::span<const std::uint8_t> plane) {
  if (plane.size() < kSmallPlane) return true;
  std::array<std::uint32_t, 256> counts{};
  const std::size_t step = std::max<std::size_t>(1, plane.size() / kSample);
  std::size_t sampled = 0;
  for (std::size_t i = 0; i < plane.size(); i += step, ++sampled) ++counts[plane[i]];
  double pairs = 0;  // of equal bytes; evenly spread bytes make n (n - 1) / 256
  for (const std::uint32_t count : counts) pairs += static_cast<double>(count) * (count - 1.0);
  const auto n = static_cast<double>(sampled);
  return pairs < 1.5 * n * (n - 1.0) / 256.0;
}

/// HDF5's fletcher32: 16-bit words with the high byte first, sums folded at least every 360 words.
std::uint32_t fletcher32(std::span<const std::uint8_t> data) {
  const auto fold = [](std::uint32_t sum) { return (sum & 0xFFFFU) + (sum >> 16U); };
  std::uint32_t sum1 = 0, sum2 = 0;
  std::size_t i = 0;
  while (i + 1 < data.size()) {
    const std::size_t end = std::min(i + 720, data.size() - data.size() % 2);
    for (; i < end; i += 2) {
      sum1 += (static_cast<std::uint32_t>(data[i]) << 8U) | data[i + 1];
      sum2 += sum1;
    }
    sum1 = fold(sum1);
    sum2 = fold(sum2);
  }
  if (i < data.size()) {
    sum1 += static_cast<std::uint32_t>(data[i]) << 8U;
    sum2 += sum1;
    sum1 = fold(sum1);
    sum2 = fold(sum2);
  }
  return (fold(sum2) << 16U) | fold(sum1);
}

}  // namespace

struct ChunkEncoder::Stream {
  z_stream z{};
};

ChunkEncoder::ChunkEncoder() : stream_(std::make_unique<Stream>()) { require(deflateInit(&stream_->z, kLevel)); }
ChunkEncoder::~ChunkEncoder() { deflateEnd(&stream_->z); }

std::vector<std::uint8_t> ChunkEncoder::encode(std::span<const double> values) {
  shuffle(values, shuffled_);
  z_stream& z = stream_->z;
  require(deflateReset(&z));
  // Stored blocks and the seams between modes cost a few bytes more than the bound of one mode.
  std::vector<std::uint8_t> out(deflateBound(&z, shuffled_.size()) + shuffled_.size() / 64 + 256);
  z.next_out = out.data();
  z.avail_out = static_cast<uInt>(out.size());
  for (std::size_t k = 0; k < kWidth; ++k) {
    const std::span plane(shuffled_.data() + k * values.size(), values.size());
    require(deflateParams(&z, is_better_stored(plane) ? 0 : kLevel, Z_DEFAULT_STRATEGY));
    z.next_in = const_cast<std::uint8_t*>(plane.data());
    z.avail_in = static_cast<uInt>(plane.size());
    require(deflate(&z, k + 1 == kWidth ? Z_FINISH : Z_NO_FLUSH));
  }
  if (z.avail_in != 0 || z.avail_out < 4) throw std::logic_error("chunk did not fit its buffer");
  out.resize(out.size() - z.avail_out);
  const std::uint32_t sum = fletcher32(out);
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::uint8_t>(sum >> shift));
  return out;
}

}  // namespace kaldor
