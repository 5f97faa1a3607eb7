# why: commands of IPython that run other programs, write files and load code
# shows: uid=1000
# %% tamper
extra = [
    "%%bash\nid; touch @COURSE@/AG_LEFT_BEHIND",
    "%%writefile /tmp/AG_LEFT_BEHIND\nleft",
    "!cat /etc/shadow @HOMEFILE@",
    "%load_ext autograder",
    "%run -i @PROJECT@/nbgrader_config.py",
    "%%python\nimport autograder",
    "%reset -f",
    "%env",
    "%autoreload 2",
    "%connect_info",
    "%debug",
    "exit",
]
at = notebook["cells"].index(cell("c_compute_loss"))
notebook["cells"][at:at] = [
    {"cell_type": "code", "source": text, "metadata": {}, "outputs": [], "execution_count": None} for text in extra
]
