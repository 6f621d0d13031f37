#include "kaldor/indicators/structure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "arc_cosine.hpp"
#include "numerics.hpp"

namespace kaldor::indicators {
namespace {

double weight_of(double lagged, double current, LilienWeight weight) {
  switch (weight) {
    case LilienWeight::current:
      return current;
    case LilienWeight::lagged:
      return lagged;
    case LilienWeight::mean:
      return (lagged + current) / 2;
  }
  return kUndefined;
}

}  // namespace

double structure_advancement(double secondary, double tertiary) { return ratio(tertiary, secondary); }

double rationalisation(std::span<const double> output, std::span<const double> labour) {
  const double all_output = sum_of(output), all_labour = sum_of(labour);
  if (output.size() != labour.size() || !(all_output > 0 && all_labour > 0)) return kUndefined;
  Sum gaps;
  for (std::size_t i = 0; i < output.size(); ++i) gaps += x_log_ratio(output[i] / all_output, labour[i] / all_labour);
  return gaps.value();
}

double structural_deviation(std::span<const double> output, std::span<const double> labour) {
  const double all_output = sum_of(output), all_labour = sum_of(labour);
  if (output.size() != labour.size() || !(all_output > 0 && all_labour > 0)) return kUndefined;
  Sum gaps;
  for (std::size_t i = 0; i < output.size(); ++i) {
    if (output[i] == 0 && labour[i] == 0) continue;
    gaps += std::abs(ratio(output[i] / all_output, labour[i] / all_labour) - 1);
  }
  return gaps.value();
}

double hierarchical_upgrade(std::span<const double> shares) {
  if (!sums_to_one(shares)) return kUndefined;
  Sum steps;
  for (std::size_t i = 0; i < shares.size(); ++i) steps += static_cast<double>(i + 1) * shares[i];
  return steps.value();
}

double upgrade_angle(std::span<const double, 3> sectors) {
  const double length = std::sqrt(sum_of_products(sectors, sectors));
  if (!(length > 0)) return kUndefined;
  double angle = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    const double cosine = std::clamp(sectors[j] / length, -1.0, 1.0);
    angle += static_cast<double>(3 - j) * arc_cosine(cosine);
  }
  return angle;
}

double moore_cosine(std::span<const double> before, std::span<const double> after) {
  if (before.size() != after.size()) return kUndefined;
  const double lengths = std::sqrt(sum_of_products(before, before)) * std::sqrt(sum_of_products(after, after));
  return ratio(sum_of_products(before, after), lengths);
}

double moore_angle(std::span<const double> before, std::span<const double> after) {
  if (before.size() != after.size()) return kUndefined;
  const double length_before = std::sqrt(sum_of_products(before, before));
  const double length_after = std::sqrt(sum_of_products(after, after));
  if (!(length_before > 0 && length_after > 0)) return kUndefined;
  // Of two unit vectors the difference is 2 sin(a / 2) long and the sum 2 cos(a / 2); the cosine alone loses small
  // angles.
  Sum difference, sum;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double u = before[i] / length_before, v = after[i] / length_after;
    difference += (u - v) * (u - v);
    sum += (u + v) * (u + v);
  }
  return 2 * arc_tangent(std::sqrt(difference.value()), std::sqrt(sum.value())) * (180 / std::numbers::pi);
}

double nav(std::span<const double> shares_before, std::span<const double> shares_after) {
  return krugman_specialisation(shares_before, shares_after) / 2;
}

double lilien(std::span<const double> labour_before, std::span<const double> labour_after, LilienWeight weight) {
  const double all_before = sum_of(labour_before), all_after = sum_of(labour_after);
  if (labour_before.size() != labour_after.size() || !(all_before > 0 && all_after > 0)) return kUndefined;
  const double growth = math::log(all_after / all_before);
  Sum dispersion;
  for (std::size_t i = 0; i < labour_before.size(); ++i) {
    if (labour_before[i] == 0 && labour_after[i] == 0) continue;
    const double lagged = labour_before[i] / all_before, current = labour_after[i] / all_after;
    const double gap = log_of(ratio(labour_after[i], labour_before[i])) - growth;
    dispersion += weight_of(lagged, current, weight) * gap * gap;
  }
  return std::sqrt(dispersion.value());
}

double krugman_specialisation(std::span<const double> shares, std::span<const double> reference_shares) {
  if (shares.size() != reference_shares.size() || !sums_to_one(shares) || !sums_to_one(reference_shares))
    return kUndefined;
  Sum gaps;
  for (std::size_t i = 0; i < shares.size(); ++i) gaps += std::abs(shares[i] - reference_shares[i]);
  return gaps.value();
}

double location_quotient(double region_industry, double region, double industry, double nation) {
  return ratio(ratio(region_industry, region), ratio(industry, nation));
}

std::vector<double> shares_by_class(std::span<const double> values, std::span<const int> classes,
                                    std::size_t class_count) {
  std::vector<double> shares(class_count, kUndefined);
  if (values.size() != classes.size() || !none_negative(values)) return shares;
  std::vector<Sum> sums(class_count);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (classes[i] < 0 || static_cast<std::size_t>(classes[i]) >= class_count) return shares;
    sums[static_cast<std::size_t>(classes[i])] += values[i];
  }
  const double total = sum_of(values);
  for (std::size_t c = 0; c < class_count; ++c) shares[c] = ratio(sums[c].value(), total);
  return shares;
}

StructuralChange structural_change(std::span<const double> shares_before, std::span<const double> shares_after) {
  const double change = hierarchical_upgrade(shares_after) - hierarchical_upgrade(shares_before);
  const double speed = nav(shares_before, shares_after);
  if (std::isnan(change) || std::isnan(speed)) return {kUndefined, kUndefined};
  // Rounding of the two coefficients is no direction.
  const double direction = std::abs(change) <= kShareTolerance ? 0 : std::copysign(1.0, change);
  return {direction, speed};
}

}  // namespace kaldor::indicators
