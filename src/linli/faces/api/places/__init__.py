"""Places by API: areas, grids, groups, sets, buildings, dwellings, addresses."""
