"""`python -m tests.bench.answers [--data NAME] [--half seen|unseen] [--written FILE]`: questions by others.

Of each kind of question: how many answerable ones are answered rightly, how many others are told to be not in
the record, with the 95 % interval of Wilson; by language and by how the answer was made; and how many clients
of the lists over the practice are right. See the README of each folder `tests/data/answers*`.

`--written` lets the language model in use write, whatever it has earned, and keeps each question with its
answer in a file, to be judged by a reader; how many are written, why sentences were withheld, and the times.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from core.assistant.dto import Answer
from core.cancel import CancelToken
from core.clinical_language.months import short_day
from core.evaluation.finding import Finding
from core.evaluation.practice import temporary_practice
from core.lookup.wording import day_in_words
from core.services import Services
from core.settings import Settings
from core.sources.dto import SearchScope

DATA = Path(__file__).parents[1] / "data"
_Z = 1.96
"""Of the 95 % interval."""
ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
_MOST_SHOWN = 3
_LOAD_S = 180.0


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="answers", help="a folder of tests/data")
    parser.add_argument("--half", choices=("seen", "unseen"))
    parser.add_argument("--written", type=Path, help="let the model write; a file for the answers")
    given = parser.parse_args()
    data = DATA / given.data
    every = [json.loads(line) for line in (data / "questions.jsonl").read_text("utf-8").splitlines()]
    chosen = every if given.half is None else every[0 if given.half == "seen" else 1 :: 2]
    with tempfile.TemporaryDirectory() as nowhere:
        settings = Settings.load(Path(nowhere))
        with temporary_practice(settings) as services:
            _fill(services, charts_of(data, Path(nowhere)))
            answers = list(_answers(services, chosen, write=given.written is not None))
            _print(chosen, answers)
            if given.written is not None:
                _print_written(chosen, answers, given.written)


def charts_of(data: Path, folder: Path) -> Path:
    """The charts of a set: its own, or those that `charts.txt` names (`answers_4 1-7`), put into `folder`."""
    own = data / "charts.jsonl"
    if own.is_file():
        return own
    name, _, lines = (data / "charts.txt").read_text("utf-8").strip().partition(" ")
    first, last = (int(number) for number in lines.split("-"))
    every = (DATA / name / "charts.jsonl").read_text("utf-8").splitlines(keepends=True)
    chosen = folder / "charts.jsonl"
    chosen.write_text("".join(every[first - 1 : last]), "utf-8")
    return chosen


def _fill(services: Services, charts: Path) -> None:
    services.engine.start()
    preview = services.importer.preview([charts], CancelToken())
    services.importer.run(preview, cancel=CancelToken(), on_progress=lambda done, total: None)
    services.engine.embedder_info()
    services.index.run_pending(cancel=CancelToken(), on_progress=lambda done, total: None)
    services.retrieval.load()


def _answers(
    services: Services, questions: Sequence[dict[str, Any]], *, write: bool = False
) -> Iterator[Answer]:
    if write:
        services.engine.generator_info(timeout_s=_LOAD_S)
    clients = Finding(services).clients
    for row in questions:
        scope = SearchScope(client_id=clients[row["client_id"]] if row["scope"] == "client" else None)
        yield services.assistant.ask(row["question"], scope, use_model=write, alone=True, regenerate=True)


def is_right(row: dict[str, Any], answer: Answer) -> bool:
    """Whether an answer holds what it should; of a question without an answer, whether it says so."""
    if not row["answerable"]:
        return answer.not_in_record or (row["scope"] == "practice" and _names_nobody(answer))
    used = [source for source in answer.sources if source.used]
    words = [sentence.text for sentence in answer.sentences]
    words += [f"{source.quote} {source.passage.day} {source.client_name}" for source in used]
    told = " ".join(words).translate(ISOLATES).casefold()
    first = " ".join(sentence.text for sentence in answer.sentences[:1]).casefold()
    return (
        not answer.not_in_record
        and all(any(holds(told, one) for one in group) for group in row["include"])
        and not any(holds(first, one) for one in row["exclude"])
    )


def _names_nobody(answer: Answer) -> bool:
    """Whether a list begins with that there is nobody; those who once did may follow."""
    first = answer.sentences[0] if answer.mode == "lookup" and answer.sentences else None
    return first is not None and not first.sources and not _listed_names(first.text)


def holds(text: str, wanted: str) -> bool:
    return any(_stands_in(text, one.casefold()) for one in _spellings(wanted))


def _spellings(wanted: str) -> list[str]:
    """A day in every way of writing it; anything else as it is."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", wanted) is None:
        return [wanted]
    day = date.fromisoformat(wanted)
    return [wanted, day_in_words(day, "en"), day_in_words(day, "he"), short_day(day)]


def _stands_in(text: str, words: str) -> bool:
    before = r"(?<![\d.])" if words[:1].isdigit() else ""
    after = r"(?!\d)" if words[-1:].isdigit() else ""
    return re.search(before + re.escape(words) + after, text) is not None


