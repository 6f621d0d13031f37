#include "kaldor/scenario/dose.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "kaldor/run/experiment.hpp"
#include "kaldor/scenario/experiment_file.hpp"
#include "kaldor/scenario/scenario_file.hpp"
#include "kaldor/scenario/shipped.hpp"

using namespace kaldor;

namespace {

DoseRequest small(const std::string& lever) {
  DoseRequest request;
  request.lever = lever;
  request.base = "mini";
  request.firms = 600;
  request.years = 3;
  request.replications = 3;
  return request;
}

std::string faults_of(const DoseRequest& request) {
  try {
    load_dose_experiment(request);
  } catch (const InputError& error) {
    std::string text;
    for (const Fault& fault : error.faults()) text += describe(fault) + '\n';
    return text;
  }
  return "";
}

}  // namespace

TEST_CASE("every lever has a top dose inside its range, five equal steps up to it and an experiment that can be read") {
  std::set<Lever> levers;
  for (const DoseDeclaration& declared : dose_declarations()) {
    const LeverDeclaration& lever = lever_declarations()[static_cast<std::size_t>(declared.lever)];
    INFO(lever.name);
    CHECK(levers.insert(declared.lever).second);
    CHECK(declared.top >= lever.low);
    CHECK(declared.top <= lever.high);
    CHECK(declared.top != declared.none);
    CHECK(declared.other >= lever.low);
    CHECK(declared.other <= lever.high);
    CHECK((declared.other - declared.none) * (declared.top - declared.none) <= 0);
    CHECK_FALSE(declared.source.empty());
    DoseRequest request;
    request.lever = lever.name;
    const DoseExperiment dose = load_dose_experiment(request);
    REQUIRE(dose.doses.size() == kDoses);
    CHECK(dose.doses.back() == Approx(declared.top));
    CHECK(dose.doses[1] - dose.doses[0] == Approx((declared.top - declared.none) / kDoses));
    CHECK(dose.experiment.arms.size() == 1 + kDoses);
    CHECK(dose.experiment.arms[0].scenario.firms == 4000);
    CHECK(dose.experiment.arms[0].scenario.periods == 40);
    CHECK(dose.experiment.arms[0].scenario.replications == 8);
  }
  for (const LeverDeclaration& lever : lever_declarations()) {
    INFO(lever.name << " has no line in declarations/doses.def");
    CHECK(levers.contains(lever.lever));
  }
}

TEST_CASE("policies of shipped experiments keep inside the range of doses that the table gives with its source") {
  int policies = 0;
  for (const ShippedFile& file : shipped_experiments()) {
    const Experiment experiment = load_experiment(file.path.string(), {});
    for (const ExperimentArm& arm : experiment.arms) {
      for (const Policy& policy : arm.scenario.policies) {
        const LeverDeclaration& lever = lever_declarations()[static_cast<std::size_t>(policy.lever)];
        INFO(experiment.name << ", arm " << arm.name << ": " << lever.name << " " << policy.value);
        CHECK(dose_declaration(policy.lever)->holds(policy.value));
        ++policies;
      }
    }
  }
  CHECK(policies > 100);
}

TEST_CASE("a range goes both ways only where the table says so") {
  CHECK(dose_declaration(Lever::export_demand)->holds(-0.25));
  CHECK_FALSE(dose_declaration(Lever::export_demand)->holds(-0.3));
  CHECK_FALSE(dose_declaration(Lever::rd_subsidy)->holds(-0.01));
  CHECK(dose_declaration(Lever::corporate_tax)->holds(0.15));
  CHECK_FALSE(dose_declaration(Lever::corporate_tax)->holds(0.3));
}

TEST_CASE("a lever that acts at once and not for good is read in that year, others in the last") {
  DoseRequest request;
  request.lever = "entry_deregulation";
  CHECK(load_dose_experiment(request).read == 2019);
  request.from = 2021.5;
  const DoseExperiment later = load_dose_experiment(request);
  CHECK(later.read == 2021.5);
  CHECK(later.experiment.outcomes[0].measure.first == 18);
  CHECK(later.experiment.outcomes[0].measure.end == 22);
  request.from = 2026.75;  // the run ends with 2026
  CHECK(load_dose_experiment(request).read == 2026);
  request.lever = "rd_subsidy";
  CHECK(load_dose_experiment(request).read == 2026);
}

TEST_CASE("a dose of zero does nothing to the bit, and more of a lever does more") {
  DoseRequest request = small("procurement");
  request.doses = {0, 0.1, 0.4};
  request.indicators = {"gdp_real", "policy_cost_share"};
  const DoseExperiment dose = load_dose_experiment(request);
  const ExperimentResult result = run_experiment(dose.experiment, {});
  REQUIRE(dose.indicators() == 2);
  REQUIRE(result.outcomes.size() == 6);
  CHECK(result.outcomes[0].difference.low == 0);
  CHECK(result.outcomes[0].difference.high == 0);
  CHECK(result.outcomes[3].difference.value == 0);
  CHECK(result.outcomes[5].difference.value > result.outcomes[4].difference.value);
  CHECK(result.outcomes[4].difference.low > 0);
}

TEST_CASE("amounts are told over the base, shares as they are, both as means of the last year") {
  const DoseExperiment dose = load_dose_experiment(small("rd_subsidy"));
  REQUIRE(dose.indicators() == 3);
  const Outcome& gdp = dose.experiment.outcomes[0];
  const Outcome& share = dose.experiment.outcomes[kDoses];
  CHECK(gdp.relative);
  CHECK_FALSE(share.relative);
  CHECK(gdp.measure.first == 8);
  CHECK(gdp.measure.end == 12);
  CHECK(dose.from == 2022);
}

TEST_CASE("industries, regions and the year are those of the policy in every arm but the base") {
  DoseRequest request = small("land_supply");
  request.industries = {"manufacturing"};
  request.regions = {"coast"};
  request.from = 2020.5;
  const DoseExperiment dose = load_dose_experiment(request);
  CHECK(dose.experiment.arms[0].scenario.policies.empty());
  for (std::size_t arm = 1; arm < dose.experiment.arms.size(); ++arm) {
    const Policy& policy = dose.experiment.arms[arm].scenario.policies.at(0);
    CHECK(policy.industries == std::vector<int>{1});
    CHECK(policy.regions == std::vector<int>{0});
    CHECK(policy.from == 2020.5);
    CHECK(policy.value == dose.doses[arm - 1]);
  }
}

TEST_CASE("a wrong request is refused with every fault, each once, in the words of the request") {
  DoseRequest request = small("procurement");
  request.doses = {0.1, 20, 0.2};
  request.industries = {"manufacturng", "it's"};
  request.indicators = {"gpd"};
  const std::string faults = faults_of(request);
  CHECK(faults.find("value: expected a number in [-1, 10], got \"20\"") != std::string::npos);
  CHECK(faults.find("did you mean `manufacturing`?") != std::string::npos);
  CHECK(faults.find("\"it's\"") != std::string::npos);
  CHECK(faults.find("did you mean `gdp`?") != std::string::npos);
  CHECK(std::count(faults.begin(), faults.end(), '\n') == 4);
  CHECK(faults_of(small("procurment")).find("did you mean `procurement`?") != std::string::npos);
  request = small("procurement");
  request.from = 2023;
  CHECK(faults_of(request).find("from: expected a year from 2020 and before 2023") != std::string::npos);
}
