#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <new>

#include "kaldor/output/trajectory_reader.hpp"
#include "netcdf.hpp"
#include "panel_writer.hpp"
#include "trajectory_file.hpp"

// The definition stands in docs/formats/trajectory.md, "Digest". A change of it is a change of the format.

namespace kaldor {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are hashed as they lie in memory");

constexpr hsize_t kSlabValues = hsize_t{1} << 20U;
constexpr hsize_t kSlabRows = hsize_t{1} << 16U;

class Hash {
public:
  Hash() : state_(XXH3_createState(), XXH3_freeState) {
    if (!state_) throw std::bad_alloc();
    XXH3_128bits_reset(state_.get());
  }
  void add(const void* bytes, std::size_t count) { XXH3_128bits_update(state_.get(), bytes, count); }
  void add(const std::string& text) { add(text.c_str(), text.size() + 1); }
  void add(std::uint64_t number) { add(&number, sizeof number); }
  XXH128_hash_t value() const { return XXH3_128bits_digest(state_.get()); }

private:
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_;
};

/// Every not-a-number counts as the same one.
template <typename Real>
void canonicalise(std::vector<Real>& values) {
  for (Real& value : values) {
    if (std::isnan(value)) value = std::numeric_limits<Real>::quiet_NaN();
  }
}

const char* code_of(NumberKind kind) {
  switch (kind) {
    case NumberKind::integer:
      return "i8";
    case NumberKind::real:
      return "f8";
    case NumberKind::single_real:
      return "f4";
    case NumberKind::none:
      break;
  }
  return "";
}

template <typename Number>
std::vector<Number> read_slab(hid_t dataset, hid_t type, const std::vector<hsize_t>& from,
                              const std::vector<hsize_t>& sizes) {
  hsize_t count = 1;
  for (const hsize_t size : sizes) count *= size;
  std::vector<Number> values(count);
  const hdf5::Handle space(H5Dget_space(dataset), H5Sclose);
  hdf5::check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, from.data(), nullptr, sizes.data(), nullptr));
  hdf5::check(H5Dread(dataset, type, hdf5::simple_space(sizes).get(), space.get(), H5P_DEFAULT, values.data()));
  return values;
}

/// The slab as the bytes that are hashed: 8-byte integers, doubles or floats.
std::vector<std::uint8_t> read_bytes(hid_t dataset, NumberKind kind, const std::vector<hsize_t>& from,
                                     const std::vector<hsize_t>& sizes) {
  const auto bytes_of = [](const auto& values) {
    std::vector<std::uint8_t> bytes(values.size() * sizeof values[0]);
    if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
  };
  if (kind == NumberKind::integer) return bytes_of(read_slab<std::int64_t>(dataset, H5T_NATIVE_INT64, from, sizes));
  if (kind == NumberKind::real) {
    auto values = read_slab<double>(dataset, H5T_NATIVE_DOUBLE, from, sizes);
    canonicalise(values);
    return bytes_of(values);
  }
  auto values = read_slab<float>(dataset, H5T_NATIVE_FLOAT, from, sizes);
  canonicalise(values);
  return bytes_of(values);
}

/// Hashes the numbers in row-major order, a slab of bounded size at a time: the axis `axis` is cut, those before it are
/// walked index by index.
void hash_numbers(Hash& hash, hid_t dataset, NumberKind kind, const std::vector<hsize_t>& sizes,
                  std::vector<hsize_t>& from, std::size_t axis) {
  hsize_t inner = 1;
  for (std::size_t k = axis + 1; k < sizes.size(); ++k) inner *= std::max<hsize_t>(1, sizes[k]);
  const bool cut = inner <= kSlabValues || axis + 1 == sizes.size();
  const hsize_t step = cut ? std::max<hsize_t>(1, kSlabValues / inner) : 1;
  for (hsize_t at = 0; at < sizes[axis]; at += step) {
    from[axis] = at;
    if (!cut) {
      hash_numbers(hash, dataset, kind, sizes, from, axis + 1);
      continue;
    }
    std::vector<hsize_t> slab = sizes;
    std::fill(slab.begin(), slab.begin() + static_cast<std::ptrdiff_t>(axis), 1);
    slab[axis] = std::min(step, sizes[axis] - at);
    const auto bytes = read_bytes(dataset, kind, from, slab);
    hash.add(bytes.data(), bytes.size());
  }
  from[axis] = 0;
}

