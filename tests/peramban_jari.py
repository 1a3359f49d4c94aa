"""A real Chromium with fingers: keys, sizes and media by its debugging pipe, and what it complained of."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from peramban import PLAIN
from run import BROWSERS

KEYS = {"Tab": 9, "Enter": 13, " ": 32}


class Jari:
    """One open page; ``keluhan`` are its errors and warnings."""

    def __init__(self, commands: IO[bytes], answers: IO[bytes]) -> None:
        self.commands, self.answers, self.last, self.session = commands, answers, 0, ""
        self.keluhan: list[str] = []
        self.loaded = False

    def say(self, method: str, **params: Any) -> Any:
        """Send a command and return its result."""
        self.last += 1
        message = {"id": self.last, "method": method, "params": params} | (
            {"sessionId": self.session} if self.session else {}
        )
        self.commands.write(json.dumps(message).encode() + b"\0")
        self.commands.flush()
        while (answer := self._next()).get("id") != self.last:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _next(self) -> Any:
        heard = bytearray()
        while (byte := self.answers.read(1)) != b"\0":
            assert byte, "Chromium is gone"
            heard += byte
        answer = json.loads(heard)
        self._notice(answer.get("method"), answer.get("params", {}))
        return answer

    def _notice(self, method: str | None, params: Any) -> None:
        self.loaded |= method == "Page.loadEventFired"
        if method == "Runtime.exceptionThrown":
            self.keluhan.append(params["exceptionDetails"]["text"])
        if method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.keluhan.append(params["entry"]["text"])

    def open(self, page: Path, width: int = 1280) -> None:
        """Open a page in a window of its own and wait until it is there."""
        target = self.say("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.say("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.say(f"{domain}.enable")
        self.say("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        self.say("Page.navigate", url=page.as_uri())
        while not self.loaded:
            self._next()

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page, once it has done what it was about to do."""
        later = f"new Promise((done) => setTimeout(() => done({expression})))"
        answer = self.say("Runtime.evaluate", expression=later, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys as a person does; a key that is none of KEYS is typed."""
        for key in keys:
            text = {"Tab": "", "Enter": "\r"}.get(key, key)
            code = {"key": key, "windowsVirtualKeyCode": KEYS[key]} if key in KEYS else {"key": key}
            self.say("Input.dispatchKeyEvent", type="keyDown", text=text, **code)
            self.say("Input.dispatchKeyEvent", type="keyUp", **code)


@contextmanager
def jari(folder: Path) -> Iterator[Jari]:
    """Give a Chromium whose profile is kept in ``folder``, and end it."""
    browser = next(path for name in BROWSERS if (path := shutil.which(name)))
    (mine_in, its_out), (its_in, mine_out) = os.pipe(), os.pipe()
    command = f'exec "$@" 3<&{its_in} 4>&{its_out}'
    arguments = [browser, *PLAIN, "--remote-debugging-pipe", f"--user-data-dir={folder / 'profil'}", "about:blank"]
    running = subprocess.Popen(
        ["/bin/bash", "-c", command, "-", *arguments], pass_fds=(its_in, its_out), stderr=subprocess.DEVNULL
    )
    os.close(its_in)
    os.close(its_out)
    with os.fdopen(mine_out, "wb") as commands, os.fdopen(mine_in, "rb") as answers:
        try:
            yield Jari(commands, answers)
        finally:
            running.kill()
            running.wait()
