"""wikiseek funnel"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wikiseek import codec
from wikiseek.cli.options import as_json, say
from wikiseek.errors import NotFound
from wikiseek.gates import Thresholds
from wikiseek.synthesis import folder as files
from wikiseek.synthesis.funnel import Funnel, funnel_of
from wikiseek.synthesis.regate import Regated, Rules, reasons, regate, summary

Json = dict[str, Any]
_CHANGES_SHOWN = 20
_WORDED = {"model": "by the model", "rules": "by rules", "choice": "by rules as the model chose"}


@click.command("funnel")
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--top-k", type=click.IntRange(0, 100), help="Judge again: pages of a lookup with the question.")
@click.option("--clause-k", type=click.IntRange(0, 100), help="Judge again: pages of a lookup with a part of it.")
@click.option("--max-per-constant", type=click.IntRange(1), help="Judge again: items that may use one constant.")
@click.option("--max-per-hidden", type=click.IntRange(1), help="Judge again: items that may hide one page.")
@click.option("--overlap", multiple=True, type=click.Path(path_type=Path), help="Judge again: evaluation questions.")
@as_json
def command(
    run: Path,
    top_k: int | None,
    clause_k: int | None,
    max_per_constant: int | None,
    max_per_hidden: int | None,
    overlap: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Show where the attempts of RUN ended, and what the model spent.

    With a threshold, its attempts are judged again from what the run recorded: no index and no model is
    asked. What that does not suffice for is said to be undecided, and why. The run itself is not changed.

    \b
    Example: wikiseek funnel runs/first
    Under other thresholds: wikiseek funnel runs/first --top-k 3 --overlap hotpot_dev.json
    """
    if not (run / files.FINGERPRINT).is_file():
        raise NotFound(f"{run} is no run: it has no {files.FINGERPRINT}")
    items, rejects = files.read_lines(run / files.ITEMS), files.read_lines(run / files.REJECTS)
    funnel = funnel_of(run / files.FUNNEL, items, rejects)
    old = _rules(run)
    thresholds = Thresholds(_given(top_k, old.thresholds.top_k), _given(clause_k, old.thresholds.clause_k))
    constant, hidden = _given(max_per_constant, old.max_per_constant), _given(max_per_hidden, old.max_per_hidden)
    new = Rules(thresholds, constant, hidden)
    asked = any(given is not None for given in (top_k, clause_k, max_per_constant, max_per_hidden)) or overlap
    found = regate(items, rejects, old, new, overlap) if asked else None
    if as_json:
        click.echo(codec.line(codec.load(funnel.encoded()) | _again(found, new)), nl=False)
        return
    click.echo("\n".join([*_stages(funnel, found), "", *_spent(funnel), *_changed(found)]))
    for name, count in found.kept.items() if found else ():
        say(f"{count} verdicts of {name} are of an earlier version of the gate and stand as recorded")


def _rules(run: Path) -> Rules:
    try:
        return Rules.of(codec.load((run / files.FINGERPRINT).read_bytes()))
    except (ValueError, KeyError, TypeError) as error:
        raise NotFound(f"{run} is no run: its {files.FINGERPRINT} does not name its settings") from error


def _given(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _again(found: Regated | None, rules: Rules) -> Json:
    if found is None:
        return {}
    thresholds = {"top_k": rules.thresholds.top_k, "clause_k": rules.thresholds.clause_k}
    caps = {"max_per_constant": rules.max_per_constant, "max_per_hidden": rules.max_per_hidden}
    return {"again": {"rules": thresholds | caps, **summary(found)}}


def _stages(funnel: Funnel, found: Regated | None) -> list[str]:
    """A row a stage: attempts, their share, and how many end there when judged again; then facts of the accepted."""
    again = found.stages if found else {}
    names = sorted({*funnel.stages, *again}, key=lambda name: (-funnel.stages[name], name))
    rows = [f"{'stage':24}{'attempts':>10}{'share':>9}" + (f"{'again':>10}" if found else "")]
    for name in names:
        share = funnel.stages[name] / max(1, funnel.attempts)
        row = f"{name:24}{funnel.stages[name]:>10,}{share:>9.1%}"
        rows.append(row + (f"{again.get(name, 0):>10,}" if found else ""))
    rows.append(f"{'all':24}{funnel.attempts:>10,}")
    rows.append(f"first plan passed: {funnel.first_plan} of {funnel.accepted} accepted")
    worded = [f"{_WORDED.get(by, by)} {count:,}" for by, count in sorted(funnel.written_by.items())]
    rows.append(f"worded {', '.join(worded)}" if worded else "nothing is worded")
    return rows


def _spent(funnel: Funnel) -> list[str]:
    """A row a purpose: calls, tokens and seconds of the model, and tokens an accepted item."""
    rows = [f"{'purpose':24}{'calls':>10}{'prompt':>12}{'answer':>10}{'seconds':>10}{'tokens/item':>13}"]
    for purpose, tally in sorted(funnel.spent.items()):
        tokens = tally["prompt_tokens"], tally["completion_tokens"]
        seconds, each = tally["microseconds"] / 1e6, sum(tokens) / max(1, funnel.accepted)
        rows.append(f"{purpose:24}{tally['calls']:>10,}{tokens[0]:>12,}{tokens[1]:>10,}{seconds:>10,.1f}{each:>13,.0f}")
    return rows if len(rows) > 1 else ["no model calls are counted"]


def _changed(found: Regated | None) -> list[str]:
    if found is None:
        return []
    undecided = [f"undecided: {count}, {why}" for why, count in reasons(found)]
    decided = [each for each in found.changes if each.after in found.stages and each.after != "undecided"]
    shown = [f"{each.i:>6}  {each.entity}: {each.before} → {each.after} {each.why}" for each in decided]
    left = len(shown) - _CHANGES_SHOWN
    return ["", *undecided, *shown[:_CHANGES_SHOWN], *([f"and {left} more (--json has all)"] if left > 0 else [])]
