# why: ten thousand cells
# state: not_gradable
# %% tamper
notebook["cells"] += [
    {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": [], "execution_count": None}
] * 10**4
