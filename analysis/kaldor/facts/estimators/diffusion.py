"""How something new spreads: logistic paths, learning by doing, shake-outs."""

from dataclasses import dataclass

import numpy
from scipy import optimize, special


@dataclass(frozen=True)
class Logistic:
    """A fitted path ceiling / (1 + exp(-speed (t - midpoint)))."""

    ceiling: float
    speed: float
    midpoint: float
    r_squared: float

    @property
    def takeover(self) -> float:
        """Time from a tenth to nine tenths of the ceiling: 2 ln 9 / speed."""
        return float(2 * numpy.log(9) / self.speed)


def logistic(times: numpy.ndarray, values: numpy.ndarray) -> Logistic | None:
    """Least squares (Griliches 1957, "Hybrid corn"); nothing where no rising logistic can be fitted."""
    span, top = float(times[-1] - times[0]), float(values.max())
    if not top > values[0] or span <= 0:
        return None
    start = (top, 4 / span, float(times[numpy.searchsorted(values >= top / 2, True)]))
    bounds = ([0.5 * top, 0.01 / span, times[0] - span], [4 * top, 200 / span, times[-1] + span])
    try:
        (ceiling, speed, midpoint), _ = optimize.curve_fit(_path, times, values, start, bounds=bounds)
    except RuntimeError:
        return None
    rest = values - _path(times, ceiling, speed, midpoint)
    return Logistic(float(ceiling), float(speed), float(midpoint), float(1 - (rest**2).sum() / ((values - values.mean()) ** 2).sum()))


def _path(times: numpy.ndarray, ceiling: float, speed: float, midpoint: float) -> numpy.ndarray:
    found: numpy.ndarray = ceiling * special.expit(speed * (times - midpoint))
    return found


def progress(cost: numpy.ndarray, output: numpy.ndarray) -> float:
    """Fall of unit cost with each doubling of cumulative output (Wright 1936): 1 - 2^b, b the slope of the logs."""
    done = output.cumsum()
    return float(1 - 2 ** numpy.polyfit(numpy.log(done), numpy.log(cost), 1)[0])


def shake_out(firms: numpy.ndarray) -> float:
    """Fall of the number of firms from its peak to the lowest number since, over the peak."""
    peak = int(firms.argmax())
    return float(1 - firms[peak:].min() / firms[peak])
