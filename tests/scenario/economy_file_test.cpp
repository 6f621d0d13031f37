#include "kaldor/scenario/economy_file.hpp"

#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace kaldor;

namespace {

/// Faults of the small economy after one replacement.
std::string faults_after(const std::string& from, const std::string& to) {
  const Scratch scratch;
  const std::string path = scratch.write("case.yaml", Scratch::replaced(Scratch::economy(), from, to));
  const std::string found = lines_of(error_of([&] { read_economy(path); }));
  CHECK(lines_of(error_of([&] { validate_file(path); })) == found);
  return found;
}

}  // namespace

TEST_CASE("every key of an economy reaches its field") {
  const Scratch scratch;
  const Economy e = read_economy(scratch.path("tiny.yaml"));
  CHECK((e.name == "tiny" && e.title == "Two industries and two regions" && e.unit == "million crowns"));
  CHECK((e.base_year == 2020 && e.population == 1e6 && e.unemployment == 0.05 && e.foreign_rate == 0.03));
  REQUIRE(e.region_count() == 2);
  CHECK((e.regions[1].id == "inland" && e.regions[1].land == 5000 && e.regions[1].trade_cost == 0.03));
  REQUIRE(e.industry_count() == 2);
  const Industry& goods = e.industries[0];
  CHECK((goods.id == "goods" && goods.code == "s01" && goods.sector == Sector::secondary));
  CHECK((goods.intensity == FactorIntensity::capital && goods.tradable && goods.storable));
  CHECK_FALSE((goods.budget_funded || goods.energy));
  CHECK((goods.output == 100 && goods.compensation == 30 && goods.operating_surplus == 13));
  CHECK((goods.household_consumption.imported == 5 && goods.exports == 15 && goods.emissions == 100000));
  CHECK(goods.region_share == std::vector<double>{0.7, 0.3});
  CHECK(e.industries[1].production_taxes == -1);
  CHECK(e.groups.at(0).industries == std::vector<int>{0, 1});
  CHECK(e.domestic_inputs(0, 1) == 20);  // goods sold to services
  CHECK(e.domestic_inputs(1, 0) == 10);
  CHECK(e.imported_inputs(0, 0) == 10);
}

TEST_CASE("a table that does not balance names the industry, its row or its column") {
  CHECK(faults_after("exports: 15", "exports: 16") ==
        "case.yaml:36:13: industries[0].output: expected the domestic uses of goods to add up to its output of 100, "
        "got 101 "
        "(its row of the table does not balance)\n");
  CHECK(faults_after("operating_surplus: 10", "operating_surplus: 10.001") ==
        "case.yaml:62:13: industries[1].output: expected the costs and value added of services to add up to its output "
        "of "
        "80, got 80.001 (its column of the table does not balance)\n");
  CHECK(faults_after("operating_surplus: 10", "operating_surplus: 10.00001") == "");
}

TEST_CASE("shares that do not sum to one are faults") {
  CHECK(faults_after("population_share: 0.4", "population_share: 0.3") ==
        "case.yaml:25:3: regions: expected population shares that sum to 1, got 0.8999999999999999\n");
  CHECK(faults_after("region_share: [0.7, 0.3]", "region_share: [0.7, 0.4]") ==
        "case.yaml:52:19: industries[0].region_share: expected shares that sum to 1, got 1.1\n");
}

TEST_CASE("lists of the wrong length and flows of the wrong sign are faults") {
  CHECK(
      faults_after("domestic: [30, 10]", "domestic: [30]") ==
      "case.yaml:54:17: industries[0].inputs.domestic: expected a list of 2 numbers, one for each industry that sells, "
      "got a list of 1\n");
  CHECK(faults_after("region_share: [0.7, 0.3]", "region_share: 1") ==
        "case.yaml:52:19: industries[0].region_share: expected a list of 2 numbers, one for each region, got \"1\"\n");
  CHECK(faults_after("domestic: [30, 10]", "domestic: [30, -10]") ==
        "case.yaml:54:22: industries[0].inputs.domestic[1]: expected a number in [0, 1e+30], got \"-10\"\n");
  CHECK(faults_after("household_consumption: { domestic: 25", "household_consumption: { domestic: -25") ==
        "case.yaml:39:42: industries[0].final_use.household_consumption.domestic: expected a number in [0, 1e+30], got "
        "\"-25\"\n");
}

TEST_CASE("materials need one recycler, and no product is two of material, recycler and energy") {
  const std::string goods = "tags: [tradable, storable]", services = "tags: [budget_funded]";
  CHECK_THAT(faults_after(goods, "tags: [tradable, material]"),
             Catch::Contains("industries: expected one industry tagged recycler where any is tagged material"));
  CHECK_THAT(faults_after(goods, "tags: [tradable, material, recycler]"),
             Catch::Contains("industries[0].tags: expected at most one of energy, material and recycler"));
  CHECK(faults_after(services, "tags: [recycler]") == "");
}

TEST_CASE("names must be unique and known") {
  CHECK(faults_after("id: services", "id: goods")
            .find("case.yaml:56:9: industries[1].id: expected each name once, got \"goods\" again\n") !=
        std::string::npos);
  CHECK(faults_after("id: inland", "id: coast") ==
        "case.yaml:26:11: regions[1].id: expected each name once, got \"coast\" again\n");
  CHECK(faults_after("all: [goods, services]", "all: [goods, servces]") ==
        "case.yaml:28:16: groups.all[1]: expected an industry of this file, got \"servces\" (did you mean "
        "`services`?)\n");
  CHECK(faults_after("all: [goods, services]", "goods: [goods, services]") ==
        "case.yaml:28:3: groups.goods: expected a name that no industry has, got \"goods\"\n");
  CHECK(faults_after("sector: tertiary", "sector: quaternary") ==
        "case.yaml:59:13: industries[1].sector: expected a sector, got \"quaternary\" (known: primary, secondary, "
        "tertiary)\n");
  CHECK(faults_after("tags: [tradable, storable]", "tags: [tradable, storible]") ==
        "case.yaml:35:22: industries[0].tags[1]: expected a tag of industries, got \"storible\" (did you mean "
        "`storable`?)\n");
  CHECK(faults_after("economy: tiny", "economy: a b") ==
        "case.yaml:2:10: economy: expected a name of letters, digits and `- _ . +`, at most 80, got \"a b\"\n");
}

TEST_CASE("missing and unknown keys of an economy are faults") {
  CHECK(faults_after("emissions: 20000", "emission: 20000") ==
        "case.yaml:56:5: industries[1].emissions: expected a number, got nothing\n"
        "case.yaml:77:5: industries[1].emission: expected a known key, got \"emission\" (did you mean `emissions`?)\n");
  CHECK(faults_after("base_year: 2020\n", "") == "case.yaml:1:1: base_year: expected a year, got nothing\n");
  CHECK(faults_after("unit: million crowns", "unit:") ==
        "case.yaml:6:1: unit: expected a text of one line, got nothing\n");
}

TEST_CASE("an economy is no scenario and a scenario is no economy") {
  const Scratch scratch;
  CHECK(
      lines_of(error_of([&] { load_scenario(scratch.path("tiny.yaml")); })) ==
      "tiny.yaml:1:1: expected a scenario file, got an economy file (a scenario names its economy with `economy:`)\n");
  CHECK(error_of([&] { read_economy(scratch.scenario("")); }).total() > 10);
  CHECK(validate_file(scratch.path("tiny.yaml")).kind == FileKind::economy);
  CHECK(validate_file(scratch.scenario("")).kind == FileKind::scenario);
}
