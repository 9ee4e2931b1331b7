"""What bin/run and bin/test do before the product or the tests take over. Standard library only."""

import argparse
import fcntl
import os
import socket
import sys
from pathlib import Path

from places import BIN, ROOT

sys.path.append(str(ROOT))

import assets
import packages
import system

from comptoir.ops.preflight import CannotStart, require_free_port, require_writable

HELP = """usage: bin/test [--changed] [options of pytest] [paths]

Sets up everything the tests need and runs them: all of them, or those of the paths.

  --changed   (first) only the tests that a change can touch: what differs from the main branch, committed or not.
              Browser tests are among them when a template, a style sheet or a script changed.

  bin/test                       everything
  bin/test --changed             the loop of a developer
  bin/test --changed -x          the same, until the first failure
  bin/test tests/sales -k won    pytest's own options and paths
  npm test [part of a path]      the unit tests of scripts alone

pytest's own options: .venv/bin/pytest --help"""
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (only compared with)


def main(arguments: list[str]) -> None:
    command, *rest = arguments
    try:
        {"run": start, "test": test}[command](rest)
    except CannotStart as error:
        print(f"bin/{command}: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


def start(arguments: list[str]) -> None:
    """Prepare, then become `comptoir serve`."""
    options = parse(arguments)
    home = Path(os.environ.get("COMPTOIR_HOME") or ROOT / "var").expanduser().absolute()
    require_writable(ROOT, "The folder of Comptoir")
    require_writable(home, "COMPTOIR_HOME")
    require_free_port(options.host, options.port)
    prepare("runtime")
    os.environ["COMPTOIR_HOME"] = str(home)
    name_ourselves(options.host, options.port)
    first = ["--first-start", "empty" if options.empty else "demo"]
    become(["comptoir", "serve", "--host", options.host, "--port", str(options.port), *first])


def test(arguments: list[str]) -> None:
    """Prepare, then become pytest, or what chooses for it (--changed)."""
    if {"-h", "--help"} & set(arguments):
        print(HELP)
        return
    require_writable(ROOT, "The folder of Comptoir")
    prepare("dev")
    system.prepare_chromium()
    os.chdir(ROOT)
    if arguments[:1] == ["--changed"]:
        become(["python", str(Path(__file__).with_name("changed.py")), *arguments[1:]])
    become(["pytest", "-n", "2", "--dist", "loadfile", *arguments])


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/run", description="Set up everything Comptoir needs, and start it.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (default: %(default)s)")
    parser.add_argument("--empty", action="store_true", help="on the first start, make no demo data")
    return parser.parse_args(arguments)


def port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is no port; take a number from 1 to 65535")
    return int(text)


def prepare(lock: str) -> None:
    """Do what is missing, one start at a time."""
    checkout = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(checkout, fcntl.LOCK_EX)
    packages.prepare(lock)
    assets.prepare()
    os.close(checkout)


def name_ourselves(host: str, port: int) -> None:
    """Tell the product under which address it is reached, unless its owner has said so."""
    name = socket.gethostname() if host in EVERYWHERE else host
    os.environ.setdefault("COMPTOIR_URL", f"http://{f'[{name}]' if ':' in name else name}:{port}")
    if host in EVERYWHERE:
        own = {str(found[4][0]) for found in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)}
        os.environ.setdefault("COMPTOIR_HOSTS", ",".join(sorted(own)))


def become(command: list[str]) -> None:
    program, *arguments = command
    os.execv(BIN / program, [str(BIN / program), *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
