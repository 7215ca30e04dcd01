"""The steps in order: a dossier is opened, drafted into an edition, and published.

Callers import from the modules, because a run that finds nothing changed needs `running` and
`looking` alone, and nothing that reads, extracts or renders:

    running      one run from lock to status
    looking      whether any input has changed since the last look
    opening      a dossier's folder, with all its faults
    drafting     an edition in all but its id
    building     an edition, compared, rendered and published
    remembering  what was read and extracted before
    fingerprint  what an edition is made from, as one hash
    program      the program itself as one hash
    evaluating   what is extracted against coded gold; two coders against each other
    pinging      a watch elsewhere told how a run goes
    starting     a dossier to start from
    adding       one more document
"""
