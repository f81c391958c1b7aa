"""What stands around the code keeps its promises: lock files, Makefile, CI script, licence, README."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from federation.registry.network import load_network
from federation.settings import PREFIX, Settings
from tests.plan import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"([a-z0-9][a-z0-9-]*)==([^ ;]+)( ; [^\\]+)?( --hash=sha256:[0-9a-f]{64})+")
LARGEST = 1_000_000


def locked(name: str) -> list[str]:
    """The requirements of a lock file, one a line, continued lines joined."""
    text = (ROOT / name).read_text("utf-8")
    return re.sub(r"\s*\\\n\s*", " ", text).splitlines()


def pins(name: str) -> dict[str, str]:
    return {found[1]: found[2] for line in locked(name) if (found := PINNED.fullmatch(line))}


def wanted(*extras: str) -> set[str]:
    """The libraries that pyproject.toml names itself, as the index writes them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    names = {re.split(r"[\[<>=;, ]", line)[0].lower() for line in lines}
    return names - {"cantines"}


def make(*arguments: str) -> str:
    # `make test` runs this too: its own flags are not for the make that is looked at.
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    answer = subprocess.run(["make", *arguments], cwd=ROOT, env=outside, capture_output=True, text=True, check=True)
    return answer.stdout


def targets() -> set[str]:
    return set(re.findall(r"^make ([a-z]+) ", make(), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_library_has_a_version_and_hashes(name: str) -> None:
    assert [line for line in locked(name) if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert re.findall(r"^\s*--(?!hash=)\S+", text, re.MULTILINE) == []


def test_what_the_project_runs_with_is_locked() -> None:
    assert wanted("postgresql", "redis", "build") - pins("requirements.lock").keys() == set()


def test_what_the_tests_run_with_is_locked() -> None:
    assert wanted("dev") - pins("requirements-dev.lock").keys() == set()


def test_both_locks_agree() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_nothing_is_missing_from_the_lock() -> None:
    """What is installed is what the lock names, without looking at what a library itself asks for."""
    answer = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_make_alone_lists_the_targets() -> None:
    assert {"run", "test", "check", "format", "lint", "types", "bench", "screenshots", "lock", "clean"} <= targets()


def test_clean_never_touches_data() -> None:
    assert not re.search(r"\b(data|sites)\b", make("--dry-run", "clean"))


def test_the_readme_types_only_what_exists() -> None:
    typed = re.findall(r"`?\bmake ([a-z]+)", (ROOT / "README.md").read_text("utf-8"))
    assert {"run", "test"} <= set(typed)
    assert set(typed) - targets() == set()


def test_the_network_of_the_readme_can_be_loaded() -> None:
    found = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert found
    network = load_network(found[1], "README.md", formats=["auto"])
    assert [source.key for site in network.sites for source in site.sources] == ["agenda-ics"]


def test_the_documents_name_files_that_exist() -> None:
    missing = [
        f"{document.relative_to(ROOT)}: {name}"
        for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for name in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text("utf-8"))
        if not (document.parent / name).exists()
    ]
    assert missing == []


def test_the_documents_name_settings_that_exist() -> None:
    known = {PREFIX + item.name.upper() for item in fields(Settings)}
    for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "Containerfile"]:
        named = set(re.findall(r"\bCANTINES_(?!TEST_)[A-Z_]+[A-Z]", document.read_text("utf-8")))
        assert named <= known, document.name


def test_every_folder_of_tests_is_a_package() -> None:
    """So that two of them may hold a file of the same name."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("name", [".ci/run", ".ci/packages", "scripts/make-venv"])
def test_a_script_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    subprocess.run([shutil.which("bash") or "sh", "-n", ROOT / name], check=True)


def test_the_licence_is_the_whole_agpl() -> None:
    text = (ROOT / "LICENSE").read_text("ascii")
    assert re.match(r"\s+GNU AFFERO GENERAL PUBLIC LICENSE\n\s+Version 3, 19 November 2007\n", text)
    assert "How to Apply These Terms to Your New Programs" in text
    assert 34_000 < len(text) < 35_000


def test_no_file_is_heavy() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name and not name.startswith("tests/corpus/")]
    assert [name for name in names if (ROOT / name).exists() and (ROOT / name).stat().st_size > LARGEST] == []


def make_venv(folder: Path, **environment: str) -> str:
    """What the installing script says in a folder where nothing was made yet; it must refuse."""
    answer = subprocess.run(
        [ROOT / "scripts" / "make-venv", "requirements.lock"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1
    assert not (folder / ".venv" / "bin").exists()
    return answer.stderr


def interpreter(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def test_an_old_python_is_named(tmp_path: Path) -> None:
    for name in ("python3", *(f"python3.{minor}" for minor in range(11, 15))):
        interpreter(tmp_path / name, 'test "$1" = --version && echo Python 3.9.2')
    said = make_venv(tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert "Python 3.11 or newer is needed and there is Python 3.9.2 here" in said


def test_a_chosen_python_that_is_old_is_refused(tmp_path: Path) -> None:
    said = make_venv(tmp_path, PYTHON=interpreter(tmp_path / "old", "exit 1"))
    assert "is not Python 3.11 or newer" in said


def test_a_python_without_venv_is_told_the_package(tmp_path: Path) -> None:
    lame = interpreter(tmp_path / "lame", 'case "$2" in *ensurepip*) exit 1;; esac')
    assert "apt install python3-venv" in make_venv(tmp_path, PYTHON=lame)
