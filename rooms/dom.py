"""The ids of living things on a page: the one place that makes them."""


def dom_id(thing, part: str = "") -> str:
    """Return `<model>-<pk>` or `<model>-<pk>-<part>`, the same in templates, swaps and tests."""
    return named(thing._meta.model_name, thing.pk, part)


def named(model_name: str, pk: int, part: str = "") -> str:
    """The same id where only the primary key is at hand."""
    return f"{model_name}-{pk}-{part}" if part else f"{model_name}-{pk}"
