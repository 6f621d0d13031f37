#include "chunk_encoder.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <new>
#include <stdexcept>

namespace kaldor {
namespace {

static_assert(std::endian::native == std::endian::little, "chunks are written as they lie in memory");

constexpr int kLevel = 1;
constexpr std::size_t kWidth = sizeof(double);
constexpr std::size_t kSmallPlane = 512;  ///< shorter ones are stored: a block of deflate costs more than it saves
constexpr std::size_t kSample = 512;
constexpr double kEvenness = 64;             ///< equal pairs, as a multiple of those in noise: 8 - log2(64) bits a byte
constexpr std::size_t kStoredBlock = 65535;  ///< most bytes of a block that deflate stores (RFC 1951)

/// Swaps rows and columns of eight rows of eight bytes: blocks of four, then of two, then single bytes.
void transpose(std::array<std::uint64_t, kWidth>& rows) {
  const auto swap = [&](std::size_t distance, std::uint64_t low) {
    const auto shift = 8 * distance;
    for (std::size_t i = 0; i < kWidth; ++i) {
      if ((i & distance) != 0) continue;
      const std::uint64_t moved = ((rows[i] >> shift) ^ rows[i + distance]) & low;
      rows[i] ^= moved << shift;
      rows[i + distance] ^= moved;
    }
  };
  swap(4, 0x00000000FFFFFFFFU);
  swap(2, 0x0000FFFF0000FFFFU);
  swap(1, 0x00FF00FF00FF00FFU);
}

/// Byte k of every value, one after the other: the shuffle filter.
void shuffle(std::span<const double> values, std::vector<std::uint8_t>& out) {
  const std::size_t count = values.size(), whole = count - count % kWidth;
  out.resize(count * kWidth);
  for (std::size_t i = 0; i < whole; i += kWidth) {
    std::array<std::uint64_t, kWidth> rows;
    std::memcpy(rows.data(), &values[i], sizeof rows);
    transpose(rows);
    for (std::size_t k = 0; k < kWidth; ++k) std::memcpy(&out[k * count + i], &rows[k], sizeof rows[k]);
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
  for (std::size_t i = whole; i < count; ++i) {
    for (std::size_t k = 0; k < kWidth; ++k) out[k * count + i] = bytes[i * kWidth + k];
  }
}

/// Whether the bytes take more than about two bits each (or are few): the little that deflate saves of them costs most
/// of its time.
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

void ChunkEncoder::encode(std::span<const double> values, std::vector<std::uint8_t>& out) {
  shuffle(values, shuffled_);
  const std::span<const std::uint8_t> planes(shuffled_);
  const std::size_t stored = stored_length(planes), begin = out.size();
  append(out, std::array<std::uint8_t, 2>{0x78, 0x01});  // zlib's header: deflate, fastest (RFC 1950)
  if (stored > 0) append_stored(out, planes.first(stored), stored == planes.size());
  if (stored < planes.size()) compressor_->append(out, planes.subspan(stored));
  const std::uint32_t adler = libdeflate_adler32(1, planes.data(), planes.size());
  for (unsigned shift = 32; shift > 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(adler >> (shift - 8)));
  const std::uint32_t sum = fletcher32(std::span<const std::uint8_t>(out).subspan(begin));
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::uint8_t>(sum >> shift));
}

}  // namespace kaldor
