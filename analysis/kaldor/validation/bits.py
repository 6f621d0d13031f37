"""The same scenario gives the same bits, and what should change them does."""

import json
import os

import numpy

from kaldor.validation.engine import ROOT, Engine, Options, policy_setting
from kaldor.validation.table import Table

SCENARIO = "china-2017-small"
OTHER_BUILDS = ("dev", "clang", "asan")
# Mechanisms that act only under a policy, and the policy that lets them act.
_PARK = {"lever": "park_building", "value": 0.05, "regions": ["manufacturing-hub"], "industries": ["electronics"]}
NEEDS = {
    "abatement": {"lever": "carbon_price", "value": 200},
    "training": {"lever": "training", "value": 0.005},
    "rd_relabelling": {"lever": "rd_subsidy", "value": 0.2},
    "targeting_noise": {"lever": "rd_subsidy", "value": 0.2, "only": {"employees": "< 300"}},
    "universities": {"lever": "public_research", "value": 0.01},
    "platforms": {"lever": "technology_platform", "value": 0.01},
    "venture_capital": {"lever": "guidance_fund", "value": 0.005},
    **{f"park_{channel}": _PARK for channel in ("tax", "infrastructure", "spillover", "selection", "services")},
}
# They act where an economy has latent industries: tests/model/birth_test.cpp.
OF_LATENT = {"industry_birth", "birth_by_technology", "birth_by_demand", "birth_by_convergence", "birth_by_policy"}


def _processor_levels() -> tuple[str, ...]:
    """Levels of instruction sets that this processor has; the engine takes a lower one where it lacks the asked one."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            flags = next((line for line in file if line.startswith("flags")), "").split()
    except OSError:
        flags = []
    return ("v2", *(["v3"] if "avx2" in flags else []), *(["v4"] if "avx512f" in flags else []))


def _equal_first_replication(engine: Engine, size: dict) -> bool:
    """Replication 0 is the same alone and beside two others."""
    alone = engine.run(SCENARIO, replications=1, **size)
    beside = engine.run(SCENARIO, replications=3, **size).isel(replication=[0])
    return all(
        numpy.array_equal(alone[name].to_numpy(), beside[name].to_numpy(), equal_nan=True)
        for name in alone.data_vars
        if "replication" in alone[name].dims
    )


def _same(engine: Engine, size: dict, base: str) -> Table:
    table = Table(f"Same bits: {SCENARIO}, {size['periods']} quarters, digest {base}", ("run", "expected"))

    def expect(label: str, digest: str, against: str = base) -> None:
        table.add(label, "same digest", holds=digest == against)

    for threads in (1, 2, 4):
        expect(f"{threads} threads", engine.digest(SCENARIO, threads=threads, **size))
    one_after_another = engine.digest(SCENARIO, replications=3, threads=1, **size)
    for threads in (2, 4):
        together = engine.digest(SCENARIO, replications=3, threads=threads, **size)
        expect(f"3 replications, {threads} threads against 1", together, one_after_another)
    table.add("replication 0 alone and beside two others", "same numbers", holds=_equal_first_replication(engine, size))
    for level in _processor_levels():
        expect(f"KALDOR_LEVEL={level}", engine.digest(SCENARIO, environment={"KALDOR_LEVEL": level}, **size))
    for build in OTHER_BUILDS:
        command = ROOT / "build" / build / "bin" / "kaldor"
        if os.access(command, os.X_OK):
            expect(f"build {build}", Engine(command).digest(SCENARIO, **size))
        else:
            table.add(f"build {build}", "not built here", holds=None)
    return table


def _zeros(engine: Engine, size: dict, base: str) -> Table:
    table = Table("Policies of value zero", ("lever", "expected"))
    for lever in json.loads(engine.call("list", "levers", "--json")):
        digest = engine.digest(SCENARIO, settings=[policy_setting({"lever": lever["name"], "value": 0})], **size)
        table.add(lever["name"], "the baseline's digest", holds=digest == base)
    return table


def _switches(engine: Engine, size: dict, base: str) -> Table:
    table = Table("Switching a mechanism off", ("mechanism", "where", "expected"))
    with_policy = {
        name: engine.digest(SCENARIO, settings=[policy_setting(policy)], **size) for name, policy in NEEDS.items()
    }
    for mechanism in json.loads(engine.call("list", "mechanisms", "--json")):
        name = mechanism["name"]
        if name in OF_LATENT:
            continue
        off = f"mechanisms.{name}=off"
        digest = engine.digest(SCENARIO, settings=[off], **size)
        if digest == base and name in NEEDS:
            digest = engine.digest(SCENARIO, settings=[off, policy_setting(NEEDS[name])], **size)
            where, against = f"under {NEEDS[name]['lever']} {NEEDS[name]['value']}", with_policy[name]
        else:
            where, against = "baseline", base
        table.add(name, where, "another digest", holds=digest != against)
    return table


def check(engine: Engine, options: Options) -> list[Table]:
    size = {"periods": options.periods or 40, "firms": options.firms}
    base = engine.digest(SCENARIO, **size)
    return [_same(engine, size, base), _zeros(engine, size, base), _switches(engine, size, base)]
