#include "kaldor/indicators/time_series.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

using Word = std::uint64_t;

double entropy(std::span<const double> shares, double base) {
  Sum terms;
  for (const double share : shares) terms += x_log_ratio(share, 1);
  return ratio(0 - terms.value(), log_of(base));
}

/// Bin of each value, equal bins over the range of the series; the largest value is in the last one.
std::vector<Word> symbols(std::span<const double> series, int bins) {
  const auto [low, high] = std::minmax_element(series.begin(), series.end());
  std::vector<Word> result(series.size());
  for (std::size_t t = 0; t < series.size(); ++t) {
    const double place = (series[t] - *low) / (*high - *low) * bins;
    result[t] = std::min(static_cast<Word>(place), static_cast<Word>(bins - 1));
  }
  return result;
}

std::vector<Word> words(const std::vector<Word>& symbols, Word bins, std::size_t length) {
  std::vector<Word> result(symbols.size() + 1 - length);
  for (std::size_t t = 0; t < result.size(); ++t)
    for (std::size_t k = 0; k < length; ++k) result[t] = result[t] * bins + symbols[t + k];
  return result;
}

/// Shares of the different words, in the order of the words.
std::vector<double> frequencies(std::vector<Word> words) {
  std::sort(words.begin(), words.end());
  std::vector<double> shares;
  for (auto word = words.begin(); word != words.end();) {
    const auto next = std::upper_bound(word, words.end(), *word);
    shares.push_back(static_cast<double>(next - word) / static_cast<double>(words.size()));
    word = next;
  }
  return shares;
}

bool moves(std::span<const double> series) {
  const bool is_finite = std::all_of(series.begin(), series.end(), [](double value) { return std::isfinite(value); });
  if (!is_finite || series.empty()) return false;
  const auto [low, high] = std::minmax_element(series.begin(), series.end());
  return *low < *high && std::isfinite(*high - *low);
}

}  // namespace

double subtracted_divergence(std::span<const double> observed, std::span<const double> simulated, double base) {
  if (observed.size() != simulated.size() || !sums_to_one(observed) || !sums_to_one(simulated)) return kUndefined;
  std::vector<double> mean(observed.size());
  for (std::size_t i = 0; i < mean.size(); ++i) mean[i] = (observed[i] + simulated[i]) / 2;
  return 2 * entropy(mean, base) - entropy(simulated, base);
}

double l_divergence(std::span<const double> observed, std::span<const double> simulated, double base) {
  return subtracted_divergence(observed, simulated, base) - entropy(observed, base);
}

double gsl_divergence(std::span<const double> observed, std::span<const double> simulated, int bins, int longest_word) {
  const bool fits = observed.size() == simulated.size() && bins >= 2 && longest_word >= 1 &&
                    observed.size() >= static_cast<std::size_t>(longest_word) && moves(observed) && moves(simulated);
  if (!fits || longest_word * math::log(static_cast<double>(bins)) >= 63 * std::numbers::ln2) return kUndefined;
  const std::vector<Word> observed_symbols = symbols(observed, bins), simulated_symbols = symbols(simulated, bins);
  const auto periods = static_cast<double>(observed.size());
  const double longest = longest_word;
  double weight = 0, base = 1;
  Sum divergence;
  for (std::size_t length = 1; length <= static_cast<std::size_t>(longest_word); ++length) {
    base *= bins;
    weight += 2 / (longest * (longest + 1));
    const std::vector<Word> simulated_words = words(simulated_symbols, static_cast<Word>(bins), length);
    std::vector<Word> both = words(observed_symbols, static_cast<Word>(bins), length);
    both.insert(both.end(), simulated_words.begin(), simulated_words.end());
    const std::vector<double> mean = frequencies(both), own = frequencies(simulated_words);
    const double correction = (static_cast<double>(mean.size()) - static_cast<double>(own.size())) / (2 * periods);
    divergence += weight * (2 * entropy(mean, base) - entropy(own, base) + correction);
  }
  return divergence.value();
}

}  // namespace kaldor::indicators
