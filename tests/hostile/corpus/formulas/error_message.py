# why: a message that a spreadsheet would calculate
# %% a_load_resnet50
def load_resnet50():
    raise type("=HYPERLINK", (ValueError,), {})("=cmd|'/c calc'!A1")


# %% c_compute_loss
def compute_loss(*args):
    raise ValueError('\t=1+1\n@SUM(A1)\r\n+1\n-1,"\\"\n=1')
