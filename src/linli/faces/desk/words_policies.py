"""Commands, looks and objects of policy papers and programmes in words."""

from linli.kernel.errors import n_

POLICY_DEEDS = {
    "cases.open_task": n_("Open a task of a policy paper"),
    "documents.add_finding": n_("Add a task or figure to a paper"),
    "documents.confirm_findings": n_("Confirm what was found in a paper"),
    "documents.describe_paper": n_("Correct the head of a paper"),
    "documents.drop_finding": n_("Drop what was found in a paper"),
    "documents.edit_finding": n_("Change what was found in a paper"),
    "documents.link_clauses": n_("Link clauses of papers"),
    "documents.merge_findings": n_("Make one task of several"),
    "documents.reopen_finding": n_("Take up a finding again"),
    "documents.repeal_paper": n_("Note the repeal of a paper"),
    "documents.see_papers": n_("See the policy library"),
    "documents.split_finding": n_("Split a task"),
    "documents.take_in_paper": n_("Take a policy paper in"),
    "documents.unlink_clauses": n_("Take back a link of clauses"),
    "programmes.revise_target": n_("Revise a figure of a programme"),
    "programmes.run_tasks": n_("Run tasks of a programme"),
    "programmes.see_programmes": n_("See programmes"),
    "programmes.set_lines": n_("Set figures of a programme"),
    "programmes.show_programme": n_("Show a programme to residents"),
    "programmes.start_programme": n_("Carry out a policy paper"),
}
POLICY_OBJECTS = {
    "documents.clauselink": n_("Link of clauses"),
    "documents.finding": n_("Finding in a policy paper"),
    "documents.policypaper": n_("Policy paper"),
    "programmes.programme": n_("Programme"),
    "programmes.targetline": n_("Figure of a programme"),
}
