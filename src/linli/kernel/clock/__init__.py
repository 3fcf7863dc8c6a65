"""Days, periods, ages and clocks (R0.2, R0.3, R0.4, R10.3). Pure: every date comes in as an argument."""

from linli.kernel.clock.age import age, birthday
from linli.kernel.clock.calendar import Day, DayKind, WorkCalendar, YearlyDay
from linli.kernel.clock.calendar_data import SECTIONS, parse_calendar
from linli.kernel.clock.counting import Counted, Line, Pause, Why
from linli.kernel.clock.dues import Due, due
from linli.kernel.clock.moments import LOCAL, day_end, day_start, local_day
from linli.kernel.clock.periods import Period, Unit, add_months, is_within, parse_period
from linli.kernel.clock.reasons import ClockCode
from linli.kernel.clock.segments import (
    Clock,
    Extension,
    Segment,
    SegmentKind,
    clock_due,
    explain,
    extend,
    is_late,
    pause,
    resume,
    start_clock,
    stop,
)
from linli.kernel.clock.states import ClockState, StateKind, as_of, elapsed, state_of, warning_moment
from linli.kernel.clock.words import Remaining, RemainingKind, RemainingUnit, remaining, remaining_until

__all__ = [
    "LOCAL",
    "SECTIONS",
    "Clock",
    "ClockCode",
    "ClockState",
    "Counted",
    "Day",
    "DayKind",
    "Due",
    "Extension",
    "Line",
    "Pause",
    "Period",
    "Remaining",
    "RemainingKind",
    "RemainingUnit",
    "Segment",
    "SegmentKind",
    "StateKind",
    "Unit",
    "Why",
    "WorkCalendar",
    "YearlyDay",
    "add_months",
    "age",
    "as_of",
    "birthday",
    "clock_due",
    "day_end",
    "day_start",
    "due",
    "elapsed",
    "explain",
    "extend",
    "is_late",
    "is_within",
    "local_day",
    "parse_calendar",
    "parse_period",
    "pause",
    "remaining",
    "remaining_until",
    "resume",
    "start_clock",
    "state_of",
    "stop",
    "warning_moment",
]
