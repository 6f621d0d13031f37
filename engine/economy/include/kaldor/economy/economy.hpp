#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace kaldor {

/// Rows are the industries that sell, columns the industries that buy.
struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;

  Matrix() = default;
  Matrix(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c, 0.0) {}
  double& operator()(std::size_t i, std::size_t j) { return values[i * columns + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values[i * columns + j]; }
};

enum class Sector { primary = 1, secondary = 2, tertiary = 3 };
enum class FactorIntensity { labour, capital, knowledge, data };

/// A use of a product, per year at base-year prices: from domestic industries and from abroad.
struct Use {
  double domestic = 0;
  double imported = 0;
};

/// What an input-output table and its companions say of one industry. Flows per year in the economy's unit.
struct Industry {
  std::string id, code, name;
  Sector sector = Sector::secondary;
  FactorIntensity intensity = FactorIntensity::labour;
  bool tradable = false;       ///< unmet domestic orders can be imported; one national market
  bool storable = false;       ///< can be produced to stock
  bool budget_funded = false;  ///< paid by government: no bankruptcy
  bool energy = false;         ///< its product is energy
  bool material = false;       ///< its product can be replaced by what is recovered from waste
  bool recycler = false;       ///< collects and sorts what replaces materials

  double output = 0;
  double compensation = 0, production_taxes = 0, depreciation = 0, operating_surplus = 0;
  Use household_consumption, government_consumption, capital_formation, inventories;
  double exports = 0;

  double employment = 0;              ///< persons
  double firms = 0;                   ///< real firms
  double rd_intensity = 0;            ///< R&D spending over output
  double high_skill_share = 0;        ///< of its persons employed
  double expenditure_elasticity = 1;  ///< epsilon of the non-homothetic CES, relative to manufacturing
  double frontier_growth = 0;         ///< growth of the world technology frontier, per year
  double frontier_gap = 0;            ///< ln(frontier / domestic mean) in the base year
  double emissions = 0;               ///< tonnes CO2 per year
  std::vector<double> region_share;   ///< of its employment, by region; sums to one
};

/// How an industry may come into being (S§1.15): by a breakthrough, by unmet needs, by two trades' knowledge meeting in
/// one region, by permission and public purchases.
enum class BirthRoute { technology, demand, convergence, policy };
inline constexpr int kBirthRoutes = 4;

/// An industry that does not exist in the base year. Its production is a blend of two parents; the demand that it can
/// win is taken from theirs.
struct LatentIndustry {
  int industry = 0;  ///< its place in `Economy::industries`, after the measured ones
  int parents[2] = {};
  double weights[2] = {};           ///< of the parents in its technology and demand; they sum to one
  double route[kBirthRoutes] = {};  ///< how open it is to each way into being; 0: not at all
  double reach = 0;                 ///< share of the parents' demand that it can win in the end
  double seed_share = 0;            ///< of its reach that the pioneers serve
  double technology_threshold =
      0;  ///< productivity of the parents over the base year from which a breakthrough is possible
  double income_threshold = 0;  ///< real household income a head over the base year from which it is needed
};

struct Region {
  std::string id, name;
  double population_share = 0;
  double land = 0;        ///< square kilometres
  double trade_cost = 0;  ///< share of the value of goods shipped
};

struct IndustryGroup {
  std::string id;
  std::vector<int> industries;
};

/// What is measured: one economy in its base year. All flows are per year in `unit` at base-year prices.
struct Economy {
  std::string name, title, currency, unit;
  int base_year = 0;
  double population = 0;             ///< persons
  double unemployment = 0;           ///< base-year rate
  double skill_premium = 1;          ///< wage of high over low skill
  double pareto_exponent = 1;        ///< of the firm-size distribution (employees)
  double growth = 0;                 ///< of real GDP on the base-year path, per year
  double inflation = 0;              ///< target, per year
  double depreciation_rate = 0;      ///< of capital, per year
  double return_on_capital = 0;      ///< net, per year, uniform over industries in the base year
  double housing_share = 0;          ///< dwellings in GDP, paid by households
  double government_debt_ratio = 0;  ///< to a year's GDP
  double corporate_tax = 0;          ///< rate on profit
  double firm_leverage = 0;          ///< loans over capital
  double loan_rate = 0, deposit_rate = 0, bond_rate = 0, foreign_rate = 0;  ///< per year

  std::vector<Region> regions;
  std::vector<Industry> industries;
  std::vector<LatentIndustry> latent;  ///< the last of `industries`, in their order; without flows in the tables
  std::vector<IndustryGroup> groups;
  Matrix domestic_inputs, imported_inputs;  ///< [industry that sells, industry that buys]

  std::size_t industry_count() const { return industries.size(); }
  /// Industries of the table; latent ones come after them.
  std::size_t measured_count() const { return industries.size() - latent.size(); }
  std::size_t region_count() const { return regions.size(); }
};

/// Largest relative gap between what each industry makes and what is used of it, and between its output and its costs.
struct Balance {
  double rows = 0, columns = 0;
};
Balance balance(const Economy& economy);

}  // namespace kaldor