def _print(questions: Sequence[dict[str, Any]], answers: Sequence[Answer]) -> None:
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    refused, looked_up_wrong = 0, 0
    for row, answer in zip(questions, answers, strict=True):
        right = is_right(row, answer)
        part = "answered rightly" if row["answerable"] else "not in the record"
        for key in ("all", row["kind"], row["lang"], f"by {answer.mode}"):
            counts[part, key][0] += right
            counts[part, key][1] += 1
        refused += int(row["answerable"] and answer.not_in_record)
        looked_up_wrong += int(answer.mode == "lookup" and not right)
    for (part, key), (count, asked) in sorted(counts.items()):
        low, high = _interval(count, asked)
        print(f"{part:<18} {key:<14} {count:>4} of {asked:<4} {count / asked:.2f}  ({low:.2f} to {high:.2f})")
    answerable = counts["answered rightly", "all"][1]
    low, high = _interval(refused, answerable)
    print(f"wrongly refused    {refused} of {answerable} ({low:.2f} to {high:.2f})")
    _print_uncertain(questions, answers)
    print(f"looked up and not right: {looked_up_wrong}")
    # A busy computer leaves out what the cross-encoder would have said; such figures measure the computer.
    print(f"not scored in time: {sum(answer.unscored for answer in answers)} of {len(answers)}")
    named, listed, held = _lists(questions, answers)
    if listed and held:
        print(f"lists: {named} of {listed} clients named are right, {named} of {held} are named")
    shown, gold = _tightness(questions, answers)
    print(f"tightness: {gold} of {shown} characters shown first are proof, {gold / shown:.2f}")


def _print_uncertain(questions: Sequence[dict[str, Any]], answers: Sequence[Answer]) -> None:
    """Of all questions, and of those that are quoted without a doubt, how many the record answers."""
    pairs = list(zip(questions, answers, strict=True))
    for answerable in (True, False):
        asked = [answer for row, answer in pairs if row["answerable"] == answerable]
        doubted = sum(answer.uncertain for answer in asked)
        kind = "answerable" if answerable else "not answerable"
        print(f"told with a doubt: {doubted} of {len(asked)} {kind}")
    plain = [row["answerable"] for row, one in pairs if not (one.uncertain or one.not_in_record)]
    print(f"told without a doubt: {sum(plain)} of {len(plain)} are in the record")


def _print_written(questions: Sequence[dict[str, Any]], answers: Sequence[Answer], path: Path) -> None:
    pairs = list(zip(questions, answers, strict=True))
    with path.open("w", encoding="utf-8") as file:
        for row, answer in pairs:
            told = {
                "question": row,
                "mode": answer.mode,
                "not_in_record": answer.not_in_record,
                "sentences": [[one.text, list(one.sources)] for one in answer.sentences],
                "withheld": [[one.text, one.reason] for one in answer.withheld],
                "quotes": {
                    one.number: [one.client_name, str(one.passage.day), one.quote]
                    for one in answer.sources
                    if one.used
                },
            }
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
    for answerable in (True, False):
        asked = [answer for row, answer in pairs if row["answerable"] == answerable]
        modes = Counter("not in the record" if one.not_in_record else one.mode for one in asked)
        print(f"{'answerable' if answerable else 'not answerable'}: {dict(modes.most_common())}")
    reasons = Counter(one.reason for _, answer in pairs for one in answer.withheld)
    print(f"withheld: {dict(reasons.most_common())}")
    times = sorted(answer.timings.total_ms / 1000 for _, answer in pairs if answer.mode == "written")
    if times:
        print(f"written: p50 {times[len(times) // 2]:.1f} s, p95 {times[int(0.95 * (len(times) - 1))]:.1f} s")


def _lists(questions: Sequence[dict[str, Any]], answers: Sequence[Answer]) -> tuple[int, int, int]:
    """Clients named rightly in the first sentence of lists, all named there, and all that should be."""
    named = listed = held = 0
    for row, answer in zip(questions, answers, strict=True):
        if row["scope"] != "practice" or not row["answerable"]:
            continue
        right = {group[0].casefold() for group in row["include"]}
        first = answer.sentences[0] if answer.sentences else None
        cited = set(first.sources) if first is not None else set()
        names = {source.client_name.casefold() for source in answer.sources if source.number in cited}
        if first is not None and not cited:
            # Who was seen on a day is in the structure, and is named without a quote.
            names = _listed_names(first.text)
        listed += len(names)
        held += len(right)
        named += sum(any(one in name for name in names) for one in right)
    return named, listed, held


def _listed_names(text: str) -> set[str]:
    """The names that a list without quotes gives behind its colon, each without its day."""
    listed = re.sub(r"\([^)]*\)", "", text.translate(ISOLATES).casefold()).partition(": ")[2]
    return {one.strip(" .") for one in listed.split(";")} if listed else set()


def _interval(count: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share (J Am Stat Assoc 1927)."""
    share, weight = count / of, _Z * _Z / of
    middle = (share + weight / 2) / (1 + weight)
    half = _Z * math.sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return middle - half, middle + half


def _tightness(questions: Sequence[dict[str, Any]], answers: Sequence[Answer]) -> tuple[int, int]:
    """Characters marked in the quotes that are shown unfolded, and how many of them lie in gold quotes."""
    shown = inside = 0
    for row, answer in zip(questions, answers, strict=True):
        if not row["gold"]:
            continue
        used = [source for source in answer.sources if source.used]
        most = len(used) if answer.mode == "lookup" else min(_MOST_SHOWN, answer.leading or _MOST_SHOWN)
        quotes = [one["quote"] for one in row["gold"]]
        for source in used[:most]:
            words = source.proof_text
            shown += len(words)
            if any(words in quote for quote in quotes):
                inside += len(words)
            else:
                inside += min(len(words), sum(len(quote) for quote in quotes if quote in words))
    return shown, inside


if __name__ == "__main__":
    main()
