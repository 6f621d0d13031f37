#pragma once

#include <cstdint>

#include "kaldor/core/isa.hpp"

/// Elementary functions with the same bits on every machine: only + - * / sqrt, comparisons and bit operations, in a
/// fixed order, without branches, so that loops under `#pragma omp simd` vectorise. The coefficients interpolate each
/// function at Chebyshev nodes (engine/core/elementary_coefficients.py). A NaN argument gives NaN.
namespace kaldor::math::inline KALDOR_ISA {

KALDOR_INLINE constexpr float mn(float a, float b) { return b < a ? b : a; }
KALDOR_INLINE constexpr double mn(double a, double b) { return b < a ? b : a; }
KALDOR_INLINE constexpr float mx(float a, float b) { return a < b ? b : a; }
KALDOR_INLINE constexpr double mx(double a, double b) { return a < b ? b : a; }
/// `x` inside [lo, hi]; NaN stays NaN.
KALDOR_INLINE constexpr float clamp(float x, float lo, float hi) { return mn(mx(x, lo), hi); }
KALDOR_INLINE constexpr double clamp(double x, double lo, double hi) { return mn(mx(x, lo), hi); }

KALDOR_INLINE float sqrt(float x) { return __builtin_sqrtf(x); }
KALDOR_INLINE double sqrt(double x) { return __builtin_sqrt(x); }

/// c0 + x (c1 + x (c2 + ...)).
template <class T>
KALDOR_INLINE constexpr T horner([[maybe_unused]] T x, T c) {
  return c;
}
template <class T, class... Rest>
KALDOR_INLINE constexpr T horner(T x, T c, Rest... rest) {
  return c + x * horner(x, rest...);
}

KALDOR_INLINE std::uint32_t bits(float x) { return __builtin_bit_cast(std::uint32_t, x); }
KALDOR_INLINE std::uint64_t bits(double x) { return __builtin_bit_cast(std::uint64_t, x); }
KALDOR_INLINE float from_bits(std::uint32_t b) { return __builtin_bit_cast(float, b); }
KALDOR_INLINE double from_bits(std::uint64_t b) { return __builtin_bit_cast(double, b); }

// log 2 in two parts is not std::numbers::ln2, and a literal of 1 / log 2 keeps templates of std out of kernels.
// NOLINTBEGIN(modernize-use-std-numbers)

/// e^x within 2 units in the last place; x is clamped to [-87, 88].
/// x = n log 2 + r with log 2 in two parts, the first so short that n times it is exact; adding 1.5 * 2^23 rounds to n.
KALDOR_INLINE float exp(float x) {
  x = clamp(x, -87.0f, 88.0f);
  const float shifted = x * 1.44269504f + 12582912.0f;
  const float n = shifted - 12582912.0f;
  const float r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  const float p = horner(r, 0.5f, 0.1666657699f, 0.04166655462f, 0.008363179053f, 0.001392618359f);
  const float scale = from_bits((bits(shifted) + 127u) << 23);
  return (1.0f + (r + r * r * p)) * scale;
}

/// e^x within 2 units in the last place; x is clamped to [-700, 700].
KALDOR_INLINE double exp(double x) {
  x = clamp(x, -700.0, 700.0);
  const double shifted = x * 1.4426950408889634 + 6755399441055744.0;
  const double n = shifted - 6755399441055744.0;
  const double r = (x - n * 0x1.62e42fee00000p-1) - n * 0x1.a39ef35793c76p-33;
  const double p =
      horner(r, 0.5000000000000001022, 0.1666666666666666745, 0.04166666666662412787, 0.008333333333330061833,
             0.00138888889172137169, 0.0001984126986305361688, 2.480152129595437513e-5, 2.755726845999706477e-6,
             2.762008844540974816e-7, 2.510038549551031908e-8);
  const double scale = from_bits((bits(shifted) + 1023u) << 52);
  return (1.0 + (r + r * r * p)) * scale;
}

/// log x within 2 units in the last place; x is clamped to the positive normal numbers.
/// x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); log(1 + f) = 2 artanh(s), s = f / (2 + f).
KALDOR_INLINE float log(float x) {
  x = clamp(x, 1.17549435e-38f, 3.40282347e38f);
  const std::uint32_t shifted = bits(x) + (0x3f800000u - 0x3f3504f3u);
  const auto k = static_cast<float>(static_cast<std::int32_t>(shifted >> 23) - 127);
  const float f = from_bits((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  const float s = f / (2.0f + f);
  const float z = s * s;
  const float tail = z * horner(z, 0.6666668505f, 0.3998877828f, 0.2958005304f);
  const float half = 0.5f * f * f;
  const float nan_or_zero = x - x;
  return k * 0.693359375f - ((half - (s * (half + tail) + k * -2.12194440e-4f)) - f) + nan_or_zero;
}

/// log x within 2 units in the last place; x is clamped to the positive normal numbers.
/// The exponent becomes a double by writing it into the mantissa of 2^52: older vector units cannot convert it.
KALDOR_INLINE double log(double x) {
  x = clamp(x, 2.2250738585072014e-308, 1.7976931348623157e308);
  const std::uint64_t shifted = bits(x) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
  const double k = from_bits((shifted >> 52) | 0x4330000000000000u) - (4503599627370496.0 + 1023.0);
  const double f = from_bits((shifted & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double tail =
      z * horner(z, 0.6666666666666669688, 0.3999999999989944323, 0.2857142862600326874, 0.2222221113025987703,
                 0.1818288945567494604, 0.1533171061821077157, 0.1461658542488862199);
  const double half = 0.5 * f * f;
  const double nan_or_zero = x - x;
  return k * 0x1.62e42fee00000p-1 - ((half - (s * (half + tail) + k * 0x1.a39ef35793c76p-33)) - f) + nan_or_zero;
}

// NOLINTEND(modernize-use-std-numbers)

/// x^y for x > 0. The error grows with |y log x|: at most twice that many units in the last place, and 2 more.
KALDOR_INLINE float pow(float x, float y) { return exp(y * log(x)); }
KALDOR_INLINE double pow(double x, double y) { return exp(y * log(x)); }

/// Inverse of the normal distribution function, u in (0, 1), relative error below 1e-6; normal(1 - u) = -normal(u).
/// With w = -log(4 u (1 - u)) it is (2 u - 1) times a smooth function of w: a polynomial in w in the centre, and
/// sqrt(w) times a polynomial in 1 / sqrt(w) in the tails. Both are computed and one is chosen.
KALDOR_INLINE float normal(float u) {
  const float w = -log(4.0f * u * (1.0f - u));
  const float v = sqrt(mx(w, 6.0f));
  const float centre = horner(w - 3.0f, 2.29603525f, 0.341716997f, -0.00811562355f, -0.00118255147f, 0.000276470219f,
                              -1.79744475e-5f, -2.67069089e-6f, 6.34378622e-7f, -5.88482637e-9f, -7.75128557e-9f);
  const float tail = v * horner(1.0f / v - 0.25f, 1.35756849f, -0.280269395f, 0.11406214f, 0.792698048f, -0.781090695f,
                                9.80109787f, 45.5707532f, -26.1345033f, -712.530917f);
  const float ratio = w < 6.0f ? centre : tail;
  return (2.0f * u - 1.0f) * ratio;
}

/// The same with relative error below 1e-9.
KALDOR_INLINE double normal(double u) {
  const double w = -log(4.0 * u * (1.0 - u));
  const double v = sqrt(mx(w, 8.0));
  const double centre =
      horner(w - 4.0, 2.6287106302500499, 0.32294229328742806, -0.010212120915413902, -0.00028846075250879007,
             0.00016811857270801126, -2.1941048889357625e-5, 6.8808143424961019e-7, 2.5038878690728929e-7,
             -4.7287942799669685e-8, 2.6752498559596752e-9, 4.1155681229415383e-10, -1.0888076370241452e-10,
             7.4735978997019079e-12, 1.2061625066747674e-12, -2.2966449777821748e-13, -3.4869871800084501e-15,
             2.0316851812793102e-15);
  const double tail =
      v * horner(1.0 / v - 0.203125, 1.3708695383964558, -0.28522173030059198, -0.014563802385608547,
                 1.0516968073051778, -1.6771313997946295, 2.6510481016465648, -4.9958402338977256, 52.475705811174415,
                 452.38051805341292, 3850.7772934693967, -2556.4469260718414, -171926.56708482513, -544799.38385065125,
                 3498481.6550228666, 17060994.745874677, -27192455.034629774, -188858705.6922304);
  const double ratio = w < 8.0 ? centre : tail;
  return (2.0 * u - 1.0) * ratio;
}

/// The middle of the cell that the upper 23 bits of the word choose out of 2^23: never 0 or 1, exact, symmetric.
KALDOR_INLINE float unit_float(std::uint32_t word) { return from_bits((word >> 9) | 0x3f800000u) - (1.0f - 0x1p-24f); }

/// The same with 2^52 cells: the 32 bits of `hi` and the upper 20 of `lo`. The middle of a cell takes all 53 bits.
KALDOR_INLINE double unit_double(std::uint32_t hi, std::uint32_t lo) {
  const std::uint64_t cell = (static_cast<std::uint64_t>(hi) << 20) | (lo >> 12);
  return from_bits(cell | 0x3ff0000000000000u) - (1.0 - 0x1p-53);
}

/// The third largest of five.
template <class T>
KALDOR_INLINE T median_of_five(T a, T b, T c, T d, T e) {
  const T low = mx(mn(a, b), mn(c, d));
  const T high = mn(mx(a, b), mx(c, d));
  return mx(mn(low, e), mn(mx(low, e), high));
}

/// Laplace draw with mean 0 and scale 1, increasing in u.
KALDOR_INLINE float laplace(float u) {
  const float distance = -log(2.0f * mn(u, 1.0f - u));
  return u < 0.5f ? -distance : distance;
}
KALDOR_INLINE double laplace(double u) {
  const double distance = -log(2.0 * mn(u, 1.0 - u));
  return u < 0.5 ? -distance : distance;
}

/// Exponential draw with mean 1, increasing in u.
KALDOR_INLINE float exponential(float u) { return -log(1.0f - u); }
KALDOR_INLINE double exponential(double u) { return -log(1.0 - u); }

/// Beta(3, 3) is the distribution of the median of five uniforms.
KALDOR_INLINE float beta33(float u1, float u2, float u3, float u4, float u5) {
  return median_of_five(u1, u2, u3, u4, u5);
}
KALDOR_INLINE double beta33(double u1, double u2, double u3, double u4, double u5) {
  return median_of_five(u1, u2, u3, u4, u5);
}

}  // namespace kaldor::math::inline KALDOR_ISA
