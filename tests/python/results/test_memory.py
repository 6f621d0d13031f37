"""A result larger than memory can be summarised."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import h5netcdf
import h5py
import numpy
import pytest
from result_files import write_result

LIMIT = 2**28
SUMMARY = """
import resource, sys
import dask
from kaldor import results
resource.setrlimit(resource.RLIMIT_DATA, ({limit}, {limit}))
dask.config.set(num_workers=2)
data = results.open(sys.argv[1])
assert data.output.nbytes >= 10 * {limit}, data.output.nbytes
mean = data.output.mean("period")
assert float(mean.mean()) == 1.5
try:
    data.output.load()
except (MemoryError, OSError, RuntimeError):  # the others where HDF5 or netCDF meet the limit
    print("summarised, and too large to load")
"""


@pytest.fixture
def large(tmp_path) -> Path:
    """2.7 GiB of the number 1.5 in few bytes: every chunk is the same compressed one."""
    replications, chunk = 3750, (1, 50, 7, 138)
    names = {"regions": [f"r{n}" for n in range(7)], "industries": [f"i{n}" for n in range(138)]}
    path = write_result(tmp_path / "large.h5", replications=replications, periods=100, indicators=("gdp",), **names)
    with h5netcdf.File(path, "a") as file:
        layout = {"chunks": chunk, "compression": "gzip", "compression_opts": 1, "shuffle": True}
        file.create_variable("output", ("replication", "period", "region", "industry"), "f8", **layout)
    values = numpy.full(chunk, 1.5).reshape(-1, 1).view("u1")
    packed = zlib.compress(numpy.ascontiguousarray(values.T).tobytes(), 1)
    with h5py.File(path, "r+") as file:
        for replication in range(replications):
            for period in (0, 50):
                file["output"].id.write_direct_chunk((replication, period, 0, 0), packed)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
def test_a_mean_of_ten_times_the_memory(large):
    assert large.stat().st_size < 2**26
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", SUMMARY.format(limit=LIMIT), large]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout) == (0, "summarised, and too large to load\n"), done.stderr
