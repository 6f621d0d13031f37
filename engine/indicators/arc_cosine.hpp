#pragma once

namespace kaldor::indicators {

/// Arc tangent of y / x for y and x of at least zero, not both zero: in [0, pi / 2]. Same bits on every machine (+ - *
/// / and square root only), error below 1e-15.
double arc_tangent(double y, double x);

/// Arc cosine in [0, pi], not-a-number outside [-1, 1]; as reproducible and as accurate.
double arc_cosine(double x);

}  // namespace kaldor::indicators
