"""A coarser economy from a finer one: flows are added, other figures averaged by what they are relative to."""

from dataclasses import replace

import numpy as np

from kaldor.economy.economy import USES, VALUE_ADDED, Economy, Industry
from kaldor.economy.errors import EconomyError

# figure -> the flow or stock it is an average over
_WEIGHTS = {
    "rd_intensity": "output",
    "high_skill_share": "employment",
    "frontier_growth": "gross_value_added",
    "frontier_gap": "gross_value_added",
}


def aggregate(economy: Economy, members: dict[str, dict]) -> Economy:
    """Industries of `economy` added up; `members` maps a new id to its `industries`, name, sector, intensity and tags.

    Expenditure elasticities are weighted by household consumption, location by employment. Every industry must
    be in exactly one group. Raises EconomyError otherwise.
    """
    listed = [old for spec in members.values() for old in spec["industries"]]
    if sorted(listed) != sorted(economy.ids):
        wrong = set(listed) ^ set(economy.ids) or {i for i in listed if listed.count(i) > 1}
        raise EconomyError(f"aggregate: expected every industry in one group, not so for {', '.join(sorted(wrong))}")
    index = {name: i for i, name in enumerate(economy.ids)}
    join = np.zeros((len(members), len(economy.ids)))
    for row, spec in enumerate(members.values()):
        join[row, [index[old] for old in spec["industries"]]] = 1.0
    industries = [_merge(economy, new, spec, join[row] > 0) for row, (new, spec) in enumerate(members.items())]
    return replace(
        economy,
        industries=industries,
        domestic=_add(join, economy.domestic),
        imported=_add(join, economy.imported),
        groups={},
    )


def _add(join: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    return np.round(join @ matrix @ join.T, 6)


def _merge(economy: Economy, new: str, spec: dict, chosen: np.ndarray) -> Industry:
    items = [item for item, inside in zip(economy.industries, chosen, strict=True) if inside]
    total = lambda name: sum(getattr(item, name) for item in items)  # noqa: E731

    def mean(name: str, weights: list[float]) -> float:
        weights = weights if sum(weights) > 0 else [item.output for item in items]
        return float(np.average([getattr(item, name) for item in items], weights=weights))

    household = [max(sum(item.final_use["household_consumption"]), 0.0) for item in items]
    persons = [item.employment for item in items]
    shares = np.round(np.average([item.region_share for item in items], axis=0, weights=persons), 6)
    shares[shares.argmax()] += 1 - shares.sum()
    return Industry(
        id=new,
        code="+".join(item.code for item in items),
        name=spec["name"],
        sector=spec["sector"],
        intensity=spec["intensity"],
        tags=list(spec["tags"]),
        output=round(total("output"), 6),
        value_added={part: round(sum(item.value_added[part] for item in items), 6) for part in VALUE_ADDED},
        final_use={use: tuple(round(sum(item.final_use[use][k] for item in items), 6) for k in (0, 1)) for use in USES},
        exports=round(total("exports"), 6),
        employment=total("employment"),
        firms=total("firms"),
        expenditure_elasticity=mean("expenditure_elasticity", household),
        emissions=total("emissions"),
        region_share=np.round(shares, 6).tolist(),
        **{figure: mean(figure, [getattr(item, weight) for item in items]) for figure, weight in _WEIGHTS.items()},
    )
