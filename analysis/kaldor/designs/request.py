"""What the commands of designs are asked for alike: size, horizon and chance of scenarios, ranges, policies beside a base."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from kaldor._text import whole
from kaldor.designs.variation import Limits, limits
from kaldor.errors import InputError
from kaldor.scenarios import Scenario, scenario

APART = ("name", "policies", "output")
"""In which a policy's scenario may differ from its base."""


def add_settings(parser: argparse.ArgumentParser, folder: bool = True) -> None:
    """Options that change scenarios, and those of the simulations; `folder` for studies that keep what is finished."""
    parser.add_argument("--firms", type=whole, metavar="N", help="records, in all scenarios; likewise the next three")
    parser.add_argument("--periods", type=whole, metavar="P", help="quarters")
    parser.add_argument("--replications", type=whole, default=8, metavar="N", help="%(default)s if not given")
    parser.add_argument("--seed", type=whole, metavar="S")
    if folder:
        parser.add_argument("--folder", type=Path, metavar="FOLDER", help="keep finished runs here, so that a study that was stopped goes on")
    parser.add_argument("--threads", type=whole, default=0, metavar="T", help="as many as the machine has if not given")
    parser.add_argument("--quiet", action="store_true", help="no bar")
    parser.add_argument("--json", action="store_true", help="the same for machines")


def add_ranges(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--range", action="append", required=True, metavar="NAME[=LOW..HIGH]",
        help="of a parameter, a lever, or `policies[0].value`; the declared range of a parameter if no ends are given; may be repeated",
    )  # fmt: skip


def asked_scenario(asked: argparse.Namespace, name: str) -> Scenario:
    """The scenario of this name or file, with what the options change."""
    return scenario(name, firms=asked.firms, periods=asked.periods, replications=asked.replications, seed=asked.seed)


def simulation(asked: argparse.Namespace) -> dict[str, Any]:
    """How to simulate."""
    return {"threads": asked.threads, "progress": False if asked.quiet else None}


def asked_ranges(asked: argparse.Namespace, of: Scenario) -> Limits:
    """Both ends of each range. Raises InputError for what is no range."""
    found: Limits = {}
    for text in asked.range:
        name, given, ends = text.partition("=")
        low, dots, high = ends.partition("..")
        if given and not dots:
            raise InputError(f"--range: expected NAME or NAME=LOW..HIGH, got {text!r}")
        if name in found:
            raise InputError(f"--range: expected {name} once")
        found |= {name: (number("--range", low), number("--range", high))} if given else limits(of, [name])
    return found


def number(option: str, text: str) -> float:
    """Raises InputError, which names the option, for a text that is none."""
    try:
        return float(text)
    except ValueError:
        raise InputError(f"{option}: expected a number, got {text!r}") from None


def asked_policies(asked: argparse.Namespace, base: Scenario, names: Sequence[str]) -> dict[str, Scenario]:
    """The base with what each of the scenarios has beyond it, by their names.

    Raises
    ------
    InputError
        For a scenario that differs from the base in something else, and for two of the same name.
    """
    without, found = yaml.safe_load(base.resolved()), {}
    for name in names:
        policy = asked_scenario(asked, name)
        said = yaml.safe_load(policy.resolved())
        differing = [key for key in without if key not in APART and without[key] != said.get(key)]
        own = without["policies"] or []
        if differing or said["policies"][: len(own)] != own:
            raise InputError(f"{name}: expected {base.name} with more policies, but it differs in {', '.join(differing) or 'the policies of the base'}")
        if policy.name in found:
            raise InputError(f"expected policies of different names, got {policy.name!r} twice")
        found[policy.name] = base.with_policies(said["policies"][len(own) :])
    return found
