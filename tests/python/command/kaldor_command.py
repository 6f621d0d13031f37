"""The `kaldor` command, as a user meets it: arguments in; status, standard output and standard error out."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SMALL = ["mini", "--periods", "8", "--firms", "600"]


def command_path() -> Path:
    return Path(os.environ.get("KALDOR_COMMAND", ROOT / "build/release/bin/kaldor")).resolve()


class Command:
    """Runs the command inside one folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.path = command_path()

    def __call__(self, *arguments, **options) -> subprocess.CompletedProcess:
        settings = {"cwd": self.folder, "capture_output": True, "text": True, "timeout": 120, **options}
        return subprocess.run([self.path, *map(str, arguments)], **settings)

    def start(self, *arguments) -> subprocess.Popen:
        return subprocess.Popen(
            [self.path, *map(str, arguments)],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )

    def run_small(self, *arguments, **options) -> subprocess.CompletedProcess:
        """A short run of the smallest economy that must succeed."""
        result = self("run", *SMALL, "--quiet", *arguments, **options)
        assert result.returncode == 0, result.stderr
        return result

    def digest(self, file) -> str:
        result = self("digest", file)
        assert result.returncode == 0, result.stderr
        return result.stdout.split()[0]
