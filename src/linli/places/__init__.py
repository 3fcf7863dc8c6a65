"""Where: areas, groups, grids, buildings, dwellings, dated figures of an area, sets of areas."""
