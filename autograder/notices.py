"""What a student is told, in German, of a submission as a whole: that it is not gradable, or what was cut short."""

from __future__ import annotations

from collections.abc import Sequence

NOT_GRADABLE = (
    "Ihre Abgabe konnte nicht bewertet werden: Es wurde kein lesbares Notebook dieser Aufgabe gefunden. "
    "Bitte wenden Sie sich an die Dozentin oder den Dozenten."
)
_LIMITS = {
    "time": "die Rechenzeit einer Zelle oder eines Aufrufs",
    "submission time": "die Rechenzeit der ganzen Abgabe",
    "memory": "der Arbeitsspeicher",
    "processes": "die Zahl der Prozesse",
    "disk": "der Speicherplatz",
    "output": "die Menge der Ausgaben",
    "supervision": "die Überwachung der Prozesse, die gestört wurde",
}


def cut_short(exceeded: Sequence[str], lost: Sequence[str]) -> str:
    """Return what was cut short; empty if nothing was.

    Args:
        exceeded: Limits that the submission exceeded.
        lost: Why its kernels were lost.
    """
    if exceeded:
        what = ", ".join(_LIMITS.get(limit, limit) for limit in exceeded)
        return f"Beim Bewerten wurde eine Grenze erreicht: {what}. Was davor erreicht war, zählt."
    return "Der Kernel ist beim Ausführen Ihres Codes abgestürzt. Was davor erreicht war, zählt." if lost else ""
