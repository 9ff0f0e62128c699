"""`python -m core.engine.processor MODELS_DIR`: runs the starter models here and prints the results.

The last step of a set-up or an installation: it is only reported ready after producing a token and a vector
on this computer. Each line is one result; the exit status is 0 if both models work.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.engine.catalogue import ModelSpec, starter_models
from core.engine.processor.processor import Processor
from core.engine.processor.record import Trial
from core.errors import InputRefused

EXIT_USAGE, EXIT_ENVIRONMENT = 2, 4


def main(arguments: list[str]) -> int:
    """Tries both starter models again, ignoring earlier results."""
    if len(arguments) != 1:
        print("usage: python -m core.engine.processor MODELS_DIR", file=sys.stderr)
        return EXIT_USAGE
    directory = Path(arguments[0])
    try:
        processor = Processor((directory,))
    except InputRefused as error:
        print(f"No such level: {error.params['name']}. Known are {error.params['known']}.")
        return EXIT_USAGE
    processor.forget()
    starters = starter_models(directory)
    outcomes = [_report(processor, spec) for spec in (starters.generator, starters.embedder)]
    return 0 if all(outcomes) else EXIT_ENVIRONMENT


def _report(processor: Processor, spec: ModelSpec) -> bool:
    before = len(processor.findings.crashes)
    trial = processor.try_model(spec, plain=True)
    for crash in processor.findings.crashes[before:]:
        print(f"Level {crash.level} ended with {crash.signal}: the next safer one is tried.")
    print(f"{spec.name}: {_words(spec, trial)}", flush=True)
    return trial is not None and trial.works


def _words(spec: ModelSpec, trial: Trial | None) -> str:
    if trial is None:
        return "its file is missing or damaged"
    if not trial.works:
        return f"does not run on this computer ({trial.reason}, level {trial.level})"
    if spec.kind == "embedder":
        return f"works, level {trial.level} ({trial.method}, and by its library)"
    return (
        f"works, level {trial.level}: reads {trial.prompt_tokens_per_s:.0f} and writes "
        f"{trial.tokens_per_s:.0f} tokens a second"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
