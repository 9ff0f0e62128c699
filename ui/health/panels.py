"""The diagrams of the last weeks: lines by day, failures by code; independent of pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QLocale, QObject, Qt

from core.health.service import FIGURE_DAYS
from core.metrics.names import BUDGETS_S, Operation
from core.metrics.summary import Figures, Quantiles, Summary
from ui.health.wording import HealthWords, code_title
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate_as

_BARS = 6
Style = Literal["main", "second", "third"]
"""Distinguished by colour and by the kind of line."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value for each of the days, None where nothing was counted."""

    name: str
    style: Style
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LinePanel:
    """`limit` is drawn across; `highest` is the top of the scale; `tips` the tool tip of each day."""

    title: str
    told: str
    days: tuple[date, ...]
    series: tuple[Series, ...]
    highest: float
    show_value: Callable[[float], str]
    limit: float | None = None
    limit_name: str = ""
    tips: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return all(value is None for each in self.series for value in each.values)


@dataclass(frozen=True, slots=True)
class BarPanel:
    """The most frequent first, each with its count."""

    title: str
    told: str
    bars: tuple[tuple[str, int], ...]

    @property
    def empty(self) -> bool:
        return not self.bars


Panel = LinePanel | BarPanel


class PanelMaker(QObject):
    """A QObject for its `tr`."""

    def panels(self, figures: Figures) -> tuple[Panel, ...]:
        """In reading order."""
        self._words = HealthWords()
        self._days = tuple(figures.today - timedelta(days=back) for back in reversed(range(FIGURE_DAYS)))
        by_day = {each.day: each for each in figures.days}
        self._summaries = tuple(by_day.get(day) for day in self._days)
        whole = figures.whole
        titles: dict[Operation, str] = {
            "ask": self.tr("Asking"),
            "find": self.tr("Finding"),
            "save": self.tr("Saving"),
            "unlock": self.tr("Unlocking"),
        }
        return (
            *(self._durations(name, title, whole) for name, title in titles.items()),
            self._answers(whole),
            self._starts(whole),
            self._failures(whole),
            self._codes(whole),
        )

    def _durations(self, name: Operation, title: str, whole: Summary) -> LinePanel:
        days = [None if each is None else each.durations.get(name) for each in self._summaries]
        budget = BUDGETS_S[name]
        longest = max((each.p99_s for each in days if each is not None), default=0.0)
        found = whole.durations.get(name)
        return LinePanel(
            title=title,
            told=self._quantiles(found) if found is not None else "",
            days=self._days,
            series=(
                Series(self.tr("median"), "second", _values(days, lambda each: each.p50_s)),
                Series(self.tr("95 %"), "main", _values(days, lambda each: each.p95_s)),
                Series(
                    self.tr("99 %"),
                    "third",
                    _values(days, lambda each: each.p99_s),
                ),
            ),
            highest=max(longest, budget) * 1.1,
            show_value=self._words.duration,
            limit=budget,
            limit_name=self.tr("allowed: {time}").format(time=self._words.duration(budget)),
            tips=self._tips([self._quantiles(each) if each is not None else "" for each in days]),
        )

    def _quantiles(self, found: Quantiles) -> str:
        times = self.tr("median {p50}, 95 % within {p95}, 99 % within {p99}").format(
            p50=self._words.duration(found.p50_s),
            p95=self._words.duration(found.p95_s),
            p99=self._words.duration(found.p99_s),
        )
        return one_line((times, self.tr("%n time(s)", "measured", found.count)))

    def _answers(self, whole: Summary) -> LinePanel:
        cached, withheld = self.tr("from the cache"), self.tr("withheld sentences")
        unscored = self.tr("no second check")
        return self._shares(
            self.tr("Answers"),
            {
                cached: ("main", lambda day: day.cache_share),
                withheld: ("second", lambda day: day.withheld_share),
                unscored: ("third", lambda day: day.unscored_share),
            },
            whole,
        )

    def _starts(self, whole: Summary) -> LinePanel:
        ended = self.tr("ended as they should")
        return self._shares(
            self.tr("Starts of the program"), {ended: ("main", lambda day: day.crash_free_share)}, whole
        )

    def _failures(self, whole: Summary) -> LinePanel:
        name = self.tr("failed")
        highest = max((each.error_share or 0.0 for each in self._summaries if each is not None), default=0.0)
        return self._shares(
            self.tr("Failures"),
            {name: ("main", lambda day: day.error_share)},
            whole,
            highest=max(highest * 1.1, 0.1),
            limit=0.05,
        )

    def _shares(
        self,
        title: str,
        lines: dict[str, tuple[Style, Callable[[Summary], float | None]]],
        whole: Summary,
        *,
        highest: float = 1.0,
        limit: float | None = None,
    ) -> LinePanel:
        def told(day: Summary | None) -> str:
            if day is None:
                return ""
            known = {name: share(day) for name, (_, share) in lines.items()}
            return one_line(
                self.tr("{share} {what}").format(share=percent_text(value), what=name)
                for name, value in known.items()
                if value is not None
            )

        return LinePanel(
            title=title,
            told=told(whole),
            days=self._days,
            series=tuple(
                Series(name, style, tuple(None if day is None else share(day) for day in self._summaries))
                for name, (style, share) in lines.items()
            ),
            highest=highest,
            show_value=percent_text,
            limit=limit,
            limit_name="" if limit is None else self.tr("allowed: {share}").format(share=percent_text(limit)),
            tips=self._tips([told(each) for each in self._summaries]),
        )

    def _codes(self, whole: Summary) -> BarPanel:
        often = sorted(whole.errors.items(), key=lambda each: (-each[1], each[0]))
        bars = tuple((code_title(code), count) for code, count in often[:_BARS])
        told = self.tr("%n failure(s)", "in the last weeks", sum(whole.errors.values()))
        return BarPanel(self.tr("Failures by kind"), told if bars else "", bars)

    def _tips(self, told: list[str]) -> tuple[str, ...]:
        pairs = zip(self._days, told, strict=True)
        return tuple(one_line((day_text(day), text), separator="\n") if text else "" for day, text in pairs)


def _values(
    days: Iterable[Quantiles | None], value: Callable[[Quantiles], float]
) -> tuple[float | None, ...]:
    return tuple(None if each is None else value(each) for each in days)


def percent_text(share: float) -> str:
    """`4.2 %`, `97 %`; one decimal below ten."""
    percent = share * 100
    digits = 1 if 0 < percent < 10 else 0
    number = QLocale().toString(float(percent), "f", digits)
    return isolate_as(f"{number} %", Qt.LayoutDirection.LeftToRight)
