"""Runs a command of Comptoir again and again, each time killed (SIGKILL) at another moment; a program of its own.

A moment is a call to the system that changes or opens something, seen by an audit hook: they are counted in a first run
and spread over the later ones. One process has loaded everything and forks for each run, so a run takes no start.

    python killed.py MOMENTS WORD ...

It prints how the first run ended. For each line "kill" it runs the command and kills it at the next moment; for "whole"
it lets it run. Each time it prints how that ended.
"""

import os
import signal
import sys

SEEN = ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "sqlite3.connect", "subprocess.Popen")


class Clock:
    """Counts the moments; kills its process at one of them."""

    def __init__(self, kill_at: int) -> None:
        self.kill_at = kill_at
        self.count = 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in SEEN or (event == "open" and not self._writes(arguments)):
            return
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _writes(self, arguments: tuple[object, ...]) -> bool:
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        return isinstance(arguments[0], (str, bytes)) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def run(words: list[str], kill_at: int) -> tuple[int, int]:
    """Run the command in a child; return how it ended (a signal is negative) and how many moments it had."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        clock = Clock(kill_at)
        sys.addaudithook(clock)
        code = _command(words)
        os.write(theirs, str(clock.count).encode())
        os._exit(code)
    os.close(theirs)
    counted = os.fdopen(ours).read()
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), int(counted or 0)


def _command(words: list[str]) -> int:
    from comptoir.ops.cli import main

    os.dup2(2, 1)
    try:
        main(words)
    except SystemExit as error:
        return int(error.code or 0)
    return 0


def main() -> None:
    moments, words = int(sys.argv[1]), sys.argv[2:]
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    django.setup()
    code, total = run(words, 0)
    say(f"{code} {total}")
    number = 0
    for line in sys.stdin:
        killed = line.strip() == "kill"
        code, _none = run(words, 1 + number * (total - 1) // max(moments - 1, 1) if killed else 0)
        number += killed
        say(str(code))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
