"""What a policy changes: differences between two arms in the same replication."""

import warnings
from dataclasses import dataclass, field

import numpy
import pandas
import xarray

from kaldor._arguments import checked
from kaldor._names import missing
from kaldor._years import Years, quarters
from kaldor.compare.intervals import RESAMPLES, Confidence, adjusted, mean_interval, p_values
from kaldor.errors import ResultError


@checked
def difference(
    data: xarray.Dataset, policy: str, base: str, indicator: str, *, relative: bool = False
) -> "Difference":
    """The indicator in arm `policy` less that in arm `base`, replication by replication.

    `data` has a dimension `arm`, as `kaldor.results.open` gives it for several files. Replication r of both arms meets the
    same chance if they have the same seed, and only then does pairing gain anything: other seeds are a warning.

    `relative`: over the value of the base arm in the same replication, so that 0.02 is two per cent above the base run;
    not-a-number where that is zero. It suits amounts (output, employment, emissions). Shares and rates are better left as
    they are: the difference of two shares is in points, which is how it is reported.

    Raises ResultError for an unknown arm or indicator. Only the two arms of this indicator are ever read.
    """
    expect_arms(data, policy, base)
    _expect(indicator, [str(name) for name in data.data_vars], "indicator")
    arms = data[indicator].sel(arm=[policy, base])
    if "seed" in arms.coords and len(set(arms.seed.values.tolist())) > 1:
        warnings.warn(f"arms {policy!r} and {base!r} have other seeds: pairing gains nothing", stacklevel=3)
    dropped = [name for name, labels in arms.coords.items() if name != "arm" and "arm" in labels.dims]
    return Difference(policy, base, indicator, relative, arms.drop_vars(dropped))


