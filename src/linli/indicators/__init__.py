"""How it stands: metrics, standards, targets and their series, evaluations, reports."""
