"""Programmes on the desk: what was promised, by whom, until when, how it stands."""
