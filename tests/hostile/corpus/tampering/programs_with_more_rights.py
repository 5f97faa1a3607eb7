# why: su, sudo, mount, ping and files with capabilities of the system
# shows: UID 1000 1000
# %% c_compute_loss
import os, subprocess

for command in (
    ["su", "-c", "id"],
    ["sudo", "-n", "id"],
    ["mount", "-t", "tmpfs", "none", "/tmp"],
    ["newuidmap", "1", "0", "0", "1"],
    ["unshare", "-r", "id", "-u"],
    ["bwrap", "--dev-bind", "/", "/", "id"],
):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2)
        print(command[0], done.returncode, done.stdout)
        assert "uid=0" not in done.stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        print(command[0], type(error).__name__)
print("UID", os.getuid(), os.geteuid())
