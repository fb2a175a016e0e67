"""A language model behind an address that speaks the OpenAI protocol: llama.cpp, Ollama, vLLM, or a service.

Nothing is sent but to the address that the user gave. An answer is bounded in time and size, and nothing in it is acted
on: it is an object whose known keys are looked at.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from onrecord.problems.second import AnswerNotUsable, BadKey, BadServerAddress, NoAnswer, ServerRefused
from onrecord.problems.sources import (
    ConnectionFailed,
    FetchProblem,
    FetchTimedOut,
    ResponseTooLarge,
)
from onrecord.sources.addresses import split, without_credentials
from onrecord.sources.fetch import Limits, Posted, post

SECONDS = 120.0
"""How long one answer may take: a model on a processor writes a few words a second."""
SIZE = 1_000_000
"""Bytes of an answer; the answer proper is a line or two."""
TRIES = 3
_LONGEST_WAIT = 30.0
_LONGEST = 100_000
"""Characters of an answer in which its object is looked for."""
_STARTS = 50
"""Places at which it is looked for."""
_PATH = "/v1/chat/completions"
_TOKENS = 1000
"""Pieces that the model may write; some think aloud before they answer."""
Messages = list[dict[str, str]]
Schema = Mapping[str, Any]


def completions_address(given: str) -> str:
    """Where questions are sent: the address of a server, with or without its path. Raises BadServerAddress."""
    parts = split(given.strip())
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadServerAddress(without_credentials(given.strip()))
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = path + (_PATH.removeprefix("/v1") if path.endswith(("/v1", "/openai")) else _PATH)
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


@dataclass(slots=True)
class LanguageModel:
    """The model of this name at an address. `key` is sent as a bearer token; `wait` is what waits between tries.

    Raises BadServerAddress or BadKey."""

    address: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = SECONDS
    tries: int = TRIES
    wait: Callable[[float], object] = field(default=time.sleep, repr=False)
    _form: int = field(default=0, init=False, repr=False)
    """The first form of a question that the server has not refused."""

    def __post_init__(self) -> None:
        self.address = completions_address(self.address)
        if self.key is not None:
            self.key = self.key.strip() or None
        if self.key and not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise BadKey

    @property
    def name(self) -> str:
        """What is kept with its answers."""
        return f"llm {self.model}"

    @property
    def shown(self) -> str:
        """Its address, as it may be shown: without name and password."""
        parts = urlsplit(without_credentials(self.address))
        return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))

    def ask(self, system: str, user: str, schema: Schema) -> dict[str, Any]:
        """The object that the model answers.

        Raises AnswerNotUsable, where the next question may do better; NoAnswer or ServerRefused."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        forms = _forms(self.model, messages, schema)
        while True:
            answer = self._sent(json.dumps(forms[self._form], ensure_ascii=True).encode())
            if answer.status in (400, 415, 422, 501) and self._form + 1 < len(forms):
                self._form += 1  # it does not know a parameter; models that do are the rule
                continue
            if answer.status != 200:
                raise ServerRefused(self.shown, answer.status, _said(answer.content))
            return _object(_content(answer.content), schema)

    def _sent(self, body: bytes) -> Posted:
        """An answer with a status that asking again would not change."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        limits = Limits(total_seconds=self.seconds, size=SIZE, redirects=3, allow_private=True)
        why = ""
        for trial in range(self.tries):
            pause = 2.0**trial
            try:
                answer = post(self.address, body, headers=headers, limits=limits)
            except ResponseTooLarge as problem:
                raise AnswerNotUsable("too long") from problem
            except (FetchTimedOut, ConnectionFailed) as problem:
                why = str(problem)
            except FetchProblem as problem:
                raise NoAnswer(self.shown, str(problem), tries=trial + 1) from problem
            else:
                if not _is_passing(answer.status):
                    return answer
                why = f"status {answer.status}{f' (“{said}”)' if (said := _said(answer.content)) else ''}."
                pause = max(pause, _seconds(answer.retry_after))
            if trial + 1 < self.tries:
                self.wait(min(pause, _LONGEST_WAIT))
        raise NoAnswer(self.shown, why, tries=self.tries)


def _is_passing(status: int) -> bool:
    """Whether a server may answer otherwise when it is asked again."""
    return status == 429 or (status >= 500 and status != 501)


def _forms(model: str, messages: Messages, schema: Schema) -> tuple[dict[str, object], ...]:
    """The same question with all that helps, without the schema, and bare: not every server knows every parameter."""
    bare: dict[str, object] = {"model": model, "messages": messages, "stream": False}
    plain = {**bare, "temperature": 0, "max_tokens": _TOKENS}
    described = {"name": "answer", "strict": True, "schema": schema}
    return {**plain, "response_format": {"type": "json_schema", "json_schema": described}}, plain, bare


def _content(body: bytes) -> str:
    """The text of the answer."""
    told = _parsed(body.decode("utf8", "replace"))
    try:
        content = told["choices"][0]["message"]["content"]
    except (TypeError, KeyError, IndexError) as error:
        raise AnswerNotUsable("malformed") from error
    if not isinstance(content, str):
        raise AnswerNotUsable("malformed")
    return content


def _object(content: str, schema: Schema) -> dict[str, Any]:
    """The object in a text: all of it or, where a model thinks aloud or draws a fence, the last one in it that has the
    keys that were asked for."""
    content = content.strip()
    if len(content) > _LONGEST:
        raise AnswerNotUsable("too long")
    keys = schema["required"]
    starts, at = [0], len(content)
    while len(starts) < _STARTS and (at := content.rfind("{", 0, at)) > 0:
        starts.append(at)
    for start in starts:
        found = _begun(content[start:]) if content[start : start + 1] == "{" else None
        if isinstance(found, dict) and all(key in found for key in keys):
            return found
    raise AnswerNotUsable("malformed")


def _begun(text: str) -> Any:
    """The value with which a text begins; None where there is none."""
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AnswerNotUsable("malformed") from error


def _said(body: bytes) -> str:
    """What a server says of its refusal, short."""
    text = body[:5000].decode("utf8", "replace")
    told = _begun(text)
    if isinstance(told, dict):
        error = told.get("error", told.get("message", told.get("detail")))
        error = error.get("message") if isinstance(error, dict) else error
        text = error if isinstance(error, str) else ""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return words if len(words) <= 200 else f"{words[:200]}…"


def _seconds(retry_after: str | None) -> float:
    """What a server asks to wait; a date counts as nothing, since waits are short."""
    return float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else 0.0
