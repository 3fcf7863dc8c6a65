"""Why the portal refuses."""

from linli.kernel.errors import ErrorCode, n_


class PortalCode(ErrorCode):
    """Reasons of the residents' pages."""

    TOO_OFTEN = (
        "portal_too_often",
        n_("This was done very often from your connection."),
        n_("Try again in {minutes} minutes, or call your community. What you filled in is kept."),
    )
    UNKNOWN_ADDRESS = (
        "portal_unknown_address",
        n_("We do not know this address yet."),
        n_("Choose your community from the list as well; the address goes along."),
    )
    OUTSIDE = (
        "portal_outside",
        n_("This place lies outside our county."),
        n_("Choose a community from the list."),
    )
    NO_MOBILE = (
        "portal_no_mobile",
        n_("Only a mobile number can take the six figures."),
        n_("Give a mobile number, or go to a window of your community."),
    )
    WRONG_FIGURES = (
        "portal_wrong_figures",
        n_("These are not the six figures that we sent."),
        n_("Look at the newest message. After five tries ask for new figures."),
    )
    NOT_PROVEN = (
        "portal_not_proven",
        n_("Your phone is not confirmed yet."),
        n_("Enter the six figures that we send to it."),
    )
    WRONG_DRAFT = (
        "portal_wrong_draft",
        n_("No draft has this code."),
        n_("Check the code. Drafts are kept for thirty days."),
    )
    UNANSWERED = (
        "portal_unanswered",
        n_("Something is not answered yet: {step}."),
        n_("Go back to this step and answer it."),
    )
    CHOOSE_WAY = (
        "portal_choose_way",
        n_("Say how we reach you."),
        n_("Give a mobile number, or choose to stay without a name."),
    )
