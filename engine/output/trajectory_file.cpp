#include "trajectory_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "kaldor/core/errors.hpp"
#include "panel_writer.hpp"
#include "trajectory_layout.hpp"

namespace kaldor {
namespace {

constexpr std::size_t kLongestQuote = 80;

std::string quoted(const std::string& text) {
  std::string plain = text.substr(0, kLongestQuote);
  for (char& c : plain) {
    if (static_cast<unsigned char>(c) < 0x20U) c = '?';
  }
  return '"' + plain + '"';
}

/// Asks the object itself: the calls that describe one differ between versions of the library.
bool is_dataset(hid_t place, const std::string& name) {
  const hdf5::Handle object(H5Oopen(place, name.c_str(), H5P_DEFAULT), H5Oclose);
  return H5Iget_type(object.get()) == H5I_DATASET;
}

bool is_readable_dataset(hid_t place, const std::string& name) {
  try {
    return H5Oexists_by_name(place, name.c_str(), H5P_DEFAULT) > 0 && is_dataset(place, name);
  } catch (const hdf5::Failure&) {
    return false;
  }
}

}  // namespace

TrajectoryFile::TrajectoryFile(const std::string& path) : path_(path) {
  check_regular();
  if (H5Fis_hdf5(path_.c_str()) <= 0) refuse("a file that is not HDF5");
  try {
    const hdf5::Handle access = hdf5::property_list(H5P_FILE_ACCESS);
    hdf5::check(H5Pset_file_locking(access.get(), 0, 1));  // a file that a run is still writing can be read
    file_ = {H5Fopen(path_.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose};
    check_format();
  } catch (const hdf5::Failure& failure) {
    refuse(fmt::format("a truncated or damaged file ({})", failure.what()));
  }
}

void TrajectoryFile::check_regular() const {
  std::error_code error;
  const auto status = std::filesystem::status(path_, error);
  if (status.type() == std::filesystem::file_type::not_found) refuse("no file of this name");
  if (std::filesystem::is_directory(status)) refuse("a folder");
  if (!std::filesystem::is_regular_file(status)) refuse("something that is not a regular file");
  if (!std::ifstream(path_, std::ios::binary))
    refuse(fmt::format("a file that cannot be opened ({})", std::strerror(errno)));
}

void TrajectoryFile::check_format() {
  const auto filetype = hdf5::read_text(file_.get(), "filetype");
  if (!filetype) refuse("an HDF5 file without the attribute filetype");
  if (*filetype != kFiletype) refuse(fmt::format("a file of type {}", quoted(*filetype)));
  const auto version = hdf5::read_integers(file_.get(), "format_version");
  if (version.size() != 2) refuse("a trajectory without a format version");
  if (version[0] != kFormatMajor) {
    refuse(fmt::format("format version {}.{}; this Kaldor reads {}.x", version[0], version[1], kFormatMajor));
  }
  format_major_ = static_cast<int>(version[0]);
  format_minor_ = static_cast<int>(version[1]);
}

hdf5::Handle TrajectoryFile::variable(const std::string& name) const {
  hdf5::Handle found;
  const bool plausible = !name.empty() && name.front() != '/' && name.back() != '/';
  if (plausible && H5Oexists_by_name(id(), name.c_str(), H5P_DEFAULT) > 0 && is_dataset(id(), name))
    found = hdf5::open_dataset(id(), name);
  if (!found) refuse(fmt::format("no variable {}", quoted(name)));
  return found;
}

bool TrajectoryFile::has_panel() const {
  return H5Lexists(id(), kPanelGroup, H5P_DEFAULT) > 0 && H5Oexists_by_name(id(), kPanelGroup, H5P_DEFAULT) > 0;
}

void TrajectoryFile::refuse(const std::string& got) const {
  Fault fault;
  fault.file = path_;
  fault.expected = "a result file of Kaldor";
  fault.got = got;
  throw InputError({std::move(fault)});
}

NumberKind number_kind(hid_t dataset) {
  const hdf5::Handle type(H5Dget_type(dataset), H5Tclose);
  switch (H5Tget_class(type.get())) {
    case H5T_INTEGER:
      return NumberKind::integer;
    case H5T_FLOAT:
      return H5Tget_size(type.get()) <= sizeof(float) ? NumberKind::single_real : NumberKind::real;
    default:
      return NumberKind::none;
  }
}

std::vector<std::string> dataset_names(hid_t group, H5_index_t order) {
  std::vector<std::string> names;
  for (std::string& name : hdf5::link_names(group, order)) {
    if (is_readable_dataset(group, name)) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace kaldor
