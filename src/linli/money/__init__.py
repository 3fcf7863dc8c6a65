"""How much: budgets, grants, awards, contracts, ledgers, donations."""
