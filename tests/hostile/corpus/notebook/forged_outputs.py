# why: outputs that were saved with the notebook show full points and pictures
# hides: FORGED
# %% tamper
for item in notebook["cells"]:
    if item["cell_type"] == "code":
        item["outputs"] = [
            {
                "output_type": "execute_result",
                "execution_count": 1,
                "metadata": {},
                "data": {"text/plain": "24.0", "text/html": "FORGED"},
            }
        ]
