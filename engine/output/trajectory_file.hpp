#pragma once

#include <string>
#include <vector>

#include "hdf5_layer.hpp"

namespace kaldor {

/// A trajectory open for reading.
class TrajectoryFile {
public:
  /// Throws InputError if there is no such file, or it is no trajectory that this version reads.
  explicit TrajectoryFile(const std::string& path);

  hid_t id() const { return file_.get(); }
  int format_major() const { return format_major_; }
  int format_minor() const { return format_minor_; }
  /// Opens a variable by name, `group/name` in a group; InputError if there is none.
  hdf5::Handle variable(const std::string& name) const;
  bool has_panel() const;
  /// InputError that says what is wrong with the file.
  [[noreturn]] void refuse(const std::string& got) const;

private:
  void check_regular() const;
  void check_format();

  std::string path_;
  hdf5::Handle file_;
  int format_major_ = 0, format_minor_ = 0;
};

enum class NumberKind { integer, real, single_real, none };

/// What kind of numbers a dataset holds; none for texts and other types.
NumberKind number_kind(hid_t dataset);
/// Names of the datasets of a group in an order of links.
std::vector<std::string> dataset_names(hid_t group, H5_index_t order);

/// Runs `action` on the open file and turns a failure of the library into an InputError that names the file.
template <typename Action>
auto read_trajectory(const std::string& path, Action action) {
  const hdf5::Quiet quiet;
  const TrajectoryFile file(path);
  try {
    return action(file);
  } catch (const hdf5::Failure& failure) {
    file.refuse(std::string("a damaged file: ") + failure.what());
  }
}

}  // namespace kaldor
