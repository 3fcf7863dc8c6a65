"""What pack authors write: the small language of conditions, and the strict reading of declarations.

An expression (``amount > 100 and kind == "lamp"``) is parsed once, checked against the known names and
evaluated without ever raising. Values are whole numbers, texts, truths, dates and lists; there are no floats.
"""

from linli.kernel.expr.checking import Kind, check, kind_of
from linli.kernel.expr.declared import ENTRY_KEYS, Declared, Faults, Label
from linli.kernel.expr.evaluation import evaluate, holds, is_missing
from linli.kernel.expr.parser import FUNCTIONS, MAX_DEPTH, MAX_LENGTH, parse
from linli.kernel.expr.reasons import DeclaredCode, ExprCode
from linli.kernel.expr.tree import (
    Arithmetic,
    Call,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Minus,
    Name,
    Node,
    Not,
    Scalar,
    names_in,
)

__all__ = [
    "ENTRY_KEYS",
    "FUNCTIONS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Arithmetic",
    "Call",
    "Compare",
    "Declared",
    "DeclaredCode",
    "ExprCode",
    "Expression",
    "Faults",
    "Kind",
    "Label",
    "ListOf",
    "Literal",
    "Logic",
    "Minus",
    "Name",
    "Node",
    "Not",
    "Scalar",
    "check",
    "evaluate",
    "holds",
    "is_missing",
    "kind_of",
    "names_in",
    "parse",
]
