"""Words: policies and their clauses, notices, disclosures, minutes, issued papers, archives."""
