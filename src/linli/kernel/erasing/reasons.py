"""Why contents are not erased."""

from linli.kernel.errors import ErrorCode, n_


class ErasingCode(ErrorCode):
    """Reasons of proposals, decisions and holds."""

    UNKNOWN_KIND = ("erasing_unknown_kind", n_("Contents of this kind are not erased."), n_("Name a person or a case."))
    UNKNOWN_CAUSE = ("erasing_unknown_cause", n_("This is no cause for it."), n_("Take one of the list."))
    PROPOSED_ALREADY = (
        "erasing_proposed_already",
        n_("Erasing this was proposed already."),
        n_("Confirm or drop that proposal."),
    )
    DECIDED = ("erasing_decided", n_("This proposal was decided already."), n_("Look at its state."))
    SAME_HAND = (
        "erasing_same_hand",
        n_("Whoever proposed it cannot confirm it."),
        n_("Let another person confirm it."),
    )
    HELD = (
        "erasing_held",
        n_("A legal hold stands on it."),
        n_("It can be erased once the hold is lifted."),
    )
    NO_REFERENCE = ("erasing_no_reference", n_("A hold rests on a paper."), n_("Give its number."))
    LIFTED = ("erasing_lifted", n_("This hold was lifted already."), n_("Nothing is to be done."))
