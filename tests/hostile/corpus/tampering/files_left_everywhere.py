# why: files in every place that can be written, for the next one to find
# shows: WROTE
# cold: yes
# %% c_compute_loss
import os

wrote = []
for line in open("/proc/self/mountinfo"):
    place = line.split()[4]
    for folder in (place, f"{place}/lib", os.getcwd()):
        try:
            path = f"{folder}/AG_LEFT_BEHIND"
            open(path, "w").write("left behind")
            os.chmod(path, 0o777)
            wrote.append(path)
        except OSError:
            pass
for folder in (
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/home/student",
    "@HOME@",
    "@COURSE@",
    "@PROJECT@",
    "/run",
    "/usr/local/lib",
    "/hub",
):
    try:
        os.makedirs(f"{folder}/AG_FOLDER_LEFT", exist_ok=True)
        wrote.append(folder)
    except OSError:
        pass
print("WROTE", wrote)
