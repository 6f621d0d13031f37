"""Shape of growth rates: the Subbotin (generalised normal) density, Bottazzi and Secchi (2006)."""

import numpy
from scipy import optimize, special


def subbotin_shape(values: numpy.ndarray, weights: numpy.ndarray | None = None) -> float:
    """Maximum-likelihood shape b: 1 for Laplace (a tent in logs), 2 for normal. Location and scale are fitted as well."""
    values = numpy.asarray(values, float)
    weights = numpy.full(values.size, 1 / values.size) if weights is None else numpy.asarray(weights, float) / numpy.sum(weights)
    centre = float(numpy.average(values, weights=weights))
    spread = float(numpy.sqrt(numpy.average((values - centre) ** 2, weights=weights)))

    def cost(unknown: numpy.ndarray) -> float:
        """Mean negative log likelihood at log shape and location, the scale being the best one for both."""
        shape = float(numpy.exp(numpy.clip(unknown[0], -3, 3)))
        moment = float(weights @ numpy.abs((values - centre) / spread - unknown[1]) ** shape)
        log_scale = numpy.log(shape * moment) / shape
        return float(numpy.log(2) + log_scale + special.gammaln(1 + 1 / shape) + 1 / shape)

    found = optimize.minimize(cost, numpy.zeros(2), method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-8})
    return float(numpy.exp(found.x[0]))
