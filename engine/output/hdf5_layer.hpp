#pragma once

// A small layer over the C interface of HDF5: handles that close themselves, failures that become exceptions.

#include <hdf5.h>

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaldor::hdf5 {

/// A call of the library failed; what() is the system's reason where there is one. Rooms above never see it.
class Failure : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Keeps the library from printing its error stack, on this thread, as long as it lives. Stands before every use of the
/// library.
class Quiet {
public:
  Quiet();
  ~Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

private:
  H5E_auto2_t function_ = nullptr;
  void* data_ = nullptr;
};

/// Throws Failure if `status` is negative, otherwise gives it back.
herr_t check(herr_t status);
hid_t check_id(hid_t id);

/// Owns an identifier of the library.
class Handle {
public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Close close) : id_(check_id(id)), close_(close) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept;
  ~Handle() { reset(); }

  hid_t get() const { return id_; }
  explicit operator bool() const { return id_ >= 0; }
  /// Forgets the identifier without closing it.
  void release() noexcept { id_ = -1; }
  /// Closes; false if the library could not.
  bool reset() noexcept;

private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

Handle property_list(hid_t kind);
Handle simple_space(const std::vector<hsize_t>& sizes, const std::vector<hsize_t>& limits = {});
Handle open_dataset(hid_t place, const std::string& name);

/// `value` lies in memory as `type` says, which is also its type in the file.
void write_attribute(hid_t object, const char* name, hid_t type, hid_t space, const void* value);
/// Text of known length with an end, the way netCDF writes it; `long_text` for texts of any length.
void write_text(hid_t object, const char* name, std::string_view text);
void write_long_text(hid_t object, const char* name, const std::string& text);
/// Writes many short texts as `write_text` does; keeps the types, which the library takes long to make.
class TextWriter {
public:
  TextWriter();
  void write(hid_t object, const char* name, std::string_view text);

private:
  Handle space_;
  std::map<std::size_t, Handle> types_;  ///< by length
};
void write_number(hid_t object, const char* name, double value);
void write_integer(hid_t object, const char* name, int value);
void write_integers(hid_t object, const char* name, const std::vector<int>& values);
void write_unsigned(hid_t object, const char* name, std::uint64_t value);
/// Changes an integer attribute that exists.
void rewrite_integer(hid_t object, const char* name, int value);

/// Nothing if there is no such attribute, or it is of another kind.
std::optional<std::string> read_text(hid_t object, const char* name);
std::vector<std::int64_t> read_integers(hid_t object, const char* name);
std::optional<std::uint64_t> read_unsigned(hid_t object, const char* name);

Handle variable_text_type();
std::vector<hsize_t> sizes_of(hid_t dataset);
/// Names of the links of a group in the order of their names, or of their creation where the file kept it.
std::vector<std::string> link_names(hid_t group, H5_index_t order);

}  // namespace kaldor::hdf5
