"""What a Matplotlib figure shows, in words made from its axes."""

_COLLECTIONS = {
    "PathCollection": "scatter",
    "PolyCollection": "area",
    "FillBetweenPolyCollection": "area",
    "QuadMesh": "heatmap",
    "LineCollection": "lines",
    "TriContourSet": "contour",
    "QuadContourSet": "contour",
    "Poly3DCollection": "surface",
    "Path3DCollection": "3-D scatter",
}

_PATCHES = {"Rectangle": "bar", "Wedge": "pie", "Circle": "circle", "Polygon": "area", "FancyArrowPatch": "arrow"}


def describe(figure) -> str:
    """One sentence for each set of axes, at most 500 characters; empty where there is nothing to say."""
    try:
        title = getattr(figure, "_suptitle", None)
        parts = [f'Figure titled "{title.get_text()}"'] if title is not None and title.get_text() else []
        parts += [_axes(axes) for axes in figure.get_axes()[:12] if _axes(axes)]
        return "; ".join(parts)[:500]
    except Exception:
        # Words are no reason to lose the picture.
        return ""


def _axes(axes) -> str:
    kinds = _kinds(axes)
    if axes.get_label() == "<colorbar>" or not kinds and not axes.get_title():
        return ""
    series = [label for label in axes.get_legend_handles_labels()[1] if label][:10]
    words = [f"{' and '.join(kinds) or 'empty'} chart"]
    title = axes.get_title() or axes.get_title(loc="left") or axes.get_title(loc="right")
    if title:
        words.append(f'titled "{title}"')
    if not kinds or kinds != ["pie"]:
        words += [word for word in (_axis(axes, "x"), _axis(axes, "y"), _axis(axes, "z")) if word]
    if series:
        words.append(f"series {', '.join(series)}")
    return ", ".join(words)


def _kinds(axes) -> list[str]:
    lines = [line for line in axes.lines if len(line.get_xdata(orig=True)) > 1]
    kinds = ["scatter" if all(line.get_linestyle() in ("None", "none", "") for line in lines) else "line"] if lines else []
    kinds += [_COLLECTIONS.get(type(each).__name__, "") for each in axes.collections]
    kinds += [_PATCHES.get(type(each).__name__, "") for each in axes.patches]
    kinds += ["image" for _ in axes.images]
    return list(dict.fromkeys(kind for kind in kinds if kind))


def _axis(axes, name: str) -> str:
    axis = getattr(axes, f"{name}axis", None)
    if axis is None:
        return ""
    label = axis.get_label().get_text()
    return " ".join(part for part in (f"{name} axis", f'"{label}"' if label else "", _scope(axes, axis, name)) if part)


def _scope(axes, axis, name: str) -> str:
    """The axis' range, as numbers, dates or names."""
    low, high = getattr(axes, f"get_{name}lim")()
    formatter = axis.get_major_formatter()
    if "Date" in type(formatter).__name__:
        from matplotlib.dates import num2date

        return f"{num2date(low):%Y-%m-%d} to {num2date(high):%Y-%m-%d}"
    if type(formatter).__name__ in ("StrCategoryFormatter", "FixedFormatter"):
        ticks = [tick.get_text() for tick in axis.get_ticklabels() if tick.get_text()]
        return ", ".join(ticks[:6]) + ("…" if len(ticks) > 6 else "")
    return f"{low:.4g} to {high:.4g}"
