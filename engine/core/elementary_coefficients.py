"""Prints the coefficients of kaldor/core/elementary.hpp, lowest power first. Needs mpmath."""

from functools import cache

from mpmath import cos, erfc, erfinv, exp, expm1, fabs, log, lu_solve, matrix, mp, mpf, nstr, pi, sqrt

mp.dps = 50


def chebyshev_nodes(a, b, count):
    return [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * count)) for i in range(count)]


def evaluate(coefficients, x):
    result = mpf(0)
    for c in reversed(coefficients):
        result = result * x + c
    return result


def show(name, f, a, b, degree, digits, weight):
    """Interpolates f at Chebyshev nodes; `weight` turns its error into the relative error of the final function."""
    x = chebyshev_nodes(a, b, degree + 1)
    c = list(lu_solve(matrix([[t**k for k in range(degree + 1)] for t in x]), matrix([f(t) for t in x])))
    worst = max(fabs((evaluate(c, t) - f(t)) * weight(t)) for t in chebyshev_nodes(a, b, 400))
    print(f"{name}: relative error {nstr(worst, 2)}\n  {', '.join(nstr(v, digits) for v in c)}")


def exponential_remainder(r):
    return (expm1(r) - r) / r**2 if fabs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6


def logarithm_remainder(z):
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) / s - 2) / z if z > mpf(10) ** -20 else mpf(2) / 3


def inverse_erfc(q):
    y = sqrt(max(-log(q) - log(sqrt(1 - log(q)) * mpf("1.77")), mpf("0.05")))
    for _ in range(60):
        newton = (erfc(y) - q) / (-2 / sqrt(pi) * exp(-y * y))
        step = newton / (1 + y * newton)
        y -= step
        if fabs(step) < mpf(10) ** -40 * y:
            break
    return y


@cache
def normal_ratio(w):
    """Inverse normal distribution function of u over 2 u - 1, where w = -log(4 u (1 - u))."""
    if w < mpf(10) ** -30:
        return sqrt(pi / 2)
    x = sqrt(-expm1(-w))
    return sqrt(2) * (erfinv(x) if w < 1 else inverse_erfc(exp(-w) / (1 + x))) / x


def show_normal(name, cut, largest, centre_degree, tail_degree, tail_middle, digits):
    def centre(t):
        return normal_ratio(t + mpf(cut) / 2)

    def tail(t):
        inverse = t + mpf(tail_middle)
        return normal_ratio(1 / inverse**2) * inverse

    half = mpf(cut) / 2
    a, b = 1 / sqrt(mpf(largest)) - tail_middle, 1 / sqrt(mpf(cut)) - tail_middle
    show(f"{name} centre", centre, -half, half, centre_degree, digits, lambda t: 1 / centre(t))
    show(f"{name} tail", tail, a, b, tail_degree, digits, lambda t: 1 / tail(t))


half_log2 = log(mpf(2)) / 2 * mpf("1.0001")
largest_z = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * mpf("1.0001")
for name, exp_degree, log_degree, digits in (("float", 4, 2, 10), ("double", 9, 6, 19)):
    show(f"exp {name}", exponential_remainder, -half_log2, half_log2, exp_degree, digits, lambda r: r * r / exp(r))
    show(f"log {name}", logarithm_remainder, mpf(0), largest_z, log_degree, digits, lambda z: z / 2)
show_normal("normal float", 6, 88, 9, 8, mpf("0.25"), 9)
show_normal("normal double", 8, 710, 16, 16, mpf("0.203125"), 17)
