# why: the Linux kernel's log, symbols, keys, devices and loaded programs
# shows: GOT []
# cold: yes
# %% c_compute_loss
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)
got = []
for number, name in (
    (103, "syslog"),
    (250, "keyctl"),
    (321, "bpf"),
    (298, "perf"),
    (425, "io_uring"),
    (323, "userfaultfd"),
):
    if os.uname().machine == "x86_64" and libc.syscall(number, 10, ctypes.create_string_buffer(64), 64, 0, 0) > 0:
        got.append(name)
for path in (
    "/dev/mem",
    "/dev/kmsg",
    "/dev/sda",
    "/dev/vda",
    "/dev/kvm",
    "/dev/fuse",
    "/dev/nvidia0",
    "/sys/kernel/security",
    "/proc/kcore",
    "/proc/kmsg",
    "/proc/sysrq-trigger",
):
    try:
        os.close(os.open(path, os.O_RDONLY))
        got.append(path)
    except OSError:
        pass
print("GOT", got)
