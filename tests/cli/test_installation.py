"""A broken installation says what is wrong and what to do; nothing is half-written, no traceback is shown."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from linli.kernel.crypto.keyring import KeyProblem, keyring_path, make_keyring, read_keyring
from linli.kernel.installation import SettingError, load, rows

# Each test has a data folder of its own, on SQLite whatever the suite runs on: one engine is enough.
pytestmark = [pytest.mark.slow, pytest.mark.pure]


class Shell:
    """The command line in a data folder of its own (on SQLite whatever the suite runs on)."""

    def __init__(self, data: Path, **settings: str) -> None:
        kept = {name: text for name, text in os.environ.items() if not name.startswith("LINLI_")}
        self.environment = {
            **kept,
            "LINLI_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "linli.config.settings",
            **settings,
        }

    def __call__(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "linli", *arguments],
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,  # a start that should have been refused would serve for ever
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "data", LINLI_MODE="production", LINLI_HTTPS="false")


def test_init_makes_everything_once_and_two_links_each_time(shell: Shell) -> None:
    first = shell("init", "--name", "chief", "--county-name", "清和县社会工作部")
    assert first.returncode == 0 and first.stdout.count("/enrol/") == 2
    assert "chief (系统管理员)" in first.stdout and "security (安全管理员)" in first.stdout
    ring = keyring_path(Path(shell.environment["LINLI_DATA"])).read_text()
    second = shell("init", "--name", "chief")
    assert second.returncode == 0 and second.stdout.count("/enrol/") == 2 and second.stdout != first.stdout
    assert keyring_path(Path(shell.environment["LINLI_DATA"])).read_text() == ring
    assert shell("doctor").returncode == 0
    assert "The journal is true" in shell("journal", "verify").stdout


def test_nobody_is_both_administrators(shell: Shell) -> None:
    done = shell("init", "--name", "chief", "--security", "Chief")
    assert done.returncode != 0 and "R9.8" in done.stderr


def test_without_keys_nothing_starts(shell: Shell) -> None:
    for act in ("doctor", "run"):
        done = shell(act)
        assert done.returncode != 0 and "linli init" in done.stdout + done.stderr


def test_a_wrong_key_is_noticed_before_anything_is_served(shell: Shell) -> None:
    shell("init")
    path = keyring_path(Path(shell.environment["LINLI_DATA"]))
    path.unlink()
    make_keyring(Path(shell.environment["LINLI_DATA"]))
    # No field is encrypted yet in a fresh installation: the first sealed value fixes the keys.
    seal = (
        "import django; django.setup()\nfrom linli.kernel.db.guard import writing\n"
        "from linli.kernel.crypto.boxes import make_data_key\nwith writing('migration'): make_data_key('329921')"
    )
    subprocess.run([sys.executable, "-c", seal], env=shell.environment, check=True)
    path.unlink()
    make_keyring(Path(shell.environment["LINLI_DATA"]))
    done = shell("run")
    assert done.returncode != 0 and "another installation" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"current": "w1"}', '{"current":"w1","wrapping":{"w1":"AAAA"},"lookup":"AAAA","django":"x"}'],
)
def test_a_broken_key_file_is_named(tmp_path: Path, text: str) -> None:
    path = keyring_path(tmp_path)
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(KeyProblem, match="key file"):
        read_keyring(path)


def test_keys_are_private_and_never_replaced(tmp_path: Path) -> None:
    make_keyring(tmp_path)
    path = keyring_path(tmp_path)
    assert path.stat().st_mode & 0o077 == 0 and not path.with_suffix(".new").exists()
    with pytest.raises(KeyProblem):
        make_keyring(tmp_path)
    raw = json.loads(path.read_text())
    assert len({raw["lookup"], *raw["wrapping"].values()}) == 2


def test_readable_keys_are_a_fault_in_production(shell: Shell) -> None:
    shell("init")
    keyring_path(Path(shell.environment["LINLI_DATA"])).chmod(0o644)
    done = shell("doctor")
    assert done.returncode != 0 and "chmod 600" in done.stdout


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = Shell(blocked / "data", LINLI_MODE="production")("init")
    assert done.returncode != 0 and "LINLI_DATA" in done.stderr
    assert blocked.read_text() == ""


def test_a_database_that_is_away(shell: Shell) -> None:
    shell("init")
    away = "postgresql://linli@127.0.0.1:1/linli"
    for act in ("doctor", "run"):
        done = shell(act, LINLI_DATABASE_URL=away)
        assert done.returncode != 0 and "LINLI_DATABASE_URL" in done.stdout + done.stderr


def test_a_missing_bundle(shell: Shell, tmp_path: Path) -> None:
    shell("init")
    site = tmp_path / "site"
    site.mkdir()
    lost = "import pathlib, linli.ui.bundle as b\nb.bundle.__defaults__ = (pathlib.Path('/nowhere/manifest.json'),)\n"
    (site / "sitecustomize.py").write_text(lost)
    done = shell("run", PYTHONPATH=str(site))
    assert done.returncode != 0 and "make setup" in done.stderr


def test_wrong_settings_are_all_named() -> None:
    with pytest.raises(SettingError) as caught:
        load({"LINLI_MODE": "prod", "LINLI_PORT": "x", "LINLI_HTTPS": "maybe", "LINLI_WORKERS": "3"})
    assert [text.partition("=")[0] for text in caught.value.wrong] == ["LINLI_MODE", "LINLI_PORT", "LINLI_HTTPS"]
    assert load({"LINLI_HOSTS": "a, b"}).hosts == ("a", "b")
    assert len(rows()) > 15


def test_wrong_settings_on_the_command_line(shell: Shell) -> None:
    done = shell("doctor", LINLI_PORT="x")
    assert done.returncode == 2 and "LINLI_PORT" in done.stderr


def test_demo_is_refused_in_production_and_demo_remains_are_noticed(shell: Shell, tmp_path: Path) -> None:
    assert "LINLI_MODE=demo" in shell("demo", "load").stderr
    shell("demo", "load", "--scale", "small", LINLI_MODE="demo")
    done = shell("run")
    assert done.returncode != 0 and "Demo accounts" in done.stderr


def test_the_demo_is_loaded_once_and_its_clock_goes_forward(shell: Shell) -> None:
    demo: dict[str, Any] = {"LINLI_MODE": "demo"}
    assert "loaded" in shell("demo", "load", "--scale", "small", **demo).stdout
    again = shell("demo", "load", "--scale", "small", **demo)
    assert "here already" in again.stdout and "demo.street" in again.stdout
    assert shell("demo", "code", "street", **demo).stdout.strip().isdigit()
    assert shell("demo", "code", "nobody", **demo).returncode != 0
    assert "3 days" in shell("demo", "advance", "3d", **demo).stdout
    assert shell("demo", "advance", "-3d", **demo).returncode != 0
    assert shell("demo", "reset", **demo).returncode == 0 and not Path(shell.environment["LINLI_DATA"]).exists()


def test_a_command_without_a_database_says_what_to_do(shell: Shell) -> None:
    done = shell("journal", "verify")
    assert done.returncode == 2 and "linli init" in done.stderr
