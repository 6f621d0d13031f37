// What firms tell government and what government sees: relabelled R&D, errors of targeting, the price of resources
// (docs/model/relabelling.md, docs/model/public-data.md, docs/model/levers.md).

#include <catch2/catch.hpp>

#include "model_runs.hpp"

using kaldor::FirmColumn;
using kaldor::FirmCondition;
using kaldor::Indicator;
using kaldor::Lever;
using kaldor::Policy;
using model_runs::load;
using model_runs::Run;
using model_runs::same_bits;
using model_runs::simulate;

namespace {

Run with(std::vector<Policy> policies, int quarters = 16, std::vector<std::string> sets = {}, std::uint64_t seed = 1) {
  auto loaded = load("china-2017-small", 1500, std::move(sets), seed);
  loaded.scenario.policies = std::move(policies);
  return simulate(loaded, quarters);
}

Policy small_only(Lever lever, double value) {
  Policy p = model_runs::policy(lever, value);
  p.only = {{FirmColumn::employees, FirmCondition::Comparison::less, 20}};
  return p;
}

}  // namespace

TEST_CASE("a quarter to under a half of what rewarded R&D seems to gain is relabelled") {
  for (const double credit : {0.1, 0.2}) {
    const Run base = with({}), run = with({model_runs::policy(Lever::rd_tax_credit, credit)});
    const double reported = run.at(8, Indicator::reported_rd_share) - base.at(8, Indicator::reported_rd_share);
    const double real = run.at(8, Indicator::rd_share) - base.at(8, Indicator::rd_share);
    INFO("real " << real << " reported " << reported);
    CHECK(real > 0);
    CHECK(1 - real / reported > 0.24);
    CHECK(1 - real / reported < 0.45);
    CHECK(run.at(8, Indicator::accounts_residual) == 0);
  }
}

TEST_CASE(
    "firms bunch at the threshold of a credit, a quarter to a half of their jump is relabelled, and it costs less") {
  const Policy credit = model_runs::policy(Lever::rd_tax_credit, 0.2),
               line = model_runs::policy(Lever::rd_threshold, 0.02);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Run base = with({}, 12, {}, seed), all = with({credit}, 12, {}, seed),
              some = with({credit, line}, 12, {}, seed);
    const double reported = some.at(8, Indicator::reported_rd_share) - base.at(8, Indicator::reported_rd_share);
    const double real = some.at(8, Indicator::rd_share) - base.at(8, Indicator::rd_share);
    INFO("real " << real << " reported " << reported);
    CHECK(real > 0);
    CHECK(1 - real / reported > 0.24);
    CHECK(1 - real / reported < 0.5);
    CHECK(some.at(8, Indicator::rd_bunching_share) > 0.1);
    CHECK(all.at(8, Indicator::rd_bunching_share) == 0);
    CHECK(some.at(8, Indicator::policy_cost_share) < all.at(8, Indicator::policy_cost_share));
    CHECK(some.at(8, Indicator::accounts_residual) == 0);
  }
}

TEST_CASE("a threshold without a credit, or of zero, changes no bit") {
  const Policy credit = model_runs::policy(Lever::rd_tax_credit, 0.2);
  CHECK(same_bits(with({}), with({model_runs::policy(Lever::rd_threshold, 0.03)})));
  CHECK(same_bits(with({credit}), with({credit, model_runs::policy(Lever::rd_threshold, 0)})));
}

TEST_CASE("without relabelling what is reported is what is done, and a reward costs less") {
  const std::vector<Policy> reward = {model_runs::policy(Lever::rd_subsidy, 0.2)};
  const Run honest = with(reward, 16, {"mechanisms.rd_relabelling=off"}), run = with(reward);
  CHECK(honest.at(8, Indicator::reported_rd_share) == honest.at(8, Indicator::rd_share));
  CHECK(run.at(8, Indicator::policy_cost_share) > honest.at(8, Indicator::policy_cost_share));
}

TEST_CASE("government misjudges firms near the line, and fewer the better its data") {
  const Policy aid = small_only(Lever::rd_subsidy, 0.2);
  const Run blurred = with({aid}), sharp = with({aid, model_runs::policy(Lever::public_data, 0.005)});
  CHECK(blurred.at(15, Indicator::targeting_error) > 0.002);
  CHECK(sharp.at(15, Indicator::targeting_error) < 0.5 * blurred.at(15, Indicator::targeting_error));
  CHECK(with({aid}, 4, {"mechanisms.targeting_noise=off"}).at(3, Indicator::targeting_error) == 0);
}

TEST_CASE("errors of targeting leave an economy without conditions alone") {
  const std::vector<Policy> plain = {model_runs::policy(Lever::rd_subsidy, 0.2)};
  CHECK(same_bits(with(plain), with(plain, 16, {"mechanisms.targeting_noise=off"})));
}

TEST_CASE(
    "where energy is a small part of cost dearer resources turn search to saving, and government receives what firms "
    "pay") {
  for (const std::uint64_t seed : {1, 2}) {
    const Run base = with({}, 40, {}, seed),
              dear = with({model_runs::policy(Lever::resource_price, 0.5)}, 40, {}, seed);
    const auto light = [](const Run& run) {  // consumer goods, machinery, electronics
      double sum = 0;
      for (const std::size_t i : {2, 4, 5}) sum += run.at(39, Indicator::energy_intensity, i);
      return sum;
    };
    CHECK(light(dear) < light(base));
    CHECK(dear.at(8, Indicator::policy_cost_share) < 0);
    CHECK(dear.at(39, Indicator::accounts_residual) == 0);
  }
}
