"""Designs: one scenario simulated at many points of its parameters and policies."""

from kaldor.designs.equal_cost import EqualCost, equal_cost
from kaldor.designs.evaluation import Evaluation, evaluate
from kaldor.designs.optimisation import Search, optimise
from kaldor.designs.sensitivity import sensitivity
from kaldor.designs.variation import vary

__all__ = ["EqualCost", "Evaluation", "Search", "equal_cost", "evaluate", "optimise", "sensitivity", "vary"]
