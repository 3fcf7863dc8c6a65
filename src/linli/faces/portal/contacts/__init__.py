"""My area: who answers, lists and promises."""
