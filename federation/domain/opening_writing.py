"""Rules of opening hours -> OpenStreetMap `opening_hours` text, in its normal form."""

from __future__ import annotations

from federation.domain.opening_rules import DAY, WEEK, Dates, Hours, Rule, Span, State, Weeks

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def write(hours: Hours) -> str:
    """The text of rules, always the same for the same rules; `parse` reads it back to them."""
    first, *rest = hours.rules
    # `24/7` selects no day, which only the first rule may do.
    begin = "24/7" + _modifier(first) if _always(first) else _rule(first)
    return begin + "".join(rule.join.value + _rule(rule) for rule in rest)


def _always(rule: Rule) -> bool:
    narrowed = rule.years or rule.dates or rule.weeks or rule.holidays
    whole_week = {day.number for day in rule.weekdays if not day.nth} == WEEK
    return rule.spans == (Span(0, DAY),) and whole_week and not narrowed


def _rule(rule: Rule) -> str:
    parts = [_years(rule), _dates(rule.dates), _weeks(rule.weeks), _weekdays(rule), ",".join(map(_span, rule.spans))]
    return (" ".join(part for part in parts if part) + _modifier(rule)).lstrip()


def _modifier(rule: Rule) -> str:
    usual = State.UNKNOWN if rule.comment else State.OPEN if rule.spans else None
    return ("" if rule.state is usual else f" {rule.state.value}") + (f' "{rule.comment}"' if rule.comment else "")


def _years(rule: Rule) -> str:
    words = (
        f"{first}+" if last is None else f"{first}-{last}" if last > first else f"{first}" for first, last in rule.years
    )
    return ",".join(words)


def _dates(dates: tuple[Dates, ...]) -> str:
    return ",".join(map(_date, dates))


def _date(dates: Dates) -> str:
    first, last = (_day(day, dates.whole_months) for day in (dates.first, dates.last))
    begin, end = (f"{year} " for year in dates.years) if dates.years else ("", "")
    if dates.whole_months and dates.first[0] == dates.last[0] and begin == end:
        return begin + first
    if dates.first == dates.last and begin == end:
        return begin + first
    if begin == end:
        same_month = dates.first[0] == dates.last[0] and not dates.whole_months and dates.first < dates.last
        return f"{begin}{first}-{last[4:] if same_month else last}"
    return f"{begin}{first}-{end}{last}"


def _day(day: tuple[int, int], whole_month: bool) -> str:
    name = MONTHS[day[0] - 1]
    return name if whole_month else f"{name} {day[1]:02}"


def _weeks(weeks: tuple[Weeks, ...]) -> str:
    words = (
        f"{week.first:02}"
        + (f"-{week.last:02}" if week.last > week.first else "")
        + (f"/{week.step}" if week.step > 1 else "")
        for week in weeks
    )
    return f"week {','.join(words)}" if weeks else ""


def _weekdays(rule: Rule) -> str:
    numbers = [day.number for day in rule.weekdays if not day.nth]
    words = [
        f"{WEEKDAYS[first]}-{WEEKDAYS[last]}" if last > first else WEEKDAYS[first] for first, last in runs(numbers)
    ]
    words += [f"{WEEKDAYS[day.number]}[{','.join(map(str, day.nth))}]" for day in rule.weekdays if day.nth]
    return ",".join([*words, "PH"] if rule.holidays else words)


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Days of the week as (first, last), at least three in a row made one."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return [
        part
        for first, last in found
        for part in ([(first, last)] if last - first != 1 else [(first, first), (last, last)])
    ]


def _span(span: Span) -> str:
    begin = clock(span.begin)
    end = f"-{clock(span.end if span.end <= DAY else span.end - DAY)}" if span.end > span.begin else ""
    return begin + end + ("+" if span.open_end else "")


def clock(minutes: int) -> str:
    """`09:30`; `24:00` is the end of a day."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
