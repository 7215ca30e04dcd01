"""An Edition on disk: staged, checked, shown by one switch, kept, and verified.

In an output folder, `current` leads to the edition that readers see, and the names at the top
lead through `current`, so that one rename shows all of a new edition at once. What was
published is never written to again.

Callers import from the modules, because a run that finds nothing changed needs `lock` and
`status` alone, and nothing that renders or reads:

    lock        one build at a time for an output folder
    editions    ids, which editions are kept, their seals
    records     a kept edition read back, and which one a new one is compared with
    staging     publish
    comparing   two editions found by name and compared
    thinning    older editions removed
    checking    whether a rendered edition holds together
    status      how the last run went
    verifying   whether everything kept is as it was published
    disk        files and links put in place in one step
"""
