"""A stylised fact: how it is estimated, what was found over seeds, and whether that lies in its band."""

from dataclasses import dataclass

import numpy


@dataclass(frozen=True)
class Fact:
    """`values` are by seed. Bands and tiers are those of the project's list of stylised facts: A must, B should, C is reported."""

    label: str
    tier: str
    text: str
    estimator: str
    values: numpy.ndarray
    low: float = -numpy.inf
    high: float = numpy.inf

    @property
    def has_band(self) -> bool:
        return self.tier != "C" and (numpy.isfinite(self.low) or numpy.isfinite(self.high))

    @property
    def holds(self) -> bool | None:
        """The median over seeds lies in the band, and four seeds of five in the band widened by half its half-width."""
        if not self.has_band:
            return None
        values = numpy.asarray(self.values, float)
        width = (self.high - self.low) / 4 if numpy.isfinite(self.high - self.low) else 0.0
        near = (values >= self.low - width) & (values <= self.high + width)
        return bool(self.low <= numpy.median(values) <= self.high and near.mean() >= 0.8)

    @property
    def band(self) -> str:
        if numpy.isfinite(self.low) and numpy.isfinite(self.high):
            return f"{self.low:g} .. {self.high:g}"
        if numpy.isfinite(self.low):
            return f"> {self.low:g}"
        return f"< {self.high:g}" if numpy.isfinite(self.high) else "reported"

    @property
    def shown(self) -> str:
        values = numpy.asarray(self.values, float)
        low, high = numpy.percentile(values, [5, 95])
        return f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"
