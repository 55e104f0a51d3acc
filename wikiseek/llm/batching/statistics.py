"""What an engine did since it was opened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Statistics:
    """Counts of requests, tokens and steps, and where the seconds went.

    Of the `prompt_tokens` of admitted requests, `reused` came from kept prefixes. `computed` counts every token
    that was put through the model: prompts, answers, and what was needed to score choices. Seconds
    are wall time: `decode_seconds` in `llama_decode`, `sample_seconds` choosing tokens, `step_seconds` in
    all steps with those two.
    """

    answered: int = 0
    refused: int = 0
    cancelled: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    reused: int = 0
    computed: int = 0
    generated: int = 0
    steps: int = 0
    decode_seconds: float = 0.0
    sample_seconds: float = 0.0
    step_seconds: float = 0.0

    @property
    def hit_share(self) -> float:
        """The share of prompt tokens that were not computed again."""
        return self.reused / self.prompt_tokens if self.prompt_tokens else 0.0

    @property
    def width(self) -> float:
        """Tokens a step, on average."""
        return self.computed / self.steps if self.steps else 0.0