void hash_variable(Hash& hash, hid_t dataset, const std::string& name) {
  const NumberKind kind = number_kind(dataset);
  const std::vector<hsize_t> sizes = hdf5::sizes_of(dataset);
  if (kind == NumberKind::none || sizes.empty() || netcdf::is_pure_dimension(dataset)) return;
  const std::vector<std::string> dimensions = netcdf::dimension_names(dataset);
  hash.add(name);
  hash.add(std::string(code_of(kind)));
  hash.add(std::uint64_t{sizes.size()});
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    hash.add(dimensions[k]);
    hash.add(std::uint64_t{sizes[k]});
  }
  std::vector<hsize_t> from(sizes.size(), 0);
  if (std::find(sizes.begin(), sizes.end(), hsize_t{0}) == sizes.end()) {
    hash_numbers(hash, dataset, kind, sizes, from, 0);
  }
}

struct Column {
  hdf5::Handle dataset;
  NumberKind kind;
  std::size_t width, offset;  ///< bytes in a row
};

/// Adds the hash of each row modulo 2^128, so that the order of rows does not matter.
class RowSum {
public:
  void add(const std::vector<std::uint8_t>& rows, std::size_t width) {
    for (std::size_t i = 0; i < rows.size(); i += width) {
      const XXH128_hash_t row = XXH3_128bits(rows.data() + i, width);
      low_ += row.low64;
      high_ += row.high64 + (low_ < row.low64 ? 1U : 0U);
    }
  }
  std::uint64_t low() const { return low_; }
  std::uint64_t high() const { return high_; }

private:
  std::uint64_t low_ = 0, high_ = 0;
};

RowSum sum_rows(const std::vector<Column>& columns, std::size_t width, hsize_t row_count) {
  RowSum sum;
  std::vector<std::uint8_t> rows;
  for (hsize_t first = 0; first < row_count; first += kSlabRows) {
    const hsize_t count = std::min(kSlabRows, row_count - first);
    rows.assign(count * width, 0);
    for (const Column& column : columns) {
      const auto bytes = read_bytes(column.dataset.get(), column.kind, {first}, {count});
      for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(&rows[i * width + column.offset], &bytes[i * column.width], column.width);
      }
    }
    sum.add(rows, width);
  }
  return sum;
}

void hash_panel(Hash& hash, const TrajectoryFile& file) {
  const hdf5::Handle group(H5Gopen2(file.id(), kPanelGroup, H5P_DEFAULT), H5Gclose);
  std::vector<Column> columns;
  std::size_t width = 0;
  std::uint64_t row_count = 0;
  hash.add(std::string(kPanelGroup));
  for (const std::string& name : dataset_names(group.get(), H5_INDEX_NAME)) {
    hdf5::Handle dataset = hdf5::open_dataset(group.get(), name);
    const NumberKind kind = number_kind(dataset.get());
    if (kind == NumberKind::none || netcdf::is_pure_dimension(dataset.get())) continue;
    const std::vector<hsize_t> sizes = hdf5::sizes_of(dataset.get());
    if (sizes.size() != 1) file.refuse("a firm panel with a column of several dimensions");
    if (!columns.empty() && sizes[0] != row_count) file.refuse("a firm panel with columns of unequal length");
    row_count = sizes[0];
    hash.add(name);
    hash.add(std::string(code_of(kind)));
    const std::size_t bytes = kind == NumberKind::single_real ? sizeof(float) : sizeof(double);
    columns.push_back({std::move(dataset), kind, bytes, width});
    width += bytes;
  }
  const RowSum sum = sum_rows(columns, width, row_count);
  hash.add(row_count);
  hash.add(sum.low());
  hash.add(sum.high());
}

}  // namespace

std::string digest(const std::string& path) {
  return read_trajectory(path, [&](const TrajectoryFile& file) {
    Hash hash;
    hash.add(std::string("kaldor-digest-1"));
    for (const std::string& name : dataset_names(file.id(), H5_INDEX_NAME)) {
      hash_variable(hash, hdf5::open_dataset(file.id(), name).get(), name);
    }
    if (file.has_panel()) hash_panel(hash, file);
    const XXH128_hash_t value = hash.value();
    return fmt::format("{:016x}{:016x}", std::uint64_t{value.high64}, std::uint64_t{value.low64});
  });
}

}  // namespace kaldor
