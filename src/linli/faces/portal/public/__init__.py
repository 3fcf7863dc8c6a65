"""Reports that everybody may see."""
