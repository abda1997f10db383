"""Problems as GitHub's workflow commands, which show each on its line of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable

from publisher.data.problems import Problem, visible

TITLE = "Please mend"


def annotations(problems: Iterable[Problem]) -> str:
    """One command a line; GitHub shows the first ten of a step, the log has them all."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    line = f",line={problem.line}" if problem.line else ""
    return f"::error file={_property(problem.file)}{line},title={TITLE}::{_message(visible(problem.message))}"


def _message(text: str) -> str:
    # https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
