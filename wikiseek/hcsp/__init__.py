"""The Hierarchical Constraint Satisfaction Problem as pure functions over sets of pages.

InfoSeek, "Open Data Synthesis For Deep Research" (arXiv 2509.00375), section 2: a vertex with
direct constraints c and sub-questions y has H(x) = ⋂ S(cᵢ) ∩ ⋂ R⁻¹(H(yⱼ)); the question is
H(root), which must hold exactly one element.
"""

from wikiseek.hcsp.asked import Asked, Choice
from wikiseek.hcsp.certificate import certify
from wikiseek.hcsp.derivation import Derived, Narrowing, derive
from wikiseek.hcsp.kept import Kept
from wikiseek.hcsp.membership import satisfying
from wikiseek.hcsp.shape import (
    Shape,
    Width,
    branch_count,
    branch_ids,
    depth,
    hidden_vertices,
    vertex_count,
    vertex_counts,
    walk,
)
from wikiseek.hcsp.solver import Sets, candidates

__all__ = [
    "Asked",
    "Choice",
    "Derived",
    "Kept",
    "Narrowing",
    "Sets",
    "Shape",
    "Width",
    "branch_count",
    "branch_ids",
    "candidates",
    "certify",
    "depth",
    "derive",
    "hidden_vertices",
    "satisfying",
    "vertex_count",
    "vertex_counts",
    "walk",
]
