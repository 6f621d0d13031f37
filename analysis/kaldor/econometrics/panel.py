"""A panel of firms by year, with who was treated since when."""

from collections.abc import Sequence

import numpy
import pandas

from kaldor import results
from kaldor._arguments import checked
from kaldor.econometrics.ruled import ConditionalTreatment, RuledTreatment
from kaldor.econometrics.treatment import Treatment
from kaldor.econometrics.treatments import AnyTreatment, chosen
from kaldor.errors import ResultError
from kaldor.results.source import FilePaths, SimulatedResult, files_of, opened, sources

OUTCOMES = ("employees", "sales", "output", "capital", "investment", "rd", "productivity", "automated_share", "emissions")
"""If no others are asked for."""
KEYS = ("arm", "replication", "unit", "firm", "year", "industry", "region")


@checked
def econometric_panel(
    data: FilePaths | SimulatedResult,
    policy: str | AnyTreatment | None = None,
    *,
    outcomes: Sequence[str] = OUTCOMES,
) -> pandas.DataFrame:
    """The firm panel of results in the layout that econometric code expects: one row a firm and year.

    Parameters
    ----------
    data
        A result, or result files, with a panel of firms; several files give a column `arm`.
    policy
        Lever of the policy whose treatment is told, or one of `kaldor.econometrics.treatments(data)`, or a
        `kaldor.econometrics.Treatment`; by default the only policy in the scenarios or set by a rule; where there is none nobody is treated.
        It is told for every arm alike, so that an arm without the policy shows the firms that it would have reached. A policy under a rule
        reaches firms in the quarters and places in which its rule held, which the result of the arm with the policy tells.
    outcomes
        Columns of firms (`kaldor.firm_columns()`).

    Returns
    -------
    DataFrame
        Sorted by arm, replication, firm and year, with the columns

        - `arm` if there are several, `replication`, `unit` (a number for each firm of each replication and arm), `firm` (its id, the same
          in all arms for firms that were there from the start), `year`, `industry`, `region`;
        - `weight`: real firms that the row stands for;
        - `treated`: 1 for a firm that came under the policy in some recorded quarter, otherwise 0; `cohort`: the first year in which
          it did, 0 for never; `post`: 1 from the policy's first year on, for every firm; `treatment`: 1 for treated firms from their
          cohort on, also when they do not meet the conditions any more or the policy has ended; `event_time`: years since the
          cohort, missing for firms never treated;
        - each outcome: mean over the recorded quarters of the year, in the unit of `kaldor.firm_columns()` (flows a quarter); and `log_` of
          it, missing where that is not positive.

    Raises
    ------
    ResultError
        For files without a panel, unknown columns, scenarios in which not exactly one policy is meant.
    """
    paths = files_of(data)
    treatment = policy if isinstance(policy, Treatment | RuledTreatment | ConditionalTreatment) else chosen(paths, policy)
    frame = results.open_firms(paths, list(dict.fromkeys(["id", "weight", *treatment.columns, *outcomes])))
    frame["time"] = _first_time(paths) + frame["period"] / 4
    frame["under"] = treatment.reaches(frame)
    frame["year"] = numpy.floor(frame["time"]).astype(int)
    firm = [name for name in ("arm", "replication", "id") if name in frame]
    told = {"industry": "first", "region": "first", "weight": "mean", "under": "max"} | {name: "mean" for name in outcomes}
    years = frame.groupby([*firm, "year"], observed=True, sort=True).agg(told).reset_index()
    years = _with_treatment(years, firm, numpy.floor(treatment.begins)).rename(columns={"id": "firm"})
    years[[f"log_{name}" for name in outcomes]] = _logs(years[list(outcomes)])
    order = [*KEYS, "weight", "treated", "cohort", "post", "treatment", "event_time"]
    order += [column for name in outcomes for column in (name, f"log_{name}")]
    return years[[name for name in order if name in years]]


def _with_treatment(years: pandas.DataFrame, firm: list[str], begins: float) -> pandas.DataFrame:
    unit = years.groupby(firm, observed=True, sort=True).ngroup()
    first = years["year"].where(years["under"]).groupby(unit).transform("min")
    treated, year = first.notna(), years["year"]
    return years.assign(
        unit=unit,
        treated=treated.astype(int),
        cohort=first.fillna(0).astype(int),
        post=(year >= begins).astype(int),
        treatment=(treated & (year >= first)).astype(int),
        event_time=(year - first).astype("Int64"),
    )


def _logs(values: pandas.DataFrame) -> numpy.ndarray:
    numbers = values.to_numpy(float)
    found: numpy.ndarray = numpy.log(numbers, where=numbers > 0, out=numpy.full(numbers.shape, numpy.nan))
    return found


def _first_time(paths: FilePaths) -> float:
    """In years, of the first quarter, which arms have in common."""
    begin = []
    for source in sources(paths):
        with opened(source.path) as file:
            begin.append(float(file["time"][0]))
    if len(set(begin)) > 1:
        raise ResultError(f"the results begin at different times, {', '.join(f'{time:g}' for time in begin)}")
    return begin[0]
