"""Designs: one scenario simulated at many points of its parameters and policies."""

from kaldor.designs.calibration import Calibration, Moment, calibrate
from kaldor.designs.channels import explain
from kaldor.designs.discovery import Discovery, discover
from kaldor.designs.equal_cost import EqualCost, equal_cost
from kaldor.designs.evaluation import Evaluation, evaluate
from kaldor.designs.interactions import interactions
from kaldor.designs.optimisation import Search, optimise
from kaldor.designs.prim import Box, prim
from kaldor.designs.sensitivity import sensitivity
from kaldor.designs.variation import vary

__all__ = [
    "Box", "Calibration", "Discovery", "EqualCost", "Evaluation", "Moment", "Search", "calibrate", "discover", "equal_cost",
    "evaluate", "explain", "interactions", "optimise", "prim", "sensitivity", "vary",
]  # fmt: skip
