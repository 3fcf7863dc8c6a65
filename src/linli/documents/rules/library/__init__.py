"""The policy library: what a finding holds, how clauses are linked, when a paper is in force."""
