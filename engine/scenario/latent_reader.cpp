// An industry that does not exist yet: what an economy file assumes of it.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "economy_reader.hpp"
#include "industry_reader.hpp"

namespace kaldor::input {
namespace {

constexpr double kTolerance = 1e-6;
constexpr double kMostReach = 0.9;  ///< of a parent's demand, for all its children together

const Figure<LatentIndustry> kFigures[] = {
    {"reach", &LatentIndustry::reach, {0, 0.9, true}},
    {"seed_share", &LatentIndustry::seed_share, {0, 0.5, true}},
    {"technology_threshold", &LatentIndustry::technology_threshold, {0, 100, true}},
    {"income_threshold", &LatentIndustry::income_threshold, {0, 100, true}},
};

const Figure<Industry> kIndustryFigures[] = {
    {"high_skill_share", &Industry::high_skill_share, {0, 1, true, true}},
    {"expenditure_elasticity", &Industry::expenditure_elasticity, {1, 10, true}},
    {"frontier_growth", &Industry::frontier_growth, {-0.5, 0.5}},
    {"frontier_gap", &Industry::frontier_gap, {-10, 10}},
};

constexpr const char* kRoutes[kBirthRoutes] = {"technology", "demand", "convergence", "policy"};

void read_parents(Fields& fields, const Economy& economy, LatentIndustry& latent, Faults& faults) {
  const NodePtr node = fields.require("parents", "a map of two industries with their weights");
  if (!node) return;
  const std::string path = fields.path("parents");
  if (node->kind != Node::Kind::map || node->members.size() != 2) {
    faults.add(node->place, path, "two industries of the table with their weights", describe(*node));
    return;
  }
  double sum = 0;
  for (std::size_t k = 0; k < 2; ++k) {
    const Member& member = node->members[k];
    const auto known = [&](const Industry& i) { return i.id == member.key || i.code == member.key; };
    const auto end = economy.industries.begin() + static_cast<std::ptrdiff_t>(economy.measured_count());
    const auto found = std::find_if(economy.industries.begin(), end, known);
    if (found == end) {
      faults.add(member.place, joined(path, member.key), "an industry of the table", in_quotes(member.key),
                 faults.full() ? "" : did_you_mean(member.key, industry_names(economy)));
    } else if (found->energy) {
      faults.add(member.place, joined(path, member.key), "a parent whose product is not energy", in_quotes(member.key));
    } else {
      latent.parents[k] = static_cast<int>(found - economy.industries.begin());
    }
    const auto weight = read_number(*member.value, joined(path, member.key), {0, 1, true, true}, faults);
    if (weight) sum += latent.weights[k] = *weight;
  }
  if (latent.weights[0] > 0 && latent.weights[1] > 0 && std::abs(sum - 1) > kTolerance)
    faults.add(node->place, path, "weights that sum to 1", fmt::format("{}", sum));
}

void read_routes(Fields& fields, LatentIndustry& latent, Faults& faults) {
  const NodePtr node = fields.require("routes", "a map with technology, demand, convergence and policy");
  if (!node) return;
  Fields routes(*node, fields.path("routes"), faults);
  double sum = 0;
  for (int k = 0; k < kBirthRoutes; ++k) {
    routes.number(kRoutes[k], {0, 100}, latent.route[k]);
    sum += latent.route[k];
  }
  routes.finish();
  if (routes.valid() && sum == 0)
    faults.add(node->place, fields.path("routes"), "at least one way into being above 0", "none");
}

/// As where its parents are: the regions' shares of both, blended.
std::vector<double> blended_places(const Economy& economy, const LatentIndustry& latent) {
  std::vector<double> share(economy.regions.size(), 0.0);
  for (int k = 0; k < 2; ++k) {
    const std::vector<double>& parent = economy.industries[static_cast<std::size_t>(latent.parents[k])].region_share;
    for (std::size_t r = 0; r < share.size() && r < parent.size(); ++r) share[r] += latent.weights[k] * parent[r];
  }
  return share;
}

}  // namespace

void read_latent_industry(const Node& node, const std::string& path, Economy& economy, Faults& faults) {
  Industry industry;
  LatentIndustry latent;
  latent.industry = static_cast<int>(economy.industries.size());
  Fields fields(node, path, faults);
  fields.name("id", industry.id);
  fields.name("code", industry.code);
  fields.text("name", industry.name);
  read_class(fields, industry, faults);
  read_tags(fields, industry, faults);
  if (fields.valid() && (!industry.tradable || industry.budget_funded || industry.energy || industry.recycler)) {
    const Member* tags = node.member("tags");
    faults.add(tags ? tags->value->place : node.place, fields.path("tags"),
               "tradable, and neither budget_funded nor energy nor recycler", "other tags",
               "a new product has one national market, and what is missing at home comes from abroad");
  }
  for (const Figure<Industry>& figure : kIndustryFigures)
    fields.number(figure.key, figure.range, industry.*figure.member);
  read_parents(fields, economy, latent, faults);
  read_routes(fields, latent, faults);
  for (const Figure<LatentIndustry>& figure : kFigures) fields.number(figure.key, figure.range, latent.*figure.member);
  fields.finish();
  industry.region_share = blended_places(economy, latent);
  economy.industries.push_back(std::move(industry));
  economy.latent.push_back(latent);
}

void check_reach(const Node& list, const Economy& economy, Faults& faults) {
  for (std::size_t parent = 0; parent < economy.measured_count(); ++parent) {
    double reach = 0;
    for (const LatentIndustry& latent : economy.latent)
      for (int k = 0; k < 2; ++k)
        if (latent.parents[k] == static_cast<int>(parent)) reach += latent.reach * latent.weights[k];
    if (reach > kMostReach)
      faults.add(list.place, "latent_industries",
                 fmt::format("at most {} of the demand for {} to be won", kMostReach, economy.industries[parent].id),
                 fmt::format("{}", reach));
  }
}

}  // namespace kaldor::input
