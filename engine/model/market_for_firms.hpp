#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kaldor/core/chance.hpp"
#include "model_state.hpp"

namespace kaldor {

/// A firm of the market for firms, and what tells at once that it will not deal: their columns lie far apart.
struct TradableFirm {
  std::uint32_t row;
  int cell, industry;
  float weight;
  bool looks, shows;  ///< looks for a firm to buy this quarter; is shown to one that buys
  bool issues;        ///< looks for one that takes part in it
  bool state;         ///< owned by it
  double relative;    ///< technique over the mean of the cell
};

/// Lead of the log technique over the mean of the firm's cell.
double lead(const ModelState& state, const TradableFirm& firm);

/// The firms of the market for firms, drawn in proportion to the real ones.
class MarketForFirms {
public:
  explicit MarketForFirms(const ModelState& state);
  const std::vector<TradableFirm>& firms() const { return firms_; }
  const TradableFirm& at(std::uint32_t luck) const;

private:
  std::vector<TradableFirm> firms_;
  std::vector<double> reached_;       ///< sum of weights up to each
  std::vector<std::uint32_t> first_;  ///< where to begin, by equal parts of the total
  double total_ = 0;
};

/// The related firms that some meet, or themselves.
class Meetings {
public:
  /// \param who     at most kMost firms, by place in the market
  /// \param number  of the first of two draws
  Meetings(const ModelState& state, const MarketForFirms& market, std::span<const std::uint32_t> who, Stream stream,
           std::uint32_t number);
  /// Whom the i-th of them, which is `firm`, meets.
  const TradableFirm& partner(std::size_t i, const TradableFirm& firm) const;
  static constexpr std::size_t kMost = 1024;

private:
  static constexpr std::size_t kTries = 4;
  const ModelState& s_;
  const MarketForFirms& market_;
  std::uint64_t id_[kMost];
  std::uint32_t met_[kTries][kMost], luck_[kTries][kMost];
};

/// Money that a real firm can spend on others: above what it keeps for its payments, and what the bank lends it.
struct Means {
  double cash, credit;
};
/// \param with  a firm that it joins with: their capital is security and their debt counts together
Means means_of(const ModelState& state, std::size_t row, std::optional<std::size_t> with = {});

/// What a firm is worth to its present owners (S§1.18): net worth and capitalised profit above the normal return on its
/// capital, but at least `least_value` of net worth.
/// \param equity          net worth, money
/// \param capital         value of its capital, money
/// \param excess_return   its return less the normal one, over the normal one
/// \param tax             rate of profit tax
double standing_value(double equity, double capital, double excess_return, double tax, double least_value);

/// The same for one real firm of a record; zero without net worth.
double value_to_owners(const ModelState& state, std::size_t row, int cell);

void merge_firms(ModelState& state, const MarketForFirms& market);
void take_stakes(ModelState& state, const MarketForFirms& market);

}  // namespace kaldor
