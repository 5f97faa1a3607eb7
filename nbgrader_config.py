"""Plugs the grader into nbgrader; every nbgrader command that is started in this folder reads it."""

from autograder.nbgrader_course import configure

configure(get_config())  # noqa: F821 - nbgrader provides get_config
