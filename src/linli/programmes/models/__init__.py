"""Tables of programmes."""

from linli.programmes.models.programme import PlannedTask, Programme
from linli.programmes.models.target import TargetLine, TargetValue

__all__ = ["PlannedTask", "Programme", "TargetLine", "TargetValue"]
