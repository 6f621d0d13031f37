#include "netcdf.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

namespace kaldor::netcdf {
namespace {

using hdf5::check;
using hdf5::Handle;

Handle dataset_properties() {
  Handle creation = hdf5::property_list(H5P_DATASET_CREATE);
  check(H5Pset_attr_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  return creation;
}

Handle write_whole(hid_t place, const char* name, hid_t type, hid_t memory_type, std::size_t count,
                   const void* values) {
  const Handle space = hdf5::simple_space({count});
  Handle variable(H5Dcreate2(place, name, type, space.get(), H5P_DEFAULT, dataset_properties().get(), H5P_DEFAULT),
                  H5Dclose);
  if (count > 0) check(H5Dwrite(variable.get(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values));
  return variable;
}

std::string name_of(hid_t object) {
  const ssize_t length = H5Iget_name(object, nullptr, 0);
  if (length <= 0) return "";
  std::string name(static_cast<std::size_t>(length) + 1, '\0');
  H5Iget_name(object, name.data(), name.size());
  name.pop_back();
  return name.substr(name.rfind('/') + 1);
}

herr_t keep_name(hid_t, unsigned, hid_t scale, void* data) {
  *static_cast<std::string*>(data) = name_of(scale);
  return 1;
}

}  // namespace

Handle write_texts(hid_t place, const char* name, const std::vector<std::string>& values) {
  std::vector<const char*> starts;
  for (const std::string& value : values) starts.push_back(value.c_str());
  const Handle type = hdf5::variable_text_type();
  return write_whole(place, name, type.get(), type.get(), starts.size(), starts.data());
}

Handle write_integers(hid_t place, const char* name, const std::vector<int>& values) {
  return write_whole(place, name, H5T_STD_I32LE, H5T_NATIVE_INT, values.size(), values.data());
}

Handle write_numbers(hid_t place, const char* name, const std::vector<double>& values) {
  return write_whole(place, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, values.size(), values.data());
}

void make_dimension(hid_t variable, const char* name, int number) {
  check(H5DSset_scale(variable, name));
  hdf5::write_integer(variable, "_Netcdf4Dimid", number);
}

Handle create_unlimited_dimension(hid_t group, const char* name, int number) {
  constexpr hsize_t kChunk = 1024;
  const Handle creation = dataset_properties();
  check(H5Pset_chunk(creation.get(), 1, &kChunk));
  check(H5Pset_fill_time(creation.get(), H5D_FILL_TIME_NEVER));
  const Handle space = hdf5::simple_space({0}, {H5S_UNLIMITED});
  Handle dataset(H5Dcreate2(group, name, H5T_IEEE_F32BE, space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
                 H5Dclose);
  make_dimension(dataset.get(), fmt::format("{}.{:10d}", kNoVariable, 0).c_str(), number);
  return dataset;
}

void attach(hid_t variable, unsigned axis, hid_t dimension) { check(H5DSattach_scale(variable, dimension, axis)); }

void describe(hid_t variable, std::string_view units, std::string_view long_name) {
  hdf5::write_text(variable, "units", units);
  hdf5::write_text(variable, "long_name", long_name);
}

std::vector<std::string> dimension_names(hid_t variable) {
  const std::size_t rank = hdf5::sizes_of(variable).size();
  std::vector<std::string> names(rank);
  if (rank == 1 && H5DSis_scale(variable) > 0) {
    names[0] = name_of(variable);
    return names;
  }
  for (std::size_t axis = 0; axis < rank; ++axis) {
    check(H5DSiterate_scales(variable, static_cast<unsigned>(axis), nullptr, keep_name, &names[axis]));
  }
  return names;
}

bool is_pure_dimension(hid_t dataset) {
  const auto name = hdf5::read_text(dataset, "NAME");
  return name && name->starts_with(kNoVariable);
}

}  // namespace kaldor::netcdf
