"""How clauses of papers lean on each other (E23, S-264)."""

from linli.kernel.errors import n_

# From the lower or later clause to the one it leans on.
ANSWERS, CITES, REPEALS, BASIS = "answers", "cites", "repeals", "is_basis_of"
LINKS = {
    ANSWERS: n_("Answers (carries it out here)"),
    CITES: n_("Cites"),
    REPEALS: n_("Repeals"),
    BASIS: n_("Is the basis of"),
}
