"""Errors of a language model as second reader."""

from onrecord.problems import Problem


class SecondReaderProblem(Problem):
    """A language model cannot be asked, or gives no usable answer."""


class BadServerAddress(SecondReaderProblem):
    """What was given as the address of a server is none."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"“{address[:200]}” is not the address of a server. Give the one that your language model listens on, such "
            "as http://localhost:8080 for llama.cpp, http://localhost:11434 for Ollama, http://localhost:8000 for "
            "vLLM."
        )


class BadKey(SecondReaderProblem):
    """A key that cannot be sent."""

    def __init__(self) -> None:
        super().__init__(
            "The key of the language model's server cannot be sent: it has line breaks, blanks or characters outside "
            "ASCII. Set ONRECORD_LLM_KEY again; for a server that asks for no key, unset it."
        )


class ServerRefused(SecondReaderProblem):
    """The server answers, but to no question of this kind."""

    def __init__(self, address: str, status: int, said: str) -> None:
        told = f": “{said}”" if said else ""
        hint = {401: "Set ONRECORD_LLM_KEY to its key.", 403: "Set ONRECORD_LLM_KEY to a key that may use the model."}
        otherwise = "Check the address and --model; the server must speak the OpenAI protocol (/v1/chat/completions)."
        super().__init__(f"{address} refused with status {status}{told}. {hint.get(status, otherwise)}")


class NoAnswer(SecondReaderProblem):
    """The server could not be reached, or did not answer, however often it was asked."""

    def __init__(self, address: str, why: str, *, tries: int) -> None:
        super().__init__(
            f"No answer from the language model at {address} after {tries} tries: {why} What was answered before is "
            "kept; start the server, then run the command again."
        )


class AnswerNotUsable(SecondReaderProblem):
    """An answer that is not what was asked for; `reason` is short, to be counted."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The answer of the language model is not used: {reason}.")
