#include <hdf5.h>
#include <hdf5_hl.h>

#include <catch2/catch.hpp>
#include <limits>

#include "small_trajectory.hpp"

using namespace kaldor;
using namespace kaldor::testing;

namespace {

/// Writes replication 0 and 1 with one value of one frame changed.
std::string digest_with(const Folder& folder, const Setting& setting, std::size_t place, double value) {
  const std::string path = folder.file("changed.h5");
  TrajectoryWriter writer = setting.writer(path, true);
  for (int r = 0; r < 2; ++r) {
    for (int t = 0; t < 5; ++t) {
      auto frame = frame_at(setting.layout, r, t);
      if (r == 1 && t == 3) frame[place] = value;
      writer.write(r, t, frame);
    }
  }
  writer.finish();
  return digest(path);
}

}  // namespace

TEST_CASE("the digest is 32 hexadecimal digits and does not depend on path, time of writing, build or texts") {
  const Folder folder("digest");
  const Setting setting;
  setting.write_all(folder.file("a.h5"));
  const std::string expected = digest(folder.file("a.h5"));
  CHECK(expected.size() == 32);
  CHECK(expected.find_first_not_of("0123456789abcdef") == std::string::npos);
  Setting other;
  other.build = {"0", "0", "0", "0"};
  other.scenario.name = "another name";
  other.scenario.source = "another text";
  other.write_all(folder.file("b.h5"));
  CHECK(digest(folder.file("b.h5")) == expected);
}

TEST_CASE("the digest of known numbers is pinned") {
  // Computed by hand from the definition in docs/formats/trajectory.md; a change here is a change of the format.
  const Folder folder("pinned");
  const std::string path = folder.file("a.h5");
  H5dont_atexit();  // as the library under test asks for, whoever comes first
  const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5LTset_attribute_string(file, "/", "filetype", "kaldor-trajectory");
  const int version[2] = {1, 0};
  H5LTset_attribute_int(file, "/", "format_version", version, 2);
  const hsize_t sizes[2] = {2, 3}, rows = 2;
  const double numbers[6] = {1.0, -0.0, 3.5, -std::numeric_limits<double>::quiet_NaN(), 1e300, 6.0};
  H5LTmake_dataset(file, "x", 2, sizes, H5T_NATIVE_DOUBLE, numbers);
  H5Gclose(H5Gcreate2(file, "firm_panel", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
  const std::int64_t ids[2] = {7, -8};
  const float sales[2] = {0.5F, 2.25F};
  H5LTmake_dataset(file, "firm_panel/sales", 1, &rows, H5T_NATIVE_FLOAT, sales);
  H5LTmake_dataset(file, "firm_panel/id", 1, &rows, H5T_NATIVE_INT64, ids);
  H5Fclose(file);
  CHECK(digest(path) == "298be7078ff7b7a44a8fb16887ad831d");
}

TEST_CASE("replications in any order, interleaved and flushed in between give the same digest") {
  const Folder folder("order");
  const Setting setting(small_economy(), small_scenario(3, 140));
  setting.write_all(folder.file("a.h5"));
  {
    TrajectoryWriter writer = setting.writer(folder.file("b.h5"));
    for (const int r : {2, 0, 1}) setting.write_replication(writer, r);
    writer.finish();
  }
  {
    TrajectoryWriter writer = setting.writer(folder.file("c.h5"));
    for (int t = 0; t < 140; ++t) {
      for (const int r : {1, 2, 0}) writer.write(r, t, frame_at(setting.layout, r, t));
      if (t % 7 == 0) writer.flush();
    }
    writer.finish();
  }
  CHECK(digest(folder.file("b.h5")) == digest(folder.file("a.h5")));
  CHECK(digest(folder.file("c.h5")) == digest(folder.file("a.h5")));
}

TEST_CASE("one bit of one number changes the digest, whatever its place") {
  const Folder folder("bit");
  const Setting setting;
  setting.write_all(folder.file("a.h5"));
  const std::string expected = digest(folder.file("a.h5"));
  for (const std::size_t place : {std::size_t{0}, setting.layout.size / 2, setting.layout.size - 1}) {
    const double value = value_at(1, 3, place);
    CHECK(digest_with(folder, setting, place, value) == expected);
    CHECK(digest_with(folder, setting, place, std::nextafter(value, 1e300)) != expected);
  }
}

TEST_CASE("the sign of zero counts, the payload of a not-a-number does not") {
  const Folder folder("zero");
  const Setting setting;
  const double quiet = std::numeric_limits<double>::quiet_NaN();
  CHECK(digest_with(folder, setting, 0, 0.0) != digest_with(folder, setting, 0, -0.0));
  CHECK(digest_with(folder, setting, 0, quiet) == digest_with(folder, setting, 0, -quiet));
}

TEST_CASE("equal numbers in other places or dimensions give another digest") {
  const Folder folder("places");
  const auto constant = [&](const char* name, Economy economy, int replications, int periods) {
    const Setting setting(std::move(economy), small_scenario(replications, periods));
    TrajectoryWriter writer = setting.writer(folder.file(name));
    for (int r = 0; r < replications; ++r) {
      for (int t = 0; t < periods; ++t) writer.write(r, t, std::vector<double>(setting.layout.size, 1.0));
    }
    writer.finish();
    return digest(folder.file(name));
  };
  const std::string a = constant("a.h5", small_economy(2, 3), 2, 4);
  CHECK(constant("b.h5", small_economy(2, 3), 4, 2) != a);
  CHECK(constant("c.h5", small_economy(3, 2), 2, 4) != a);
  const Setting setting;
  const double first = value_at(1, 3, 0), second = value_at(1, 3, 1);
  CHECK(digest_with(folder, setting, 0, second) != digest_with(folder, setting, 1, first));
}
