# why: files in memory fill every writable directory
# state: graded limited
# shows: FULL
# cold: yes
# limits: cell_s=20
# %% c_compute_loss
full = 0
for folder in ("/tmp", "/dev/shm", "/home/student"):
    try:
        for number in range(40):
            with open(f"{folder}/fill{number}", "wb") as file:
                file.write(bytes(2**25))
    except OSError:
        full += 1
print("FULL", full)
