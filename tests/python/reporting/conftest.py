"""A small policy experiment, the pages made of it, and a browser."""

import shutil

import kaldor
import pytest


@pytest.fixture(scope="session")
def experiment(tmp_path_factory):
    """Arms `policy` and `base` of the smallest economy, three replications each."""
    base = kaldor.scenario("mini", firms=600, years=3)
    policy = base.with_settings(name="help").with_policy("rd_subsidy", 0.3, from_=2021, industries=["manufacturing"])
    folder = tmp_path_factory.mktemp("experiment")
    return kaldor.experiment({"policy": policy, "base": base}, replications=3, output=folder, threads=1, progress=False)


@pytest.fixture(scope="session")
def page(experiment, tmp_path_factory):
    """The page of the policy beside its baseline."""
    return kaldor.report(experiment, "base", tmp_path_factory.mktemp("page") / "report.html")


@pytest.fixture(scope="session")
def short(tmp_path_factory):
    """A result of one replication."""
    path = tmp_path_factory.mktemp("short") / "short.h5"
    kaldor.run(kaldor.scenario("mini", firms=600, years=2), output=path, threads=1, progress=False)
    return path


@pytest.fixture(scope="session")
def single(short):
    """The page of one replication without a baseline."""
    return kaldor.report(short)


@pytest.fixture(scope="session")
def browser():
    """The Chromium of the system, which fetches nothing."""
    webdriver = pytest.importorskip("selenium.webdriver")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("there is no chromium with chromedriver (scripts/setup installs both)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    window = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield window
    window.quit()
