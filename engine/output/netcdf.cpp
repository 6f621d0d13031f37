#include "netcdf.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>

namespace kaldor::netcdf {
namespace {

using hdf5::check;
using hdf5::Handle;

constexpr std::size_t kConversionBytes = 4096;

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
  if (count == 0) return variable;
  // To convert texts the library would fill a megabyte with zeros each time.
  const Handle transfer = hdf5::property_list(H5P_DATASET_XFER);
  check(H5Pset_buffer(transfer.get(), kConversionBytes, nullptr, nullptr));
  check(H5Dwrite(variable.get(), memory_type, H5S_ALL, H5S_ALL, transfer.get(), values));
  return variable;
}

hobj_ref_t reference_to(hid_t object) {
  hobj_ref_t reference{};
  check(H5Rcreate(&reference, object, ".", H5R_OBJECT, -1));
  return reference;
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

Attachments::Dimension& Attachments::dimension(hid_t id) {
  const auto known = std::find_if(dimensions_.begin(), dimensions_.end(), [&](const auto& d) { return d.id == id; });
  return known != dimensions_.end() ? *known : dimensions_.emplace_back(id, reference_to(id), std::vector<Use>{});
}

void Attachments::attach(hid_t variable, const std::vector<hid_t>& dimensions) {
  const hobj_ref_t self = reference_to(variable);
  std::vector<hobj_ref_t> references;
  for (const hid_t id : dimensions) {
    Dimension& of_axis = dimension(id);
    of_axis.uses.push_back({self, static_cast<int>(references.size())});
    references.push_back(of_axis.reference);
  }
  std::vector<hvl_t> lists;
  for (hobj_ref_t& reference : references) lists.push_back({1, &reference});
  if (!list_type_) list_type_ = Handle(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  const Handle space = hdf5::simple_space({lists.size()});
  hdf5::write_attribute(variable, "DIMENSION_LIST", list_type_.get(), space.get(), lists.data());
}

void Attachments::finish() {
  const Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose);
  check(H5Tinsert(type.get(), "dataset", HOFFSET(Use, variable), H5T_STD_REF_OBJ));
  check(H5Tinsert(type.get(), "dimension", HOFFSET(Use, axis), H5T_NATIVE_INT));
  for (const Dimension& d : dimensions_) {
    const Handle space = hdf5::simple_space({d.uses.size()});
    hdf5::write_attribute(d.id, "REFERENCE_LIST", type.get(), space.get(), d.uses.data());
  }
  dimensions_.clear();
}

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
