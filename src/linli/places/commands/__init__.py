"""The only writers of places."""

from linli.places.commands.address_lists import import_addresses
from linli.places.commands.addresses import add_alias, change_address, dismiss_address, match_address, queue_address
from linli.places.commands.areas import create_area, rename_area, set_figure
from linli.places.commands.building_batches import NewBuilding, load_buildings_batch
from linli.places.commands.buildings import (
    NewDwelling,
    add_building,
    add_dwellings,
    edit_dwelling,
    locate_building,
    place_building,
)
from linli.places.commands.changes import AreaPart, merge_areas, split_area
from linli.places.commands.divisions import import_divisions
from linli.places.commands.grids import draw_boundary, draw_grid, import_grids, redraw_grid
from linli.places.commands.groups import create_group, end_part, rename_part
from linli.places.commands.placing import fill_grid, place_dwellings, release_dwellings
from linli.places.commands.points import GivenPoint
from linli.places.commands.sets import add_to_set, create_set, remove_from_set

__all__ = [
    "AreaPart",
    "GivenPoint",
    "NewBuilding",
    "NewDwelling",
    "add_alias",
    "add_building",
    "add_dwellings",
    "add_to_set",
    "change_address",
    "create_area",
    "create_group",
    "create_set",
    "dismiss_address",
    "draw_boundary",
    "draw_grid",
    "edit_dwelling",
    "end_part",
    "fill_grid",
    "import_addresses",
    "import_divisions",
    "import_grids",
    "load_buildings_batch",
    "locate_building",
    "match_address",
    "merge_areas",
    "place_building",
    "place_dwellings",
    "queue_address",
    "redraw_grid",
    "release_dwellings",
    "remove_from_set",
    "rename_area",
    "rename_part",
    "set_figure",
    "split_area",
]
