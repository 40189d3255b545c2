"""Fetches the prebuilt GraphiQL page into the API's static files, each package by its hash.

Run `python tools/vendor_graphiql.py` after changing a version and its hash below. It needs `npm`
and a registry; nothing else of the project ever does.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path
from tempfile import TemporaryDirectory

TARGET = Path(__file__).parents[1] / "api/tripoint_api/static/graphiql"


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package.

    Attributes:
        name, version: what is fetched.
        integrity: SHA-512 of the archive, as package-lock files write it.
        files: path inside the package to the name it gets here.
    """

    name: str
    version: str
    integrity: str
    files: dict[str, str]


PACKAGES = (
    Package(
        "graphiql",
        "3.9.0",
        "sha512-rJYFlHdBbug9+YbFSwRVvgfPjCayC7wHecZkx/qB4XLuQPFQZw/yB9pmHFtOJV6RiNBBHro3u1GdocKa3YcGRA==",
        {
            "graphiql.min.js": "graphiql.min.js",
            "graphiql.min.css": "graphiql.min.css",
            "LICENSE": "LICENSE.graphiql",
        },
    ),
    Package(
        "react",
        "18.3.1",
        "sha512-wS+hAgJShR0KhEvPJArfuPVN1+Hz1t0Y6n5jLrGQbkb4urgPE/0Rve+1kMB1v/oWgHgm4WIcV+i7F2pTVj+2iQ==",
        {"umd/react.production.min.js": "react.production.min.js", "LICENSE": "LICENSE.react"},
    ),
    Package(
        "react-dom",
        "18.3.1",
        "sha512-5m4nQKp+rZRb09LNH59GM4BxTh9251/ylbKIbpe7TpGxfJ+9kv6BLkLBXIjjspbgbnIBNqlI23tRnTWT0snUIw==",
        {
            "umd/react-dom.production.min.js": "react-dom.production.min.js",
            "LICENSE": "LICENSE.react-dom",
        },
    ),
)


def fetched(package: Package, folder: Path) -> Path:
    """The package's archive, downloaded and checked against its hash.

    Raises:
        SystemExit: npm fails, or the archive is not the one this script knows.
    """
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch packages and was not found")
    told = subprocess.run(  # noqa: S603 - fixed arguments, no shell
        [npm, "pack", f"{package.name}@{package.version}", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        sys.exit(f"npm pack {package.name}@{package.version} failed:\n{told.stderr}")
    archive = folder / str(json.loads(told.stdout)[0]["filename"])
    found = "sha512-" + b64encode(sha512(archive.read_bytes()).digest()).decode()
    if found != package.integrity:
        sys.exit(f"{archive.name} is {found}, not {package.integrity}; nothing was changed")
    return archive


def contents(package: Package, archive: Path) -> dict[str, bytes]:
    """What is taken from an archive: name here to bytes."""
    with tarfile.open(archive) as opened:
        read = {}
        for inside, name in package.files.items():
            member = opened.extractfile(f"package/{inside}")
            if member is None:
                sys.exit(f"{archive.name} holds no file {inside}")
            read[name] = member.read()
        return read


def main() -> None:
    """Fetch everything, then write everything; `--check` only says whether it would change."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 if different")
    check = options.parse_args().check
    files: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        for package in PACKAGES:
            files |= contents(package, fetched(package, Path(folder)))
    changed = [
        name
        for name, data in files.items()
        if not (TARGET / name).is_file() or (TARGET / name).read_bytes() != data
    ]
    if check:
        sys.exit(f"different: {', '.join(changed)}" if changed else 0)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in changed:
        (TARGET / name).write_bytes(files[name])
    print("written:" if changed else "nothing to do", *changed)


if __name__ == "__main__":
    main()
