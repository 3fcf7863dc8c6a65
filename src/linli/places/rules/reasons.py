"""Why places' commands refuse."""

from linli.kernel.errors import ErrorCode, n_


class PlacesCode(ErrorCode):
    """Reasons about areas, their figures, their history and sets of areas."""

    CODE_TAKEN = (
        "places_code_taken",
        n_("The code {code} belongs or belonged to {name}; codes are never used again."),
        n_("Choose a free code."),
    )
    NOT_AN_AREA_CODE = (
        "places_not_an_area_code",
        n_("{code} is a grid; grids are drawn, not set up as areas."),
        n_("Draw the grid inside its community."),
    )
    CYCLE = (
        "places_cycle",
        n_("{code} would lie inside itself through {parent}."),
        n_("Name the area directly above it."),
    )
    WRONG_PARENT = (
        "places_wrong_parent",
        n_("{code} lies in {expected}, not in {parent}."),
        n_("Correct the code or the area above it."),
    )
    WRONG_KIND = (
        "places_wrong_kind",
        n_("An area with the code {code} cannot be of the kind {kind}."),
        n_("Choose a kind of its level."),
    )
    NO_AREA = ("places_no_area", n_("There is no area {code} on that day."), n_("Check the code and the day."))
    ENDED = ("places_ended", n_("{code} ended on {until}."), n_("Use the area that took its place."))
    FUTURE_DAY = (
        "places_future_day",
        n_("{day} lies ahead; what has not happened is not entered."),
        n_("Enter it on that day."),
    )
    BEFORE_START = (
        "places_before_start",
        n_("{day} lies before {since}, when this began."),
        n_("Choose a later day."),
    )
    UNDATED = (
        "places_undated",
        n_("A figure without its day cannot be used."),
        n_("Give the day that the figure was counted on."),
    )
    BAD_FIGURE = (
        "places_bad_figure",
        n_("{value} is no count of {measure}."),
        n_("Give a whole number of 0 or more, of households or residents."),
    )
    NOT_EMPTY = (
        "places_not_empty",
        n_("{code} still holds {count} areas."),
        n_("Give these a new place first, one by one."),
    )
    NOTHING_TO_MERGE = (
        "places_nothing_to_merge",
        n_("A merge needs at least one area that ends in another."),
        n_("Name the areas that end."),
    )
    OTHER_COUNTY = (
        "places_other_county",
        n_("{code} lies in another county or is of another level than {other}."),
        n_("Merge and split areas of one level inside one county."),
    )
    PLACED_TWICE = (
        "places_placed_twice",
        n_("{what} would come to {one} and to {other}."),
        n_("Give it to one of them."),
    )
    UNKNOWN_PART = (
        "places_unknown_part",
        n_("The rest cannot go to {code}: it is not among the new areas."),
        n_("Name one of the new areas."),
    )
    SETS_DIFFER = (
        "places_sets_differ",
        n_("{code} would come to belong to {one} and {other}, of which it may belong to one."),
        n_("End one of the memberships first."),
    )
    KEY_TAKEN = ("places_key_taken", n_("There is a set named {key} already."), n_("Choose another key."))
    ALREADY_MEMBER = (
        "places_already_member",
        n_("{code} belongs to {set} since {since}."),
        n_("End that membership first."),
    )
    LAST_BEFORE_FIRST = (
        "places_last_before_first",
        n_("The last day {until} lies before the first day {since}."),
        n_("Correct the days."),
    )


class AddressCode(ErrorCode):
    """Reasons about buildings, dwellings and their addresses."""

    TAKEN = (
        "address_taken",
        n_("{text} already leads to {holder}."),
        n_("Check the number, or add the missing part of the address."),
    )
    EMPTY = ("address_empty", n_("This is no address."), n_("Write road, number and door."))
    BAD_USE = ("address_bad_use", n_("{use} is no use of a building or dwelling."), n_("Choose a use of the list."))
    BAD_DATUM = ("address_bad_datum", n_("{datum} is no known datum."), n_("Use one of {known}."))
    NO_COMMITTEE = (
        "address_no_committee",
        n_("No committee answers for this building yet."),
        n_("Give the building its community first."),
    )
    NOT_A_COMMUNITY = (
        "address_not_a_community",
        n_("{code} is no community that stands on that day."),
        n_("Choose the community that answers for the address."),
    )
    ONE_TARGET = (
        "address_one_target",
        n_("An address leads to one building or one dwelling."),
        n_("Choose one of them."),
    )
    SETTLED = ("address_settled", n_("This address was settled before: {state}."), n_("Nothing is left to do."))


