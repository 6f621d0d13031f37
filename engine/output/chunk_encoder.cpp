#include "chunk_encoder.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <new>
#include <stdexcept>

namespace kaldor {
namespace {

static_assert(std::endian::native == std::endian::little, "chunks are written as they lie in memory");

constexpr int kLevel = 1;
constexpr std::size_t kWidth = sizeof(double);
constexpr std::size_t kSmallPlane = 512;  ///< shorter ones are stored: a block of deflate costs more than it saves
constexpr std::size_t kSample = 1024;
constexpr double kEvenness = 8;              ///< equal pairs, as a multiple of those in noise: 8 - log2(8) bits a byte
constexpr std::size_t kStoredBlock = 65535;  ///< most bytes of a block that deflate stores (RFC 1951)

/// Byte k of every value, one after the other: the shuffle filter.
void shuffle(std::span<const double> values, std::vector<std::uint8_t>& out) {
  out.resize(values.size() * kWidth);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
  for (std::size_t k = 0; k < kWidth; ++k) {
    std::uint8_t* plane = out.data() + k * values.size();
    for (std::size_t i = 0; i < values.size(); ++i) plane[i] = bytes[i * kWidth + k];
  }
}

/// Whether the bytes are spread nearly as evenly as noise (or are few): deflate would save less than a third.
bool is_better_stored(std::span<const std::uint8_t> plane) {
  if (plane.size() < kSmallPlane) return true;
  std::array<std::uint32_t, 256> counts{};
  const std::size_t step = std::max<std::size_t>(1, plane.size() / kSample);
  std::size_t sampled = 0;
  for (std::size_t i = 0; i < plane.size(); i += step, ++sampled) ++counts[plane[i]];
  double pairs = 0;  // of equal bytes; evenly spread bytes make n (n - 1) / 256
  for (const std::uint32_t count : counts) pairs += static_cast<double>(count) * (count - 1.0);
  const auto n = static_cast<double>(sampled);
  return pairs < kEvenness * n * (n - 1.0) / 256.0;
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

/// Bytes of the planes, from the first on, that are stored as they are: the low bytes of mantissas.
std::size_t stored_length(std::span<const std::uint8_t> planes) {
  const std::size_t count = planes.size() / kWidth;
  std::size_t length = 0;
  while (length < planes.size() && is_better_stored(planes.subspan(length, count))) length += count;
  return length;
}

void append(std::vector<std::uint8_t>& out, std::span<const std::uint8_t> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Blocks of deflate that hold the bytes as they are; the last of them ends the stream if `final`.
void append_stored(std::vector<std::uint8_t>& out, std::span<const std::uint8_t> bytes, bool final) {
  do {
    const std::size_t length = std::min(bytes.size(), kStoredBlock);
    const bool last = final && length == bytes.size();
    const auto low = static_cast<std::uint8_t>(length), high = static_cast<std::uint8_t>(length >> 8U);
    const auto inverse = [](std::uint8_t byte) { return static_cast<std::uint8_t>(~byte); };
    append(out, std::array<std::uint8_t, 5>{static_cast<std::uint8_t>(last), low, high, inverse(low), inverse(high)});
    append(out, bytes.first(length));
    bytes = bytes.subspan(length);
  } while (!bytes.empty());
}

}  // namespace

struct ChunkEncoder::Compressor {
  libdeflate_compressor* deflate = libdeflate_alloc_compressor(kLevel);
  Compressor() {
    if (deflate == nullptr) throw std::bad_alloc();
  }
  ~Compressor() { libdeflate_free_compressor(deflate); }
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  void append(std::vector<std::uint8_t>& out, std::span<const std::uint8_t> bytes) {
    const std::size_t before = out.size();
    out.resize(before + libdeflate_deflate_compress_bound(deflate, bytes.size()));
    const std::size_t length =
        libdeflate_deflate_compress(deflate, bytes.data(), bytes.size(), out.data() + before, out.size() - before);
    if (length == 0) throw std::logic_error("a chunk did not fit its buffer");
    out.resize(before + length);
  }
};

ChunkEncoder::ChunkEncoder() : compressor_(std::make_unique<Compressor>()) {}
ChunkEncoder::~ChunkEncoder() = default;

std::span<const std::uint8_t> ChunkEncoder::encode(std::span<const double> values) {
  shuffle(values, shuffled_);
  const std::span<const std::uint8_t> planes(shuffled_);
  const std::size_t stored = stored_length(planes);
  out_.assign({0x78, 0x01});  // zlib's header: deflate, fastest (RFC 1950)
  if (stored > 0) append_stored(out_, planes.first(stored), stored == planes.size());
  if (stored < planes.size()) compressor_->append(out_, planes.subspan(stored));
  const std::uint32_t adler = libdeflate_adler32(1, planes.data(), planes.size());
  for (unsigned shift = 32; shift > 0; shift -= 8) out_.push_back(static_cast<std::uint8_t>(adler >> (shift - 8)));
  const std::uint32_t sum = fletcher32(out_);
  for (unsigned shift = 0; shift < 32; shift += 8) out_.push_back(static_cast<std::uint8_t>(sum >> shift));
  return out_;
}

}  // namespace kaldor
