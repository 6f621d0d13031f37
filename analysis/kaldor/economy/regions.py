"""Where the jobs of each industry are: a tilt by location quotients, made to meet both margins."""

import numpy as np

from kaldor.economy.errors import EconomyError


def region_shares(employment: np.ndarray, population: np.ndarray, quotient: np.ndarray, floor: float) -> np.ndarray:
    """Shares [industry, region]: rows sum to one, total employment follows population, no share below `floor`.

    Biproportional fitting (RAS) of population share x location quotient; a share held at the floor leaves the fit.
    Raises EconomyError when no such table is found.
    """
    if floor * len(population) >= 1 or floor >= population.min():
        raise EconomyError(
            f"regions: a floor of {floor} leaves no room for population shares down to {population.min()}"
        )
    target = population * employment.sum()
    tilt = np.ones_like(population)
    for _ in range(5000):
        shares = _fill(quotient * population * tilt, floor)
        have = employment @ shares
        if np.max(np.abs(have - target)) < 1e-10 * employment.sum():
            return _exact(shares)
        tilt = tilt * target / have
    raise EconomyError(
        "regions: employment by region does not meet population; soften the location quotients or the floor"
    )


def _fill(weights: np.ndarray, floor: float) -> np.ndarray:
    """Each row in proportion to its weights, except that no share is below the floor; rows sum to one."""
    held = np.zeros(weights.shape, dtype=bool)
    for _ in range(weights.shape[1]):
        room = 1 - floor * held.sum(axis=1, keepdims=True)
        free = np.where(held, 0.0, weights)
        shares = np.where(held, floor, free / free.sum(axis=1, keepdims=True) * room)
        held |= shares < floor
    return shares


def _exact(shares: np.ndarray) -> np.ndarray:
    """Rounded to six decimals, the largest share taking what rounding leaves."""
    rounded = np.round(shares, 6)
    rows = np.arange(len(rounded))
    largest = rounded.argmax(axis=1)
    rounded[rows, largest] = np.round(rounded[rows, largest] + 1 - rounded.sum(axis=1), 6)
    return rounded
