#include "kaldor/output/trajectory_reader.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <catch2/catch.hpp>

#include "kaldor/core/errors.hpp"
#include "small_trajectory.hpp"

using namespace kaldor;
using namespace kaldor::testing;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

void set_major_version(const std::string& path, int major) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hid_t attribute = H5Aopen(file, "format_version", H5P_DEFAULT);
  const int version[2] = {major, 0};
  H5Awrite(attribute, H5T_NATIVE_INT, version);
  H5Aclose(attribute);
  H5Fclose(file);
}

void require_refusal(const std::string& path, const std::string& reason) {
  INFO(path);
  CHECK_THROWS_AS(info(path), InputError);
  CHECK_THROWS_WITH(info(path), Contains(path) && Contains(reason));
  CHECK_THROWS_WITH(digest(path), Contains(path) && Contains(reason));
  CHECK_THROWS_WITH(read_variable(path, "gdp"), Contains(path) && Contains(reason));
}

}  // namespace

TEST_CASE("what is no trajectory is refused with a sentence that names the file") {
  const Folder folder("refused");
  const std::string path = folder.file("a.h5");
  SECTION("missing") { require_refusal(path, "no file of this name"); }
  SECTION("a folder") { require_refusal(folder.path(), "a folder"); }
  SECTION("empty") {
    std::ofstream{path};
    require_refusal(path, "not HDF5");
  }
  SECTION("text") {
    std::ofstream(path) << "kaldor: 1\nname: not a result\n";
    require_refusal(path, "not HDF5");
  }
  SECTION("HDF5 of another program") {
    H5dont_atexit();
    H5Fclose(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    require_refusal(path, "without the attribute filetype");
  }
  SECTION("another file type") {
    H5dont_atexit();  // as the library under test asks for, whoever comes first
    const hid_t file = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    H5LTset_attribute_string(file, "/", "filetype", "statepoint");
    H5Fclose(file);
    require_refusal(path, "statepoint");
  }
  SECTION("another major version") {
    Setting().write_all(path);
    set_major_version(path, 2);
    require_refusal(path, "format version 2.0");
  }
}

TEST_CASE("a trajectory cut at any length is refused") {
  const Folder folder("cut");
  Setting().write_all(folder.file("whole.h5"));
  const std::string whole = content_of(folder.file("whole.h5"));
  for (const std::size_t length :
       {std::size_t{8}, std::size_t{60}, whole.size() / 3, whole.size() / 2, whole.size() - 1}) {
    const std::string path = folder.file("cut.h5");
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, length);
    INFO(length << " of " << whole.size() << " bytes");
    CHECK_THROWS_AS(digest(path), InputError);
    CHECK_THROWS_AS(info(path), InputError);
  }
}

TEST_CASE("a trajectory with damaged numbers is refused") {
  const Folder folder("damaged");
  const Setting setting(small_economy(12, 3), small_scenario(2, 64));
  const std::string path = folder.file("a.h5");
  setting.write_all(path);
  std::string bytes = content_of(path);
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 4096; ++i)
    bytes[i] = static_cast<char>(bytes[i] ^ 0x10);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  CHECK_THROWS_AS(digest(path), InputError);
}

TEST_CASE("info gives back what the file was made from") {
  const Folder folder("info");
  const Setting setting;
  setting.write_all(folder.file("a.h5"));
  const TrajectoryInfo about = info(folder.file("a.h5"));
  CHECK(about.complete);
  CHECK(about.format_major == 1);
  CHECK(about.format_minor == 3);
  CHECK(about.kaldor_version == "9.8.7");
  CHECK(about.git_commit == "abc123");
  CHECK(about.compiler == "compiler 1");
  CHECK(about.numerics_check == "0123456789abcdef");
  CHECK(about.created.size() == std::string("2026-01-01T00:00:00Z").size());
  CHECK(about.created.back() == 'Z');
  CHECK(about.scenario_name == "small-test");
  CHECK(about.scenario == setting.scenario.source);
  CHECK(about.scenario_resolved == "name: small-test\nseed: 1\n");
  CHECK(about.economy == "small");
  CHECK(about.seed == 18446744073709551615U);
  CHECK(about.replications == 2);
  CHECK(about.periods == 5);
  CHECK(about.first_time == 2017.0);
  CHECK(about.last_time == 2018.0);
  CHECK(about.industries == std::vector<std::string>{"industry-0", "industry-1", "industry-2"});
  CHECK(about.regions == std::vector<std::string>{"region-0", "region-1"});
  CHECK_FALSE(about.has_panel);
}

TEST_CASE("every declared indicator is a variable with its units, name and dimensions, in declared order") {
  const Folder folder("variables");
  Setting().write_all(folder.file("a.h5"));
  const TrajectoryInfo about = info(folder.file("a.h5"));
  REQUIRE(about.variables.size() == kIndicatorCount);
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    const VariableInfo& variable = about.variables[static_cast<std::size_t>(declaration.indicator)];
    INFO(declaration.name);
    CHECK(variable.name == declaration.name);
    CHECK(variable.units == declaration.unit);
    CHECK(variable.long_name == declaration.long_name);
    std::vector<std::string> dimensions = {"replication", "period"};
    std::vector<std::size_t> sizes = {2, 5};
    if (declaration.shape == Shape::flow_account) {
      dimensions.insert(dimensions.end(), {"flow", "account"});
      sizes.insert(sizes.end(), {kFlowCount, kAccountCount});
    } else if (declaration.shape != Shape::national && declaration.shape != Shape::industry) {
      dimensions.emplace_back("region");
      sizes.push_back(2);
    }
    if (declaration.shape == Shape::industry || declaration.shape == Shape::region_industry) {
      dimensions.emplace_back("industry");
      sizes.push_back(3);
    }
    if (declaration.shape == Shape::region_skill) {
      dimensions.emplace_back("skill");
      sizes.push_back(2);
    }
    CHECK(variable.dimensions == dimensions);
    CHECK(variable.sizes == sizes);
  }
}

TEST_CASE("info as text and as JSON names what matters") {
  const Folder folder("render");
  Setting().write_all(folder.file("a.h5"));
  const TrajectoryInfo about = info(folder.file("a.h5"));
  const std::string text = to_text(about);
  for (const char* part :
       {"complete", "small-test", "18446744073709551615", "industry-2", "gdp_real", "9.8.7", "abc123"}) {
    CHECK_THAT(text, Contains(part));
  }
  const std::string json = to_json(about);
  CHECK_THAT(json, Contains(R"("complete": true)") && Contains(R"("seed": 18446744073709551615)"));
  CHECK_THAT(json, Contains(R"("scenario": "kaldor: 1\nname: \"small-test\"\n")"));
  CHECK_THAT(json, Contains(R"("name": "wage", "units": "million currency/person/quarter")"));
  CHECK_THAT(json, Contains(R"("firm_panel": null)"));
}

TEST_CASE("a variable that is not there is refused by name") {
  const Folder folder("absent");
  Setting().write_all(folder.file("a.h5"));
  for (const char* name : {"gnp", "", "/", "firm_panel/sales", "gdp/x", "industry"}) {
    CHECK_THROWS_AS(read_variable(folder.file("a.h5"), name), InputError);
  }
  CHECK_THROWS_WITH(read_variable(folder.file("a.h5"), "gnp"), Contains("gnp"));
}
