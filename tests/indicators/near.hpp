#pragma once

#include <catch2/catch.hpp>

/// Within an absolute margin only; Catch's own comparison would also accept a relative error of 1e-5.
inline Approx near(double value, double margin) { return Approx(value).epsilon(0).margin(margin); }
