"""Designs: one scenario simulated at many points of its parameters and policies."""

from kaldor.designs.evaluation import Evaluation, evaluate, vary
from kaldor.designs.sensitivity import sensitivity

__all__ = ["Evaluation", "evaluate", "sensitivity", "vary"]
