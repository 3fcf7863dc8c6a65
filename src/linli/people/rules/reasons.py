"""Why people's commands refuse."""

from linli.kernel.errors import ErrorCode, n_


class PeopleCode(ErrorCode):
    """Reasons of accounts, posts and access."""

    NAME_TAKEN = ("people_name_taken", n_("The name {name} is in use."), n_("Choose another name."))
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
