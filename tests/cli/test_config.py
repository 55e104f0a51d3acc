"""Options from a file: defaults that the command line overrides, and a clear line for a bad file."""

from pathlib import Path

from click.testing import CliRunner

from wikiseek.cli.main import command


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(arguments))
    return result.exit_code, result.output


def test_an_option_is_taken_from_the_file(tmp_path: Path) -> None:
    config = tmp_path / "wikiseek.toml"
    config.write_text("[lookup]\nretriever = 'nonsense'\n")
    code, output = run("--config", str(config), "lookup", "nowhere", "x")
    assert code == 2
    assert "nonsense" in output


def test_the_command_line_comes_before_the_file(tmp_path: Path) -> None:
    config = tmp_path / "wikiseek.toml"
    config.write_text("[lookup]\nretriever = 'nonsense'\n")
    _, output = run("--config", str(config), "lookup", "nowhere", "x", "--retriever", "bm25")
    assert "nonsense" not in output


def test_a_bad_file_is_refused_in_one_line(tmp_path: Path) -> None:
    config = tmp_path / "wikiseek.toml"
    config.write_text("count = ")
    assert "is not TOML" in run("--config", str(config), "lookup", "nowhere", "x")[1]
    config.write_text("[frobnicate]\ncount = 1\n")
    assert "'frobnicate', which is no verb" in run("--config", str(config), "lookup", "nowhere", "x")[1]