class GridCode(ErrorCode):
    """Reasons about groups, grids and who belongs to them."""

    BAD_NATURE = ("grid_bad_nature", n_("{nature} is no kind of grid."), n_("Choose comprehensive or dedicated."))
    NAME_TAKEN = ("grid_name_taken", n_("There is a {name} in this community."), n_("Choose another name."))
    NUMBER_TAKEN = (
        "grid_number_taken",
        n_("The code {code} belongs or belonged to another grid."),
        n_("Choose a free number."),
    )
    ENDED = ("grid_ended", n_("{name} ended on {until}."), n_("Choose one that stands."))
    NOT_A_GRID = ("grid_not_a_grid", n_("{name} is no grid."), n_("Choose a grid of this community."))
    ELSEWHERE = (
        "grid_elsewhere",
        n_("{address} lies in another community."),
        n_("Choose dwellings of this community."),
    )
    NOT_LATER = (
        "grid_not_later",
        n_("{address} belongs to its present place since {since}."),
        n_("Choose a later day."),
    )
    NO_POLYGON = ("grid_no_polygon", n_("{name} has not been drawn."), n_("Draw it first."))


class DivisionCode(ErrorCode):
    """Reasons why a line of a division file is refused (R1.6)."""

    BAD_HEADER = (
        "division_bad_header",
        n_("The first line does not name the columns of a known layout: {found}."),
        n_("Known are: {layouts}."),
    )
    BAD_COLUMNS = (
        "division_bad_columns",
        n_("The line has {found} fields; it needs {expected}."),
        n_("Look for a missing or superfluous comma."),
    )
    NO_NAME = ("division_no_name", n_("The name is missing."), n_("Fill it in."))
    BAD_NAME = (
        "division_bad_name",
        n_("The name is too long or holds characters that cannot be read."),
        n_("Save the file as UTF-8 and check the name."),
    )
    BAD_LEVEL = (
        "division_bad_level",
        n_("The level is {found}; the code says {expected}."),
        n_("Correct the level or the code."),
    )
    CONTRADICTS = (
        "division_contradicts",
        n_("The field says {found}; the code says {expected}."),
        n_("Correct one of them."),
    )
    TWICE = (
        "division_twice",
        n_("The code {code} stood before with another name."),
        n_("Keep one of the lines."),
    )
    UNREADABLE = ("division_unreadable", n_("The line cannot be read as CSV."), n_("Look for stray quotes."))
    NOT_YOURS = (
        "division_not_yours",
        n_("{code} lies outside the area of your post."),
        n_("Leave the line out, or ask the post above."),
    )
    EMPTY = ("division_empty", n_("The file holds no division."), n_("Choose another file."))
    TOO_LONG = (
        "division_too_long",
        n_("The file has more than {limit} lines."),
        n_("Cut it into several files."),
    )


class ListedCode(ErrorCode):
    """Reasons why a line of a list of addresses is refused (R1.5)."""

    BAD_HEADER = (
        "listed_bad_header",
        n_("The first line must name the columns community and building."),
        n_("Known columns: {columns}."),
    )
    BAD_COLUMNS = (
        "listed_bad_columns",
        n_("The line has {found} fields; the first line names {expected}."),
        n_("Look for a missing or superfluous comma."),
    )
    NO_COMMUNITY = (
        "listed_no_community",
        n_("{code} is no code of a community, town or county."),
        n_("Give the twelve digits of the community, or the town where no committee answers."),
    )
    UNKNOWN_AREA = (
        "listed_unknown_area",
        n_("There is no area {code}, or it lies outside the area of your post."),
        n_("Check the code."),
    )
    NO_ADDRESS = ("listed_no_address", n_("The address is missing or too long."), n_("Write road and number."))
    ELSEWHERE = (
        "listed_elsewhere",
        n_("{address} stands in {code} already."),
        n_("Correct the community, or leave the line out."),
    )
    TAKEN = ("listed_taken", n_("{address} leads elsewhere already: {holder}."), n_("Add the missing part."))
    BAD_ROOM = ("listed_bad_room", n_("{text} is no room."), n_("Use up to four digits or letters, as on the plate."))
    BAD_USE = ("listed_bad_use", n_("{text} is no use of a building."), n_("Use one of: {known}."))
    BAD_NUMBER = ("listed_bad_number", n_("{text} is no number that fits here."), n_("Correct it or leave it empty."))
    TWICE = ("listed_twice", n_("The same door stands in line {earlier}."), n_("Keep one of the lines."))
    UNREADABLE = ("listed_unreadable", n_("The line cannot be read as CSV."), n_("Look for stray quotes."))
    EMPTY = ("listed_empty", n_("The file holds no address."), n_("Choose another file."))
    TOO_LONG = ("listed_too_long", n_("The file has more than {limit} lines."), n_("Cut it into several files."))
