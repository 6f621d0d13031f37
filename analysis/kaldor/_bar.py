"""The progress bar: of a notebook where it can, of text elsewhere."""

import warnings

from tqdm import TqdmWarning

with warnings.catch_warnings():
    warnings.simplefilter("ignore", TqdmWarning)  # that a notebook lacks ipywidgets: text will do
    from tqdm.auto import tqdm

__all__ = ["tqdm"]
