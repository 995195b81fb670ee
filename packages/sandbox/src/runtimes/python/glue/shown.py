"""What the reader has seen already, so that nothing comes twice."""

# Identity → (the value, what it looked like). Holding the value keeps its identity from being used again.
_seen: dict[int, tuple[object, int | None]] = {}
# What was there before this run of a session.
_before: set[int] = set()


def begin(drawings: list) -> None:
    """A new run: what is there already may be shown again, and is not left over."""
    for value in drawings:
        add(value)
    forget_looks()
    _before.update(_seen)


def add(value: object, look: str | bytes | None = None) -> None:
    _before.discard(id(value))
    _seen[id(value)] = (value, None if look is None else hash(look))


def has(value: object) -> bool:
    return id(value) in _seen


def looks_same(value: object, look: str | bytes) -> bool:
    """Whether just this value was shown, looking like this."""
    return has(value) and _seen[id(value)][1] == hash(look)


def has_look(look: str | bytes) -> bool:
    """Whether anything that looks like this was shown."""
    return any(known == hash(look) for _, known in _seen.values())


def anything() -> bool:
    return bool(_seen.keys() - _before)


def forget_looks() -> None:
    """What was taken back may come again as it was; it is not left over all the same."""
    for key, (value, _) in _seen.items():
        _seen[key] = (value, None)
