"""Why commands about persons refuse."""

from linli.kernel.errors import ErrorCode, n_


class PersonCode(ErrorCode):
    """Reasons of persons, residences, contact points, consents and looks."""

    NUMBER_TAKEN = (
        "people_number_taken",
        n_("Someone with this identity number is registered already."),
        n_("Search for the number and correct that record."),
    )
    SEX = ("people_sex_code", n_("Sex is 0, 1, 2 or 9."), n_("Choose one of the list."))
    BIRTH = (
        "people_birth_unreadable",
        n_("This is neither a birth date nor a birth year between 1800 and today."),
        n_("Write 1957-03-04, or only the year."),
    )
    DIFFERS_FROM_NUMBER = (
        "people_differs_from_number",
        n_("This does not fit the identity number."),
        n_("Leave it empty to take it from the number, or correct the number."),
    )
    UNKNOWN_SOURCE = (
        "people_unknown_source",
        n_("There is no source {source}."),
        n_("Choose one of the list."),
    )
    UNKNOWN_FIELD = (
        "people_unknown_field",
        n_("The field {field} does not exist in the field catalogue."),
        n_("Choose fields of the catalogue."),
    )
    NEEDS_COMMUNITY = (
        "people_needs_community",
        n_("A person belongs to a community of this county, not to {area}."),
        n_("Give the code of the community."),
    )
    RESIDENCE_KIND = (
        "people_residence_kind",
        n_("There is no kind of residence {kind}."),
        n_("Choose registered, living or away."),
    )
    RESIDENCE_DATES = (
        "people_residence_dates",
        n_("These dates cannot be: the end lies before the start, or the start in the future."),
        n_("Correct the dates."),
    )
    RESIDENCE_OVERLAPS = (
        "people_residence_overlaps",
        n_("On that day there is already a residence of this kind, from {since}."),
        n_("Choose a later day, or end that one first."),
    )
    NO_RESIDENCE = (
        "people_no_residence",
        n_("There is no residence of this kind on that day."),
        n_("Register it first."),
    )
    DIED = (
        "people_died",
        n_("The death of this person is noted."),
        n_("If that is a mistake, take the note back first."),
    )
    NOT_DEAD = ("people_not_dead", n_("No death is noted here."), n_("Load the page again."))
    DEATH_DATE = (
        "people_death_date",
        n_("This day cannot be: it lies in the future, before the birth, or before a residence began."),
        n_("Correct the day, or end the residence first."),
    )
    ONE_HEAD = (
        "people_one_householder",
        n_("A household has exactly one householder a day."),
        n_("Name one householder; each member stands once."),
    )
    RELATION = (
        "people_unknown_relation",
        n_("There is no relation {relation}."),
        n_("Choose one of the list."),
    )
    MAIL = ("people_bad_mail", n_("This is no mail address."), n_("Write it like name@example.org."))
    CONTACT_KIND = (
        "people_contact_kind",
        n_("There is no kind of contact {kind}."),
        n_("Choose phone or mail."),
    )
    CONTACT_TAKEN = (
        "people_contact_taken",
        n_("This person has this contact already."),
        n_("Change that one."),
    )
    CONTACT_WISH = (
        "people_contact_wish",
        n_("This wish cannot be kept: a way that this contact has not, or hours that are not complete."),
        n_("Choose ways of the list and give hours from 00:00 to 24:00."),
    )
    CONTACT_VIA = (
        "people_contact_via",
        n_("Name another person through whom to make contact."),
        n_("Choose a registered person."),
    )
    PURPOSE = ("people_unknown_purpose", n_("There is no purpose {purpose}."), n_("Choose one of the list."))
    NOT_FOR_PURPOSE = (
        "people_not_for_purpose",
        n_("The field {field} may not be shown for this purpose."),
        n_("Ask only for what the purpose needs."),
    )
    NEEDS_CASE = (
        "people_needs_case",
        n_("This purpose needs the case it serves."),
        n_("Open the person from the case."),
    )
    NO_CONSENT = (
        "people_no_consent",
        n_("There is no consent in force for this."),
        n_("Ask the person for consent. Without it nothing is shown."),
    )
    EXPORT_SIZE = (
        "people_export_size",
        n_("An export holds 1 to {limit} persons."),
        n_("Narrow the list."),
    )
    CONSENT_TERMS = (
        "people_consent_terms",
        n_("A consent names text version, way, audience, fields and a last day after today."),
        n_("Fill in what is missing."),
    )
    CONSENT_BUNDLED = (
        "people_consent_bundled",
        n_("Sensitive fields need a consent of their own."),
        n_("Ask for two consents."),
    )
    CONSENT_GUARDIAN = (
        "people_consent_guardian",
        n_("For a child under 14 a parent or guardian consents."),
        n_("Name the parent or guardian."),
    )
    CONSENT_ENDED = (
        "people_consent_ended",
        n_("This consent was withdrawn already."),
        n_("Nothing more is to be done."),
    )
    MERGE_SAME = ("people_merge_same", n_("A record cannot be merged with itself."), n_("Choose two records."))
    MERGE_NUMBERS = (
        "people_merge_numbers",
        n_("The two records have different identity numbers."),
        n_("Correct the wrong number first; two numbers are two persons."),
    )
    MERGE_CHAIN = (
        "people_merge_chain",
        n_("One of the records is part of another merge."),
        n_("Separate that one first."),
    )
    MERGE_ACCOUNTS = (
        "people_merge_accounts",
        n_("The record to be merged has an account of its own."),
        n_("Keep the record that has the account."),
    )
    NOT_MERGED = ("people_not_merged", n_("This record is not merged."), n_("Nothing more is to be done."))
    BOUND_ALREADY = (
        "people_bound_already",
        n_("An account belongs to this record already, or a record to this account."),
        n_("Ask the registrar at the window."),
    )
    BINDING_ACCOUNT = (
        "people_binding_account",
        n_("Only someone who is logged in can bind an account."),
        n_("Log in, then enter the code."),
    )
    BINDING_CODE = (
        "people_binding_code",
        n_("This code does not work. It may be mistyped, used or older than an hour."),
        n_("Check the characters, or ask for a new code at the window."),
    )
    BINDING_TRIES = (
        "people_binding_tries",
        n_("Too many wrong codes."),
        n_("Try again in {minutes} minutes, or ask for a new code at the window."),
    )
