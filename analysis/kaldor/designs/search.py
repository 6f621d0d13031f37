"""One point after the other, each chosen from what the earlier ones answered, by optuna.

A search holds no state: its points follow from seed and answers. One that is begun again with the answers kept in a store
makes the same way in a moment and goes on, so there is no half-written study to mend.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal


from kaldor._bar import tqdm
from kaldor.designs.sample import Point
from kaldor.designs.variation import Limits
from kaldor.errors import InputError

Direction = Literal["minimise", "maximise"]
Score = Callable[[Point], tuple[Sequence[float], float]]
"""What a point is worth, and by how much it exceeds what is allowed; not a number where it could not be simulated."""
DIRECTIONS: dict[str, Literal["minimize", "maximize"]] = {"minimise": "minimize", "maximise": "maximize"}


def search(
    limits: Limits, score: Score, directions: Sequence[str], trials: int, seed: int, first: Sequence[Point], progress: bool | None
) -> list[Point]:
    """The points that were tried, in their order: `first`, then those of the tree-structured Parzen estimator.

    A longer search begins with the points of a shorter one of the same seed. Watanabe (2023), "Tree-structured Parzen estimator".
    """
    if trials < 1:
        raise InputError(f"trials: expected 1 or more, got {trials}")
    import optuna  # takes a third of a second, which only searches shall wait for

    with _quiet(optuna):
        sampler = optuna.samplers.TPESampler(seed=seed, n_startup_trials=len(first))
        study = optuna.create_study(sampler=sampler, directions=[DIRECTIONS[each] for each in directions])
        space: dict[str, Any] = {name: optuna.distributions.FloatDistribution(*ends) for name, ends in limits.items()}
        for point in first:
            study.enqueue_trial(point)
        points = []
        for _ in tqdm(range(trials), unit="trial", disable=None if progress is None else not progress, leave=False):
            trial = study.ask(space)
            points.append({name: float(trial.params[name]) for name in limits})
            values, excess = score(points[-1])
            answered = all(map(math.isfinite, (*values, excess)))
            trial.set_constraint("allowed", excess if answered else sys.float_info.max)  # so that the search keeps away from there
            study.tell(trial, list(values) if answered else [0.0] * len(directions))
    return points


@contextmanager
def _quiet(optuna: Any) -> Iterator[None]:
    """Without a line for the study."""
    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        yield
    finally:
        optuna.logging.set_verbosity(before)
