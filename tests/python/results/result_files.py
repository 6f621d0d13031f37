"""Result files of format 1.0 written without the command: no more than docs/formats/trajectory.md asks for."""

from pathlib import Path

import h5netcdf
import h5py
import numpy

SHAPES = {"gdp": (), "value_added": ("industry",), "value_added_by_region": ("region", "industry")}


def write_result(
    path: Path, *, replications=2, periods=4, industries=("farms", "mills"), regions=("coast",), start=2020.0, name="base",
    version=(1, 0), filetype="kaldor-trajectory", indicators=tuple(SHAPES), seed=1,
) -> Path:  # fmt: skip
    """Element values count up, so that each differs from all others of its variable."""
    lengths = {"replication": replications, "period": periods, "region": len(regions), "industry": len(industries)}
    with h5netcdf.File(path, "w") as file:
        file.attrs.update(filetype=filetype, format_version=numpy.array(version, "i4"), complete=numpy.int32(1))
        file.attrs.update(scenario_name=name, seed=numpy.uint64(seed), replications=numpy.int32(replications))
        file.dimensions = lengths
        for dim in ("replication", "period"):
            file.create_variable(dim, (dim,), "i4", data=numpy.arange(lengths[dim], dtype="i4"))
        file.create_variable("time", ("period",), "f8", data=start + numpy.arange(periods) / 4)
        for dim, labels in {"region": regions, "industry": industries}.items():
            file.create_variable(dim, (dim,), h5py.string_dtype(), data=numpy.array(labels, object))
        for indicator in indicators:
            dims = ("replication", "period", *SHAPES[indicator])
            shape = tuple(lengths[dim] for dim in dims)
            values = numpy.arange(numpy.prod(shape), dtype=float).reshape(shape)
            variable = file.create_variable(
                indicator, dims, "f8", data=values, chunks=(1, min(periods, 50), *shape[2:]), fillvalue=numpy.nan
            )
            told = {"units": "million", "long_name": indicator.replace("_", " "), "formula": "counted"}
            variable.attrs.update(told, coordinates="time")
    return path
