"""Why people's commands refuse."""

from linli.kernel.errors import ErrorCode, n_


class PeopleCode(ErrorCode):
    """Reasons of accounts, posts and access."""

    NAME_TAKEN = ("people_name_taken", n_("The name {name} is in use."), n_("Choose another name."))
    LOGIN_NAME = (
        "people_login_name",
        n_("A log-in name has no spaces and is neither a phone number nor a mail address."),
        n_("Choose letters, digits, dots."),
    )
    DEACTIVATED = (
        "people_account_deactivated",
        n_("The account {name} is deactivated."),
        n_("Let it be active again first."),
    )
    NOT_ONESELF = (
        "people_not_oneself",
        n_("Nobody deactivates their own account."),
        n_("Ask another security administrator."),
    )
    CONTACT_OF_ANOTHER = (
        "people_contact_of_another",
        n_("Another account logs in with this already."),
        n_("Use another phone or mail, or take it from that account first."),
    )
    PLACE_OUTSIDE = (
        "people_place_outside",
        n_("{place} is no code of an area or grid inside {area}."),
        n_("Enter the code of an area or grid inside it."),
    )
    PASSWORD_WEAK = (
        "people_password_weak",
        n_("This password is too easy to guess."),
        n_("Use at least 8 characters of three kinds: small and capital letters, digits, signs. Not your login name."),
    )
    PASSWORD_DIFFERS = (
        "people_password_differs",
        n_("The two passwords are not the same."),
        n_("Type the same password twice."),
    )
    LINK_USED = (
        "people_link_used",
        n_("This link was used already or is too old."),
        n_("Ask your administrator for a new one."),
    )
    CODE_WRONG = (
        "people_code_wrong",
        n_("The six digits do not fit."),
        n_("Wait for the next six digits and enter those."),
    )
    LOCKED = (
        "people_account_locked",
        n_("Too many wrong passwords: this account is locked until {until}."),
        n_("Wait, or ask your administrator."),
    )
    NO_POST = (
        "people_no_post",
        n_("Your account holds no post today."),
        n_("Ask your administrator to appoint you."),
    )
    NOT_YOUR_POST = (
        "people_not_your_post",
        n_("You do not hold this post."),
        n_("Choose one of your posts."),
    )
    TERM_DATES = (
        "people_term_dates",
        n_("The term ends before it begins."),
        n_("Correct the dates."),
    )
    TERM_OVERLAPS = (
        "people_term_overlaps",
        n_("{name} holds this post already from {since}."),
        n_("End that term first, or choose other dates."),
    )
    UNKNOWN_UNIT_KIND = (
        "people_unknown_unit_kind",
        n_("There is no kind of unit {kind}."),
        n_("Choose a kind of the pack."),
    )
    CREDIT_NEEDED = (
        "people_credit_needed",
        n_("A unit of this kind cannot be registered without its credit code."),
        n_("Enter the 18 characters of the certificate, or choose an earlier state."),
    )
    CREDIT_TAKEN = (
        "people_credit_taken",
        n_("{name} has this credit code already."),
        n_("Check the code, or use that unit."),
    )
    NO_CREDIT = (
        "people_no_credit",
        n_("A unit of this kind has no credit code."),
        n_("Leave the code empty, or choose another kind."),
    )
    UNIT_STATE = (
        "people_unit_state",
        n_("A unit cannot go from {before} to {after}."),
        n_("Choose a state that may follow."),
    )
    STATE_DATES = (
        "people_state_dates",
        n_("The present state began on {since}; the next must begin later."),
        n_("Correct the date."),
    )
    UNIT_CLOSED = (
        "people_unit_closed",
        n_("This unit is closed from {day} on."),
        n_("Choose another unit."),
    )
    LATER_TERMS = (
        "people_later_terms",
        n_("A term in this unit begins only on {since}, after the closing."),
        n_("End or withdraw it first, or close the unit later."),
    )
    UNKNOWN_POST_KIND = (
        "people_unknown_post_kind",
        n_("There is no kind of post {kind}."),
        n_("Choose a kind of the pack."),
    )
    SEATS = ("people_seats", n_("A post has between {least} and {most} seats."), n_("Correct the number of seats."))
    ONE_A_UNIT = (
        "people_one_a_unit",
        n_("The unit has its {title} already."),
        n_("Appoint somebody to that post instead."),
    )
    SEAT_TAKEN = (
        "people_seat_taken",
        n_("No seat is free: {name} holds it from {since}."),
        n_("End that term first, or choose other dates."),
    )
    POST_NOT_THERE = (
        "people_post_not_there",
        n_("The post exists from {since} to {until} only."),
        n_("Choose dates inside that time."),
    )
    PROCEDURE = (
        "people_procedure",
        n_("A post is filled by election, appointment or hiring, not by {procedure}."),
        n_("Choose one of the three."),
    )
    TERM_TOO_LONG = (
        "people_term_too_long",
        n_("An elected term ends on {latest} at the latest."),
        n_("Enter an earlier day, or leave it empty."),
    )
    POSTS_CONFLICT = (
        "people_posts_conflict",
        n_("One account cannot hold these posts together: {conflict}."),
        n_("Appoint somebody else, or end the other post first."),
    )
    STAND_IN_WHO = (
        "people_stand_in_who",
        n_("A stand-in is either one account or one other post."),
        n_("Name exactly one of them."),
    )
    STAND_IN_SELF = (
        "people_stand_in_self",
        n_("Nobody stands in for their own post."),
        n_("Choose somebody else."),
    )
    STAND_IN_THERE = (
        "people_stand_in_there",
        n_("There is a stand-in already from {since} to {until}."),
        n_("End that one first, or choose other dates."),
    )
    RELATION_KIND = (
        "people_relation_kind",
        n_("Units do not relate by {kind}."),
        n_("Choose leads, guides, supervises, entrusts or answers for."),
    )
    RELATION_ENDS = (
        "people_relation_ends",
        n_("This relation needs either another unit or a place."),
        n_("Name the unit; only “answers for” takes a place instead."),
    )
    RELATION_BASIS = (
        "people_relation_basis",
        n_("Entrusting needs its basis: an admitted item or a contract."),
        n_("Enter the item or the number of the contract."),
    )
    RELATION_DATES = (
        "people_relation_dates",
        n_("The relation ends before it begins."),
        n_("Correct the dates."),
    )
    RELATION_THERE = (
        "people_relation_there",
        n_("This relation exists already from {since}."),
        n_("End that one first, or choose other dates."),
    )
    RELATION_CIRCLE = (
        "people_relation_circle",
        n_("From {day} on the units would stand over each other in a circle."),
        n_("End one of the relations first."),
    )
    SUPERVISED_BY_OBJECT = (
        "people_supervised_by_object",
        n_("A unit cannot be supervised by one that it leads, nor led by one that it supervises."),
        n_("Choose another unit to supervise."),
    )
    UNKNOWN_ROLE = ("people_unknown_role", n_("There is no role {role}."), n_("Choose a role of the pack."))
    TOKEN_DAYS = (
        "people_token_days",
        n_("A token lives between 1 and {limit} days."),
        n_("Choose a number of days in that range."),
    )
    TOKEN_SCOPE = (
        "people_token_scope",
        n_("Your post has no right {scope}."),
        n_("Choose among the rights of your post."),
    )
    CLIENT_POST = (
        "people_client_post",
        n_("A program does not act under a post that administers."),
        n_("Choose a post that works on the matter itself."),
    )
    CLIENT_RATE = (
        "people_client_rate",
        n_("A program may ask between 1 and {limit} times a minute."),
        n_("Choose a number in that range."),
    )
    MESSAGE_STATE = (
        "people_message_state",
        n_("Only a message that was given up can be tried again."),
        n_("Look at its state; others are tried by themselves."),
    )
    MANY_VIEWS = (
        "people_many_views",
        n_("There are {limit} saved views already."),
        n_("Forget one that you do not need, then save this one."),
    )
