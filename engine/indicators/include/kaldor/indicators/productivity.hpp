#pragma once

// Where growth of aggregate productivity comes from (S§4.2). Aggregate productivity is sum s phi over sectors or firms
// with shares s (employment for labour productivity, value added or cost for total factor productivity). The terms of
// each decomposition add up to the change to 1e-12. Shares must sum to one within 1e-12 in each period; otherwise, and
// with unequal lengths, every term is not-a-number.

#include <span>

namespace kaldor::indicators {

/// Three-term shift-share of a change of productivity.
struct ShiftShare {
  double within;         ///< sum s0 dp: sectors become more productive
  double static_shift;   ///< sum p0 ds: shares move to sectors that were productive
  double dynamic_shift;  ///< sum ds dp: shares move to sectors whose productivity grows
  double total() const { return within + static_shift + dynamic_shift; }
};

/// A sector with share zero in both periods is left out, so that its productivity may be undefined.
ShiftShare shift_share(std::span<const double> shares_before, std::span<const double> shares_after,
                       std::span<const double> productivity_before, std::span<const double> productivity_after);

/// Two-term form of McMillan and Rodrik (2011).
struct WithinStructural {
  double within;      ///< sum s0 dp
  double structural;  ///< sum p1 ds
  double total() const { return within + structural; }
};
WithinStructural mcmillan_rodrik(std::span<const double> shares_before, std::span<const double> shares_after,
                                 std::span<const double> productivity_before,
                                 std::span<const double> productivity_after);

/// Level of aggregate productivity as plain mean plus covariance of share and productivity, Olley and Pakes (1996).
struct OlleyPakes {
  double mean;
  double covariance;
  double total() const { return mean + covariance; }
};
OlleyPakes olley_pakes(std::span<const double> shares, std::span<const double> productivity);

/// The same for records of weights[i] real firms that each have sizes[i] (employees, say); the mean is over real firms.
OlleyPakes weighted_olley_pakes(std::span<const double> sizes, std::span<const double> productivity,
                                std::span<const double> weights);

/// What happened to a firm between two periods.
enum class Presence : unsigned char { continuing, entering, exiting };

/// Firms of two periods in columns of equal length. Values before of an entering and after of an exiting firm are not
/// read. `weights` are the real firms behind each record, empty for one each; shares are those of the whole record.
struct FirmPairs {
  std::span<const Presence> presence;
  std::span<const double> shares_before, shares_after;
  std::span<const double> productivity_before, productivity_after;
  std::span<const double> weights;
};

/// Contributions to the change of aggregate productivity. Exit carries its sign: positive when leaving firms raise it.
struct Decomposition {
  double within;
  double between;
  double cross;  ///< zero where the method has no such term
  double entry;
  double exit;
  double total() const { return within + between + cross + entry + exit; }
};

/// Baily, Hulten and Campbell (1992): entry and exit at their full level.
Decomposition baily_hulten_campbell(const FirmPairs& firms);

/// Griliches and Regev (1995): everything against the mean of both periods.
Decomposition griliches_regev(const FirmPairs& firms);

/// Foster, Haltiwanger and Krizan (2001): everything against the aggregate of the first period.
Decomposition foster_haltiwanger_krizan(const FirmPairs& firms);

/// Melitz and Polanec (2015): `within` is the change of the plain mean of continuing firms, `between` that of their
/// covariance; entering and leaving firms are compared with the continuing ones of their own period. The sign of entry
/// can differ from the other methods. Not-a-number without continuing firms.
Decomposition melitz_polanec(const FirmPairs& firms);

/// Log loss of aggregate productivity through dispersed revenue productivity, (sigma / 2) var(ln TFPR), under
/// log-normality and elasticity of substitution sigma. Hsieh and Klenow (2009).
double misallocation_loss(double substitution_elasticity, double variance_of_log_revenue_productivity);

}  // namespace kaldor::indicators
