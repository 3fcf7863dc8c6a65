"""Made-up policy papers of made-up counties in many layouts, each with what a careful clerk would find in it."""
