# why: the student's cell calls itself the test, the test calls itself a solution
# %% tamper
cell("test_c")["source"] = "def compute_loss(*args):\n    return 4.0\n4.0"
cell("c_compute_loss")["metadata"]["nbgrader"]["grade_id"] = "test_c_"
cell("test_c")["metadata"]["nbgrader"]["grade_id"] = "c_compute_loss"
