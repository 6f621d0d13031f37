// Industries that do not exist in the base year: one unit of what they make takes a blend of what its parents' units
// take, so that nothing divides by zero before they are born (S§1.15).

#include "base_year.hpp"
#include "kaldor/core/elementary.hpp"
#include "kaldor/core/units.hpp"

namespace kaldor {

namespace {

Matrix enlarged(const Matrix& m, std::size_t rows, std::size_t columns) {
  Matrix result(rows, columns);
  for (std::size_t i = 0; i < m.rows; ++i)
    for (std::size_t j = 0; j < m.columns; ++j) result(i, j) = m(i, j);
  return result;
}

struct Blend {
  const BaseYear& base;
  const LatentIndustry& latent;
  double operator()(double IndustryBase::* member) const {
    return latent.weights[0] * base.industry[latent.parents[0]].*member +
           latent.weights[1] * base.industry[latent.parents[1]].*member;
  }
  double operator()(const Vector& by_industry) const {
    return latent.weights[0] * by_industry[latent.parents[0]] + latent.weights[1] * by_industry[latent.parents[1]];
  }
  /// Of a total, for each unit of output.
  double each(double IndustryBase::* member) const {
    double sum = 0;
    for (int k = 0; k < 2; ++k) {
      const IndustryBase& parent = base.industry[latent.parents[k]];
      sum += latent.weights[k] * parent.*member / parent.output;
    }
    return sum;
  }
};

IndustryBase blended_industry(const BaseYear& b, const Industry& from, const Blend& blend, const Scenario& scenario) {
  IndustryBase i;
  i.inputs = blend(&IndustryBase::inputs);
  i.energy_inputs = blend(&IndustryBase::energy_inputs);
  i.unit_labour = blend(&IndustryBase::unit_labour);
  i.labour_cost = blend(&IndustryBase::labour_cost);
  i.high_skill = from.high_skill_share;
  i.wage_premium = i.labour_cost / (i.unit_labour * ((1 - i.high_skill) * b.wage[0] + i.high_skill * b.wage[1]));
  i.tax_rate = blend(&IndustryBase::tax_rate);
  i.capacity = 1 / (scenario.parameters.production_utilisation * blend.each(&IndustryBase::capital));
  i.rd_rate = blend(&IndustryBase::rd_rate);
  i.emission_factor = blend(&IndustryBase::emission_factor);
  i.frontier_growth = scenario.mechanisms.growth ? quarterly_growth(from.frontier_growth) : 0;
  i.log_frontier = from.frontier_gap + 0.5 * scenario.parameters.innovation_initial_lead;
  // World cost falls with the world's productivity as in the parents' industries (base_year.cpp, solve_world_prices).
  i.world_price_growth =
      blend(&IndustryBase::world_price_growth) -
      i.labour_cost / (i.inputs + i.labour_cost) * (i.frontier_growth - blend(&IndustryBase::frontier_growth));
  return i;
}

}  // namespace

Economy measured_part(const Economy& e) {
  Economy m = e;
  const std::size_t n = e.measured_count();
  m.industries.resize(n);
  m.latent.clear();
  m.groups.clear();
  m.domestic_inputs = Matrix(n, n);
  m.imported_inputs = Matrix(n, n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      m.domestic_inputs(i, j) = e.domestic_inputs(i, j);
      m.imported_inputs(i, j) = e.imported_inputs(i, j);
    }
  return m;
}

void append_latent(BaseYear& b, const Economy& e, const Scenario& scenario) {
  const std::size_t n = e.industry_count(), regions = e.region_count();
  b.industries = static_cast<int>(n);
  b.domestic = enlarged(b.domestic, n, n);
  b.imported = enlarged(b.imported, n, n);
  b.share = enlarged(b.share, n, regions);
  for (Vector* v :
       {&b.locality, &b.household_need, &b.government_need, &b.investment_domestic, &b.investment_imported, &b.exports})
    v->resize(n, 0.0);
  for (const LatentIndustry& latent : e.latent) {
    const Blend blend{b, latent};
    const std::size_t at = static_cast<std::size_t>(latent.industry);
    b.industry.push_back(blended_industry(b, e.industries[at], blend, scenario));
    b.household_import_share.push_back(blend(b.household_import_share));
    b.government_import_share.push_back(blend(b.government_import_share));
    for (std::size_t g = 0; g < n; ++g)
      for (Matrix* m : {&b.domestic, &b.imported})
        (*m)(g, at) = latent.weights[0] * (*m)(g, latent.parents[0]) + latent.weights[1] * (*m)(g, latent.parents[1]);
    for (std::size_t r = 0; r < regions; ++r) b.share(at, r) = e.industries[at].region_share[r];
  }
}

}  // namespace kaldor
