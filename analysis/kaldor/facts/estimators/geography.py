"""Where industries are: concentration in space, agglomeration, convergence."""

import numpy


def ellison_glaeser(employment: numpy.ndarray, herfindahl: numpy.ndarray) -> numpy.ndarray:
    """Index gamma of each industry (Ellison and Glaeser 1997, "Geographic concentration in U.S. manufacturing industries").

    `employment` is of shape (regions, industries); `herfindahl`, of shape (industries,), that of the sizes of plants. Zero means
    as concentrated as plants that had thrown darts at regions by their size would be.
    """
    share = employment / employment.sum(axis=0)
    region = employment.sum(axis=1) / employment.sum()
    spread = 1 - (region**2).sum()
    raw = ((share - region[:, None]) ** 2).sum(axis=0)
    found: numpy.ndarray = (raw / spread - herfindahl) / (1 - herfindahl)
    return found


def slope_within(x: numpy.ndarray, y: numpy.ndarray, groups: numpy.ndarray, weights: numpy.ndarray) -> float:
    """Weighted least-squares slope of y on x with an intercept for each group (0, 1, ...)."""
    total = numpy.bincount(groups, weights)

    def within(values: numpy.ndarray) -> numpy.ndarray:
        means = numpy.bincount(groups, weights * values) / total
        return numpy.asarray(values - means[groups])

    x, y = within(x), within(y)
    return float((weights * x * y).sum() / (weights * x * x).sum())
