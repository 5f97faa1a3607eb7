"""Names in the folder of a grading, which is an nbgrader course as well."""

SUBMITTED = "submitted"  # this and the next three have nbgrader's names
AUTOGRADED = "autograded"
GRADEBOOK = "gradebook.db"
CONFIG = "nbgrader_config.py"
RESULTS = "results"  # folder of kept results
RUN = "run.json"
STAMP = "stamp.json"
