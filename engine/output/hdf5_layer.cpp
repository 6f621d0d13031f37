#include "hdf5_layer.hpp"

namespace kaldor::hdf5 {
namespace {

herr_t find_reason(unsigned, const H5E_error2_t* error, void* data) {
  auto& reason = *static_cast<std::string*>(data);
  const std::string text = error->desc == nullptr ? "" : error->desc;
  // The file driver reports the system's words as: errno = 28, error message = 'No space left on device', ...
  constexpr std::string_view kMark = "error message = '";
  if (const auto begin = text.find(kMark); begin != std::string::npos) {
    const auto from = begin + kMark.size();
    reason = text.substr(from, text.find('\'', from) - from);
    return 1;
  }
  if (reason.empty()) reason = text;
  return 0;
}

[[noreturn]] void fail() {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, find_reason, &reason);
  throw Failure(reason.empty() ? "unknown failure" : reason);
}

Handle scalar_space() { return {H5Screate(H5S_SCALAR), H5Sclose}; }

Handle text_type(std::size_t size) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  check(H5Tset_size(type.get(), size));
  check(H5Tset_cset(type.get(), H5T_CSET_UTF8));
  return type;
}

Handle open_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) <= 0) return {};
  return {H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
}

bool has_class(hid_t attribute, H5T_class_t kind, hssize_t most) {
  const Handle type(H5Aget_type(attribute), H5Tclose);
  const Handle space(H5Aget_space(attribute), H5Sclose);
  const hssize_t count = H5Sget_simple_extent_npoints(space.get());
  return H5Tget_class(type.get()) == kind && count >= 1 && count <= most;
}

}  // namespace

Quiet::Quiet() {
  // At exit the library would write to, and then crash over, a file that could not be written (a full disk). Everything
  // else is closed by its handle.
  H5dont_atexit();
  H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}
Quiet::~Quiet() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

herr_t check(herr_t status) {
  if (status < 0) fail();
  return status;
}

hid_t check_id(hid_t id) {
  if (id < 0) fail();
  return id;
}

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    reset();
    id_ = std::exchange(other.id_, -1);
    close_ = other.close_;
  }
  return *this;
}

bool Handle::reset() noexcept {
  const hid_t id = std::exchange(id_, -1);
  return id < 0 || close_(id) >= 0;
}

Handle property_list(hid_t kind) { return {H5Pcreate(kind), H5Pclose}; }

Handle simple_space(const std::vector<hsize_t>& sizes, const std::vector<hsize_t>& limits) {
  return {H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), limits.empty() ? nullptr : limits.data()),
          H5Sclose};
}

Handle open_dataset(hid_t place, const std::string& name) {
  return {H5Dopen2(place, name.c_str(), H5P_DEFAULT), H5Dclose};
}

void write_attribute(hid_t object, const char* name, hid_t type, hid_t space, const void* value) {
  const Handle attribute(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  check(H5Awrite(attribute.get(), type, value));
}

void write_text(hid_t object, const char* name, std::string_view text) { TextWriter().write(object, name, text); }

TextWriter::TextWriter() : space_(scalar_space()) {}

void TextWriter::write(hid_t object, const char* name, std::string_view text) {
  const std::string ended(text);
  auto type = types_.find(ended.size());
  if (type == types_.end()) type = types_.emplace(ended.size(), text_type(ended.size() + 1)).first;
  write_attribute(object, name, type->second.get(), space_.get(), ended.c_str());
}

void write_long_text(hid_t object, const char* name, const std::string& text) {
  const char* start = text.c_str();
  write_attribute(object, name, variable_text_type().get(), scalar_space().get(), &start);
}

void write_number(hid_t object, const char* name, double value) {
  write_attribute(object, name, H5T_NATIVE_DOUBLE, simple_space({1}).get(), &value);
}

void write_integer(hid_t object, const char* name, int value) { write_integers(object, name, {value}); }

void write_integers(hid_t object, const char* name, const std::vector<int>& values) {
  write_attribute(object, name, H5T_NATIVE_INT, simple_space({values.size()}).get(), values.data());
}

void write_unsigned(hid_t object, const char* name, std::uint64_t value) {
  write_attribute(object, name, H5T_NATIVE_UINT64, simple_space({1}).get(), &value);
}

void rewrite_integer(hid_t object, const char* name, int value) {
  const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  check(H5Awrite(attribute.get(), H5T_NATIVE_INT, &value));
}

std::optional<std::string> read_text(hid_t object, const char* name) {
  const Handle attribute = open_attribute(object, name);
  if (!attribute || !has_class(attribute.get(), H5T_STRING, 1)) return std::nullopt;
  const Handle type(H5Aget_type(attribute.get()), H5Tclose);
  if (H5Tis_variable_str(type.get()) > 0) {
    char* text = nullptr;
    check(H5Aread(attribute.get(), type.get(), &text));
    std::string result = text == nullptr ? "" : text;
    H5free_memory(text);
    return result;
  }
  std::string result(H5Tget_size(type.get()), '\0');
  check(H5Aread(attribute.get(), type.get(), result.data()));
  result.resize(std::min(result.find('\0'), result.size()));
  return result;
}

std::vector<std::int64_t> read_integers(hid_t object, const char* name) {
  constexpr hssize_t kMost = 16;
  const Handle attribute = open_attribute(object, name);
  if (!attribute || !has_class(attribute.get(), H5T_INTEGER, kMost)) return {};
  std::int64_t values[kMost] = {};
  check(H5Aread(attribute.get(), H5T_NATIVE_INT64, values));
  const Handle space(H5Aget_space(attribute.get()), H5Sclose);
  return {values, values + H5Sget_simple_extent_npoints(space.get())};
}

std::optional<std::uint64_t> read_unsigned(hid_t object, const char* name) {
  const Handle attribute = open_attribute(object, name);
  if (!attribute || !has_class(attribute.get(), H5T_INTEGER, 1)) return std::nullopt;
  std::uint64_t value = 0;
  check(H5Aread(attribute.get(), H5T_NATIVE_UINT64, &value));
  return value;
}

Handle variable_text_type() { return text_type(H5T_VARIABLE); }

std::vector<hsize_t> sizes_of(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose);
  const int rank = check(H5Sget_simple_extent_ndims(space.get()));
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  if (rank > 0) check(H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr));
  return sizes;
}

std::vector<std::string> link_names(hid_t group, H5_index_t order) {
  std::vector<std::string> names;
  const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
    static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
  };
  hsize_t position = 0;
  if (order == H5_INDEX_CRT_ORDER) {
    const Handle opened(H5Gopen2(group, ".", H5P_DEFAULT), H5Gclose);  // a file's own list of properties forgets this
    const Handle plist(H5Gget_create_plist(opened.get()), H5Pclose);
    unsigned flags = 0;
    check(H5Pget_link_creation_order(plist.get(), &flags));
    if ((flags & H5P_CRT_ORDER_TRACKED) == 0) order = H5_INDEX_NAME;
  }
  check(H5Literate(group, order, H5_ITER_INC, &position, collect, &names));
  return names;
}

}  // namespace kaldor::hdf5
