"""Ctrl-C where most people drive Kaldor: in the kernel of a notebook."""

import time

import pytest

manager = pytest.importorskip("jupyter_client.manager")
LONG = """
import kaldor
run, scenario = kaldor.run, kaldor.scenario("mini", years=400, replications=64)
print("begins", flush=True)
try:
    run(scenario, output={path!r}, progress=False)
except KeyboardInterrupt as stopped:
    kept = stopped.result
"""


@pytest.fixture
def kernel():
    running, client = manager.start_new_kernel(kernel_name="python3")
    yield running, client
    client.stop_channels()
    running.shutdown_kernel(now=True)


def outputs(client, request: str, until: str) -> list[str]:
    """What a cell prints, up to these words or its end; what it raises is a failure."""
    said = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        assert kind != "error", "\n".join(content["traceback"])
        if kind == "stream":
            said.append(content["text"])
        if kind == "stream" and until and until in content["text"] or kind == "status" and content["execution_state"] == "idle":
            return said


def test_an_interrupted_cell_stops_and_the_next_one_has_what_was_simulated(kernel, tmp_path):
    running, client = kernel
    cell = client.execute(LONG.format(path=str(tmp_path / "long.h5")))
    assert outputs(client, cell, "begins") == ["begins\n"]
    while not (tmp_path / "long.h5.partial").exists():
        time.sleep(0.1)
    running.interrupt_kernel()
    outputs(client, cell, "")
    after = client.execute("data = kept.to_xarray(); print(data.attrs['complete'], data.sizes['period'])")
    assert outputs(client, after, "0") == ["0 1600\n"]