@dataclass(frozen=True)
class Difference:
    """A paired difference between two arms; `arms` holds the indicator in both, on (arm, replication, period, ...)."""

    policy: str
    base: str
    indicator: str
    relative: bool
    arms: xarray.DataArray = field(repr=False, compare=False)

    @property
    def unit(self) -> str:
        return "1" if self.relative else str(self.arms.attrs.get("units", ""))

    @property
    def values(self) -> xarray.DataArray:
        """Of each quarter, on (replication, period, ...); read when computed."""
        name = f"{self.policy} - {self.base}"
        told = {"units": self.unit, "long_name": f"{self.arms.attrs.get('long_name', self.indicator)}: {name}"}
        return self._contrast(self.arms).rename(self.indicator).assign_attrs(told)

    @checked
    def summary(
        self,
        years: Years | None = None,
        level: float = 0.95,
        confidence: Confidence = "bootstrap",
        adjust: str = "holm",
        resamples: int = RESAMPLES,
        seed: int = 0,
    ) -> pandas.DataFrame:
        """The mean difference with its interval, one row for each region, industry or skill.

        Each replication counts with one number: each arm's mean over the quarters of `years` (one year, or the first and
        the last, which belongs to them; the whole run if not given), then the difference, over the base arm's number if it is
        relative, as `kaldor experiment` does. Columns:

        - `mean`, `low`, `high`: over replications, in `unit`; see `kaldor.compare.intervals.mean_interval`;
        - `p_value`: two-sided paired t test of no difference; `p_adjusted`: for the number of rows, by a method of
          statsmodels' multipletests;
        - `base`: mean of the base arm, in the unit of the indicator; `unit`: of the difference;
        - `replications`: in which the difference is a number; if that is not all, the row is not-a-number, for nothing is
          dropped in silence;
        - `pairing_gain`: variance that the difference would have if the arms had chance of their own, over that which it
          has.

        Raises ResultError for years that the results do not have, or not all of.
        """
        window = self._means(years)
        values = _as_columns(self._contrast(window))
        policy, base = (_as_columns(window.sel(arm=arm, drop=True)) for arm in (self.policy, self.base))
        low, high = mean_interval(values, level, confidence, resamples, seed)
        p = p_values(values)
        columns = {
            "mean": values.mean(0),
            "low": low,
            "high": high,
            "p_value": p,
            "p_adjusted": adjusted(p, adjust),
            "base": base.mean(0),
            "unit": self.unit,
            "replications": numpy.isfinite(values).sum(0),
            "pairing_gain": _pairing_gain(policy, base, values, self.relative),
        }
        return pandas.DataFrame(columns, index=self._rows())

    @checked
    def path(
        self, level: float = 0.95, confidence: Confidence = "bootstrap", resamples: int = RESAMPLES, seed: int = 0
    ) -> xarray.Dataset:
        """`mean`, `low` and `high` of each quarter, on (period, ...), for lines with bands.

        The band holds for each quarter by itself, not for the whole path at once.
        """
        values = self.values.compute()
        ends = mean_interval(_as_columns(values), level, confidence, resamples, seed)
        mean = values.mean("replication", skipna=False, keep_attrs=True)
        low, high = (mean.copy(data=end.reshape(mean.shape)) for end in ends)
        return xarray.Dataset({"mean": mean, "low": low, "high": high}, attrs={"level": level, "confidence": confidence})

    @checked
    def of_replications(self, years: Years | None = None) -> xarray.DataArray:
        """The one number of each replication that `summary` counts, on (replication, ...).

        Raises ResultError for years that the results do not have, or not all of.
        """
        return self._contrast(self._means(years)).rename(self.indicator).assign_attrs(units=self.unit)

    def _means(self, years: Years | None) -> xarray.DataArray:
        """Of both arms over the quarters of the years."""
        arms = self.arms if years is None else self.arms.isel(period=quarters(self.arms.time, years, ResultError))
        return arms.mean("period", skipna=False, keep_attrs=True).compute()

    def _rows(self) -> pandas.Index:
        """A row for each combination of labels, in their order; one for a national indicator."""
        labels = [self.arms.indexes[dim] for dim in self.arms.dims if dim not in ("arm", "replication", "period")]
        if not labels:
            return pandas.Index([self.indicator], name="indicator")
        return labels[0] if len(labels) == 1 else pandas.MultiIndex.from_product(labels)

    def _contrast(self, arms: xarray.DataArray) -> xarray.DataArray:
        policy, base = (arms.sel(arm=arm, drop=True) for arm in (self.policy, self.base))
        change = policy - base
        return change / base.where(base != 0) if self.relative else change


def _as_columns(values: xarray.DataArray) -> numpy.ndarray:
    """Of shape (replications, combinations of all other labels)."""
    return values.transpose("replication", ...).values.reshape(values.sizes["replication"], -1)


def _pairing_gain(policy: numpy.ndarray, base: numpy.ndarray, values: numpy.ndarray, relative: bool) -> numpy.ndarray:
    """As `kaldor experiment` tells it; not-a-number where the difference never varies."""
    if len(values) < 2:
        return numpy.full(values.shape[1], numpy.nan)
    scale = base.mean(0) if relative else 1.0
    with numpy.errstate(divide="ignore", invalid="ignore"):
        unpaired = (policy.var(0, ddof=1) + base.var(0, ddof=1)) / scale**2
        paired = values.var(0, ddof=1)
        return numpy.where(paired > 0, unpaired / paired, numpy.nan)


def expect_arms(data: xarray.Dataset, policy: str, base: str) -> None:
    """Raises ResultError unless these are two different arms of the data, with something in them."""
    if "arm" not in data.dims:
        raise ResultError("one result alone has no arms to compare: open several files")
    for arm in (policy, base):
        _expect(arm, [str(name) for name in data.arm.values], "arm")
    if policy == base:
        raise ResultError(f"arm {base!r} cannot be compared with itself")
    for what in ("replication", "period"):
        if data.sizes.get(what) == 0:
            raise ResultError(f"the arms have no {what} in which they could be compared")


def _expect(name: str, known: list[str], what: str) -> None:
    if name not in known:
        raise ResultError(missing(what, name, known))
