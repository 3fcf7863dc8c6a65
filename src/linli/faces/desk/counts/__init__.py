"""The register counted by place and category."""
