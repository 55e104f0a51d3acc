"""Benchmarks: what wikiseek takes beside its peers, measured in one run on the same file (`bin/bench`)."""
