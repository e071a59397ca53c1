"""The packaged rules of composition of care councils."""

from __future__ import annotations

from functools import cache

from elzmodel.data.packaged import packaged_files
from elzmodel.errors import UnknownIdError
from elzmodel.governance import RuleSet
from elzmodel.io import loads
from elzmodel.landscape.names import as_text
from elzmodel.values.arguments import keep_door
from elzmodel.values.text import near

__all__ = ["rule_sets", "rules"]


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Return the packaged sets of rules (*regels*), in order of their ids.

    They are read once and remembered.

    Example:
        >>> [(rules.id, str(rules.period.start)) for rules in rule_sets()]
        [('bvr-2019', '2020-07-01'), ('bvr-2024', '2024-04-26'), ('practice', 'None')]
    """
    found = packaged_files("rules", ".yaml").values()
    return tuple(loads(each.read_text("utf-8"), of=RuleSet, name=each.name) for each in found)


def rules(key: str) -> RuleSet:
    """Return one packaged set of rules by its id.

    Args:
        key: ``"bvr-2019"``, ``"bvr-2024"`` or ``"practice"``.

    Raises:
        InvalidValueError: If *key* is not text.
        UnknownIdError: If there is no such set.

    Example:
        >>> import elzmodel as elz
        >>> care = elz.rules("bvr-2019").rules[0]
        >>> care.id, care.asks, care.grade.value
        ('R1', '4 to 6', 'B')
    """
    text, found = as_text("set of rules", key), {str(each.id): each for each in rule_sets()}
    if text not in found:
        raise UnknownIdError("set of rules", text, near(text, found) or tuple(found))
    return found[text]


keep_door(__name__)
