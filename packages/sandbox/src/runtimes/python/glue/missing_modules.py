"""Why a module that the code imports could not be installed, for the text of its ModuleNotFoundError."""

reasons: dict[str, str] = {}


def note(module: str, reason: str) -> None:
    reasons[module] = reason
