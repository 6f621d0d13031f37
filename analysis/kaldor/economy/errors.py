"""The one error of this package."""


class EconomyError(Exception):
    """The request is wrong: a recipe, a data file or an economy file. The message says where and what was expected."""
