"""What the grader may need in a kernel besides the probe: each module offers one callable of its own name.

Some of them solve what students are asked for. So none is there when a kernel starts: each goes along with the first
request that needs it, and no request needs a piece before the checks of what it solves have been answered;
`tests/test_pieces.py` watches over this.
"""
