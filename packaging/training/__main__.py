"""`python3 packaging/dev.py train STEP`: an adapter with which the starter model reads quotes.

    rows       questions and what the program finds for them, written to the work folder
    weights    whether the weights taken from the GGUF file score as llama.cpp does
    train      learns, from the last checkpoint if there is one; can be stopped at any time
    export     the adapter for llama.cpp, compared with what was trained
    evaluate   how well the first token tells, on charts that were never learned from
    card       what there is to know about the adapter, for the file beside it

And the cross-encoder, which says of each sentence whether it answers (the rows are the same):

    cross-train      learns from SQuAD and HeQ, then from the rows; goes on from its last checkpoint
    cross-export     the adapter of the embedder, compared with what was trained
    cross-evaluate   how well it tells, on charts that were never learned from
    cross-card       its card

And the weights with which lookups recognise what a question asks:

    questions        fits them, and prints how well each hand is understood by what the others wrote

Runs for hours on two cores beside other work; takes a GPU where PyTorch has one.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

_HERE = Path(__file__).resolve()
DATA = _HERE.parent / "data"
ROOT = _HERE.parents[2]
# Started as a folder: its own modules, and the program's.
sys.path += [str(_HERE.parents[1]), str(ROOT)]

from training import cross_steps, question_reader, results, steps  # noqa: E402

STEPS = ("rows", "weights", "train", "export", "evaluate", "card")
CROSS_STEPS = ("cross-train", "cross-export", "cross-evaluate", "cross-card")
QUESTIONS = "questions"
WEIGHTS = ROOT / "core" / "lookup" / "question_reader.npz"


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=(*STEPS, *CROSS_STEPS, QUESTIONS))
    parser.add_argument("--work", type=Path, default=steps.default_work(), help="where everything is written")
    parser.add_argument("--models", type=Path, default=Path(sys.prefix) / "share" / "anamnesis" / "models")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data", help="data not ours")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument(
        "--rows", type=int, default=15_000, help="how many rows to learn from, epochs and all"
    )
    parser.add_argument("--general", type=int, default=3_500, help="questions of SQuAD for cross-train")
    parser.add_argument("--hebrew", type=int, default=3_000, help="questions of HeQ for cross-train")
    parser.add_argument("--start", type=Path, help="an adapter that cross-train goes on from")
    parser.add_argument("--epochs", type=int, default=1, help="over the rows, of cross-train")
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--measure", type=int, default=1000, help="rows between two points of the curve")
    parser.add_argument(
        "--sample", type=int, help="held-out rows: of a point of the curve 200, of evaluate all"
    )
    parser.add_argument("--answers", type=int, default=12, help="answers written out by evaluate")
    parser.add_argument("--adapter", type=Path, help="evaluate what llama.cpp reads with this file")
    return parser.parse_args(arguments)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Exit status 3 where a step needs what another one makes, 130 where it was stopped."""
    given = parse(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _run(given)
    except FileNotFoundError as missing:
        print(
            f"There is no {missing.filename}. The steps in their order: {', '.join(STEPS)}.", file=sys.stderr
        )
        return 3
    except KeyboardInterrupt:
        return 130
    return 0


def _run(given: argparse.Namespace) -> None:
    if given.step == QUESTIONS:
        question_reader.run(given.models, _HERE.parent / "wordings", DATA, WEIGHTS)
        return
    work = steps.Work(given.work, given.models)
    if given.step in CROSS_STEPS:
        _run_cross(work, given)
    elif given.step == "rows":
        steps.rows(work, data=DATA, shared=given.shared, seed=given.seed)
    elif given.step == "weights":
        results.weights(work)
    elif given.step == "train":
        plan = steps.plan(seed=given.seed, rows=given.rows, rate=given.rate)
        steps.train(
            work, plan, threads=given.threads, measure=given.measure, count=given.sample or steps.SAMPLE
        )
    elif given.step == "evaluate":
        results.evaluate(work, adapter=given.adapter, answers=given.answers, count=given.sample)
    elif given.step == "export":
        results.export(work)
    else:
        results.card(work)


def _run_cross(work: steps.Work, given: argparse.Namespace) -> None:
    if given.step == "cross-train":
        plan = cross_steps.plan_of(
            seed=given.seed,
            general=given.general,
            hebrew=given.hebrew,
            epochs=given.epochs,
            start=given.start,
            rate=given.rate,
        )
        hebrew = given.shared / "reader" / "heq.jsonl"
        cross_steps.train(work, plan, hebrew=hebrew, start=given.start, threads=given.threads)
    elif given.step == "cross-export":
        cross_steps.export(work)
    elif given.step == "cross-evaluate":
        cross_steps.evaluate(work, adapter=given.adapter)
    else:
        cross_steps.card(work)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
