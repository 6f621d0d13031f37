"""Arguments of public functions, held against their annotations, so that a wrong one is told in a sentence."""

from __future__ import annotations

import collections.abc
import dataclasses
import functools
import inspect
import numbers
import reprlib
import types
from collections.abc import Callable, Iterable, Mapping, Sized
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy
import numpy.typing

from kaldor._names import missing
from kaldor.errors import InputError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

WORDS = {
    "DataFrame": ("a table (pandas.DataFrame)", "tables"),
    "Dataset": ("a Dataset, as kaldor.open and to_xarray of a result give it", "Datasets"),
    "Moment": ("a kaldor.Moment", "kaldor.Moment"),
    "NoneType": ("None", "None"),
    "PathLike": ("a path", "paths"),
    "Result": ("what kaldor.run or kaldor.experiment gave", "results"),
    "Scenario": ("a scenario, which kaldor.scenario makes", "scenarios"),
    "SimulatedResult": ("what kaldor.run or kaldor.experiment gave", "results"),
    "bool": ("True or False", "True or False"),
    "float": ("a number", "numbers"),
    "int": ("a whole number", "whole numbers"),
    "str": ("a string", "strings"),
}
"""One and several of a type, by its name."""
_short = reprlib.Repr()
_short.maxstring = _short.maxother = 80


def checked(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The function, which raises InputError for an argument that it does not have or of another kind than its annotation says.

    Numbers of NumPy count as numbers, switches do not; what can be iterated over counts as a list, strings and mappings do not. Words of a
    `Literal` are left to the function, which knows the nearest one.
    """
    signature = inspect.signature(function)
    open_ended = any(each.kind is each.VAR_KEYWORD for each in signature.parameters.values())
    hints: dict[str, Any] = {}

    @functools.wraps(function)
    def telling(*arguments: Given.args, **named: Given.kwargs) -> Answer:
        if not hints:  # now that all modules are loaded
            hints.update(get_type_hints(function))
        for name in named if not open_ended else ():
            if name not in signature.parameters:
                raise InputError(missing("argument", name, signature.parameters))
        for name, value in signature.bind(*arguments, **named).arguments.items():
            _check(name, value, hints.get(name, Any))
        return function(*arguments, **named)

    return telling


def check_fields(record: Any) -> None:
    """Raises InputError for a field of a dataclass likewise."""
    hints = get_type_hints(type(record))
    for each in dataclasses.fields(record):
        if each.init:
            _check(each.name, getattr(record, each.name), hints[each.name])


def _check(name: str, value: object, hint: Any) -> None:
    if not suits(value, hint):
        raise InputError(f"{name}: expected {_words(hint)}, got {_short.repr(value)}")


def suits(value: Any, hint: Any) -> bool:
    """Whether a value is of the kind that an annotation says."""
    kind, parts = get_origin(hint), get_args(hint)
    if hint is Any or hint == numpy.typing.ArrayLike:
        return True
    if kind in (Union, types.UnionType):
        return any(suits(value, part) for part in parts)
    if kind is Literal:
        return isinstance(value, tuple(map(type, parts)))
    if kind is tuple and parts[-1] is ...:
        return isinstance(value, tuple | list) and all(suits(item, parts[0]) for item in value)
    if kind is tuple:
        return isinstance(value, tuple | list) and len(value) == len(parts) and all(map(suits, value, parts))
    if kind is collections.abc.Mapping:
        return isinstance(value, Mapping) and all(suits(key, parts[0]) and suits(x, parts[1]) for key, x in value.items())
    if kind in (collections.abc.Sequence, collections.abc.Iterable):
        return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping) and _items_suit(value, parts[0])
    if hint in (int, float):
        kinds = numbers.Real if hint is float else numbers.Integral
        return isinstance(value, kinds) and not isinstance(value, bool)
    return isinstance(value, bool | numpy.bool_ if hint is bool else kind or hint)


def _items_suit(items: Iterable[Any], hint: Any) -> bool:
    """What can be gone through only once is left for the function."""
    return not isinstance(items, Sized) or all(suits(item, hint) for item in items)


def _words(hint: Any, several: bool = False) -> str:
    kind, parts = get_origin(hint), get_args(hint)
    if kind in (Union, types.UnionType):
        names = [getattr(get_origin(part) or part, "__name__", "") for part in parts]
        told = [_words(part, several) for part, name in zip(parts, names, strict=True) if not (name == "str" and "PathLike" in names)]
        return " or ".join(dict.fromkeys(told))
    if kind is Literal:
        return " or ".join(f'"{part}"' for part in parts)
    if kind is tuple and parts[-1] is not ...:
        return f"{'pairs' if several else 'a pair'} of {_words(parts[0], True)}"
    if kind is collections.abc.Mapping:
        return ("mappings" if several else "a mapping") if parts[1] is Any else f"{_words(parts[1], True)} by name"
    if kind in (tuple, collections.abc.Sequence, collections.abc.Iterable):
        return f"{'lists' if several else 'a list'} of {_words(parts[0], True)}"
    if kind is collections.abc.Callable:
        return "functions" if several else "a function"
    name = str((kind or hint).__name__)
    return WORDS.get(name, (f"a {name}", name))[several]
