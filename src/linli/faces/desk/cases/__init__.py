"""Staff pages of cases: inbox, record, intake, dispatch."""
