"""History at work: the record's story, its former states, putting back, removal, retention.

Not here: writing history (the database's triggers do), and pages (the desk's).
"""
