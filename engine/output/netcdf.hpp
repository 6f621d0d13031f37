#pragma once

// The conventions of netCDF-4 on top of HDF5: dimensions are dimension scales, variables hang on them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hdf5_layer.hpp"

namespace kaldor::netcdf {

inline constexpr std::string_view kNoVariable = "This is a netCDF dimension but not a netCDF variable";

/// One-dimensional variables, whole.
hdf5::Handle write_texts(hid_t place, const char* name, const std::vector<std::string>& values);
hdf5::Handle write_integers(hid_t place, const char* name, const std::vector<int>& values);
hdf5::Handle write_numbers(hid_t place, const char* name, const std::vector<double>& values);

/// Makes a variable the coordinate of the dimension of its own name. `number` orders the dimensions of the file.
void make_dimension(hid_t variable, const char* name, int number);
/// An unlimited dimension of length 0 without a coordinate.
hdf5::Handle create_unlimited_dimension(hid_t group, const char* name, int number);

/// Hangs variables on their dimensions as H5DSattach_scale does, whose time for each variable grows with the number of
/// those that hang there already.
class Attachments {
public:
  /// One dimension for each axis. They must stay open until `finish`.
  void attach(hid_t variable, const std::vector<hid_t>& dimensions);
  /// Tells the dimensions who hangs on them; once, after the last variable.
  void finish();

private:
  struct Use {
    hobj_ref_t variable;
    int axis;
  };
  struct Dimension {
    hid_t id;
    hobj_ref_t reference;
    std::vector<Use> uses;
  };
  Dimension& dimension(hid_t id);

  std::vector<Dimension> dimensions_;
  hdf5::Handle list_type_;  ///< of the attribute that names a variable's dimensions
};

void describe(hid_t variable, std::string_view units, std::string_view long_name);

/// Name of the dimension on each axis; empty where none is attached.
std::vector<std::string> dimension_names(hid_t variable);
/// Whether the dataset only stands for a dimension and holds no numbers.
bool is_pure_dimension(hid_t dataset);

}  // namespace kaldor::netcdf
