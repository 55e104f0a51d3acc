"""The `wikiseek` command: finds the verb, and turns failures into one line and an exit code."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import click
import lmdb

from wikiseek import __version__
from wikiseek.errors import WikiseekError

VERBS = (
    "audit",
    "build-index",
    "cassette",
    "demo",
    "doctor",
    "funnel",
    "lookup",
    "read-claims",
    "show",
    "solve",
    "synthesize",
    "verify",
)
_INTERRUPTED = 130


class Verbs(click.Group):
    """Imports a verb's module when it is called, so that `wikiseek --help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in order of name."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb called `cmd_name`."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"wikiseek.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


def _configure(context: click.Context, path: Path | None) -> None:
    """Take the defaults of options from a TOML file; environment and command line come before them."""
    if path is None:
        return
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path} is not TOML: {error}") from error
    strange = sorted(name for name, table in tables.items() if name not in VERBS or not isinstance(table, dict))
    if strange:
        raise click.UsageError(f"{path} has a table for {strange[0]!r}, which is no verb's")
    context.default_map = {
        verb: {name.replace("-", "_"): value for name, value in table.items()} for verb, table in tables.items()
    }


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "WIKISEEK"})
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, path: _configure(context, path),
    help="A TOML file of options: a table for each verb, [synthesize] count = 20.",
)
@click.version_option(__version__, prog_name="wikiseek")
def command() -> None:
    """Turn a local Wikipedia dump into deep-research questions with one answer, offline.

    \b
    wikiseek build-index DUMP --out indexes/NAME
    wikiseek synthesize indexes/NAME --model MODEL.gguf --count 20 --out runs/NAME
    wikiseek solve indexes/NAME runs/NAME
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line; exit 0 done, 1 a named failure, 2 usage, 130 interrupted."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result: Any = command.main(arguments, prog_name="wikiseek", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted: the same command continues", err=True)
        return _INTERRUPTED
    except WikiseekError as error:
        click.echo(f"wikiseek: {' '.join(str(error).split())}", err=True)
        return 1
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _system_failure(error)
    except lmdb.Error as error:
        click.echo(f"wikiseek: a database failed ({error}): free space if the disk is full, else verify it", err=True)
        return 1
    return result if isinstance(result, int) else 0


def _system_failure(error: OSError) -> int:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        message = "no space left on the disk: free some and run the same command again"
    else:
        message = f"{error.filename or 'the system'}: {error.strerror or error}"
    click.echo(f"wikiseek: {message}", err=True)
    return 1
