"""Several results side by side."""

import functools
import warnings
from collections.abc import Mapping

import numpy
import pandas
import xarray

from kaldor.errors import ResultError

LABELS = ("region", "industry", "skill", "flow", "account")
SINCE_1_1 = ("flow", "account")
OF_EACH_ARM = (
    "scenario_name",
    "scenario",
    "scenario_resolved",
    "economy",
    "seed",
    "replications",
    "complete",
    "created",
    "kaldor_version",
    "git_commit",
    "compiler",
    "numerics_check",
)


def join(datasets: Mapping[str, xarray.Dataset]) -> xarray.Dataset:
    """One Dataset with a leading dimension `arm` over the replications, quarters and indicators that all arms have.

    Closing it closes all of them. Raises ResultError if their labels or beginnings differ, or nothing is common.
    """
    _refuse_other_shapes(datasets)
    common = {"replication": _common(datasets, "replication"), "period": _common(datasets, "period")}
    indicators = _common_indicators(datasets)
    parts = [_kept(dataset[indicators], common) for dataset in datasets.values()]
    arms = xarray.DataArray(list(datasets), dims="arm", name="arm")
    joined = xarray.concat(parts, arms, coords="minimal", compat="override", combine_attrs="override", join="override")
    joined = joined.assign_attrs(_shared_attributes(datasets)).assign_coords(_attributes_along_arms(datasets))
    joined.set_close(functools.partial(_close, list(datasets.values())))
    return joined


def _refuse_other_shapes(datasets: Mapping[str, xarray.Dataset]) -> None:
    (first, reference), *others = datasets.items()
    for arm, dataset in others:
        for name in LABELS:
            here, there = dataset.indexes.get(name), reference.indexes.get(name)
            if name in SINCE_1_1 and (here is None or there is None):
                continue
            if list(here if here is not None else ()) != list(there if there is not None else ()):
                raise ResultError(f"arms {first!r} and {arm!r} differ in the dimension {name}: {_told(there, here)}")
        if float(dataset.time[0]) != float(reference.time[0]):
            starts = f"{float(reference.time[0]):g} and {float(dataset.time[0]):g}"
            raise ResultError(f"arms {first!r} and {arm!r} begin at different times, {starts}")


def _told(one: pandas.Index | None, other: pandas.Index | None) -> str:
    """What differs between two sets of labels, in a few words."""
    one, other = (pandas.Index([]) if labels is None else labels for labels in (one, other))
    only = [f"only the {which} has {', '.join(left)}" for which, left in _left_over(one, other) if left]
    return "; ".join(only) or "the same labels in another order"


def _left_over(one: pandas.Index, other: pandas.Index) -> tuple[tuple[str, list[str]], ...]:
    return ("first", list(one.difference(other))), ("second", list(other.difference(one)))


def _common(datasets: Mapping[str, xarray.Dataset], name: str) -> numpy.ndarray:
    labels = [dataset[name].values for dataset in datasets.values()]
    common = functools.reduce(numpy.intersect1d, labels)
    if common.size == 0:
        raise ResultError(f"the arms {', '.join(datasets)} have no {name} in common")
    if any(len(each) > common.size for each in labels):
        counts = ", ".join(f"{arm} has {len(each)}" for arm, each in zip(datasets, labels, strict=True))
        _warn(f"{name}: only the {common.size} that all arms have are kept ({counts})")
    return common


def _kept(dataset: xarray.Dataset, common: Mapping[str, numpy.ndarray]) -> xarray.Dataset:
    shorter = {name: labels for name, labels in common.items() if len(labels) < dataset.sizes[name]}
    return dataset.sel(shorter).drop_attrs(deep=False)


def _common_indicators(datasets: Mapping[str, xarray.Dataset]) -> list[str]:
    """In the order of the first file."""
    names = [[str(name) for name in dataset.data_vars] for dataset in datasets.values()]
    common = set(names[0]).intersection(*names[1:])
    missing = sorted(set().union(*names) - common)
    if missing:
        _warn(f"indicators that some arm lacks are left out: {', '.join(missing)}")
    return [name for name in names[0] if name in common]


def _shared_attributes(datasets: Mapping[str, xarray.Dataset]) -> dict[str, object]:
    first = next(iter(datasets.values()))
    return {name: value for name, value in first.attrs.items() if name not in OF_EACH_ARM}


def _attributes_along_arms(datasets: Mapping[str, xarray.Dataset]) -> dict[str, tuple[str, list[object]]]:
    present = [name for name in OF_EACH_ARM if all(name in dataset.attrs for dataset in datasets.values())]
    return {name: ("arm", [dataset.attrs[name] for dataset in datasets.values()]) for name in present}


def _close(datasets: list[xarray.Dataset]) -> None:
    for dataset in datasets:
        dataset.close()


def _warn(text: str) -> None:
    """As if from the line that called `open`, five functions up."""
    warnings.warn(text, stacklevel=6)
