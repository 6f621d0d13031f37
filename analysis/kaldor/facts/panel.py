"""A panel of firms of one replication, by year."""

from collections.abc import Collection
from functools import cached_property

import numpy
import pandas

from kaldor.errors import InputError
from kaldor.facts.fact import Unanswered

COLUMNS = ("id", "industry", "weight", "age", "employees", "sales", "capital", "investment", "rd", "markup")
"""What the facts of firms read, beside `period`, the number of the quarter, or `year` in a yearly panel."""
CENSUS_YEARS = 5
"""Between two looks at the distribution of sizes, which moves slowly."""
SUMS, MEANS, FIRSTS = ("sales", "investment", "rd"), ("employees",), ("industry", "weight", "age", "capital")


class Panel:
    """Rows of firms after the burn-in (in years), each a firm in one quarter or, with a column `year`, in one year.

    `census` holds the rows for the distribution of sizes; those of every fifth year of the panel if not given. `size` is the
    column by which firms grow, `sales` or `employees`; firms of the industries `without` are left out.
    """

    def __init__(
        self,
        rows: pandas.DataFrame,
        burn_in: float,
        census: pandas.DataFrame | None = None,
        size: str = "sales",
        without: Collection[str] = (),
    ):
        self.per_year, self.size = 1 if "year" in rows else 4, size
        self._rows = _ordered(rows, self.per_year, burn_in, without)
        self._census = None if census is None else _ordered(census, self.per_year, burn_in, without)

    def rows(self, *needed: str) -> pandas.DataFrame:
        return _having(self._rows, needed)

    def census(self, *needed: str) -> pandas.DataFrame:
        if self._census is not None:
            return _having(self._census, needed)
        rows = self.rows(*needed)
        return rows[(rows["period"] - rows["period"].min()) % (CENSUS_YEARS * self.per_year) == 0]

    def years(self, *needed: str) -> pandas.DataFrame:
        """One row a firm and year, for firms that were there in all of its quarters and sold or employed something."""
        whole = _having(self._years, needed)
        if whole.empty:
            raise Unanswered("no firm is recorded in all quarters of a year (output: firms: { every: 1 quarter })")
        return whole

    @cached_property
    def _years(self) -> pandas.DataFrame:
        frame = self._rows.assign(year=self._rows["period"] // self.per_year)
        how = {name: how for how, names in (("sum", SUMS), ("mean", MEANS), ("first", FIRSTS)) for name in names if name in frame}
        by = frame.groupby(["id", "year"], sort=True)
        whole = by.agg(quarters=("period", "size"), **{name: (name, way) for name, way in how.items()}).reset_index()
        there = whole["quarters"] == self.per_year
        for name in ("sales", "employees"):
            if name in whole:
                there &= whole[name] > 0
        return whole[there]

    def pairs_of_years(self, *needed: str) -> pandas.DataFrame:
        """Rows of `years` beside the sales and employees (`_after`) of the same firm a year later."""
        whole = self.years(self.size, "employees", *needed)
        carried = [name for name in ("sales", "employees") if name in whole]
        after = whole[["id", "year", *carried]].assign(year=whole["year"] - 1)
        pairs = whole.merge(after, on=["id", "year"], suffixes=("", "_after"))
        if pairs.empty:
            raise Unanswered("no firm is seen in two years running")
        return pairs

    def first_quarters(self, *needed: str) -> pandas.DataFrame:
        """Rows of the first quarter of each year."""
        rows = self.rows("employees", *needed)
        return rows[rows["period"] % self.per_year == 0]

    def transitions(self, *needed: str) -> pandas.DataFrame:
        """First quarters of years: each firm beside its employees a year later, which are missing when it had gone."""
        first = self.first_quarters(*needed)
        after = first[["period", "id", "employees"]].assign(period=first["period"] - self.per_year)
        joined = first.merge(after, on=["period", "id"], how="left", suffixes=("", "_after"))
        moves = joined[joined["period"].isin(after["period"])]
        if moves.empty:
            raise Unanswered("firms are not recorded at the start of two years running")
        return moves

    def newcomers(self) -> pandas.DataFrame:
        """Firms younger than a year at the start of a year, where the start of the year before is recorded as well. A split
        record is no new firm."""
        first = self.first_quarters("age")
        return first[(first["age"] < self.per_year) & first["period"].isin(first["period"] + self.per_year)]


def _having(frame: pandas.DataFrame, needed: tuple[str, ...]) -> pandas.DataFrame:
    missing = [name for name in needed if name not in frame]
    if missing:
        raise Unanswered(f"the panel of firms has no column {missing[0]}")
    if frame.empty:
        raise Unanswered("the panel of firms ends before the burn-in")
    return frame


def _ordered(rows: pandas.DataFrame, per_year: int, burn_in: float, without: Collection[str]) -> pandas.DataFrame:
    """By period and id, with plain numbers for industries and a weight of one where none is given."""
    frame = rows.rename(columns={"year": "period"}) if per_year == 1 else rows
    if not {"id", "period"} <= set(frame.columns):
        raise InputError("a panel of firms has the columns id and period, the number of a quarter, or id and year")
    begin = frame["period"].min() if per_year == 1 else 0
    frame = frame[frame["period"] >= begin + burn_in * per_year]
    if without and "industry" in frame:
        frame = frame[~frame["industry"].isin(without)]
    made = {"weight": numpy.ones(len(frame))} if "weight" not in frame else {}
    if "industry" in frame:
        made["industry"] = pandas.factorize(frame["industry"], sort=True)[0]
    return frame.assign(**made).sort_values(["period", "id"], ignore_index=True)
