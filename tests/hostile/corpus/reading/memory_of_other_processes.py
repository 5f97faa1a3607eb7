# why: ptrace, process_vm_readv and pidfd_getfd on every process that can be named
# shows: ATTACHED []
# cold: yes
# %% c_compute_loss
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)


class Span(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


attached = []
buffer = ctypes.create_string_buffer(64)
pids = {int(name) for name in os.listdir("/proc") if name.isdigit()} | {1, 2, 3, os.getppid(), int("@PID@")}
own = {1} if open("/proc/1/comm").read().strip() == "bwrap" else set()  # the sandbox's own first process
for pid in sorted(pids - own - {os.getpid(), 0, int(os.readlink("/proc/self"))}):
    if libc.ptrace(16, pid, 0, 0) == 0:
        attached.append(("ptrace", pid))
    span = Span(ctypes.cast(buffer, ctypes.c_void_p), 64)
    far = Span(0x400000, 64)
    if libc.process_vm_readv(pid, ctypes.byref(span), 1, ctypes.byref(far), 1, 0) > 0:
        attached.append(("readv", pid))
    try:
        descriptor = os.pidfd_open(pid)
        for number in range(12):
            if libc.syscall(438, descriptor, number, 0) >= 0:
                attached.append(("getfd", pid, number))
    except OSError:
        pass
print("ATTACHED", attached)
