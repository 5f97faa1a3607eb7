# why: listeners of this machine that are no files: abstract sockets, vsock, netlink, raw packets
# shows: REACHED []
# cold: yes
# %% c_compute_loss
import socket

reached = []
for name, family, kind, address in (
    ("abstract", socket.AF_UNIX, socket.SOCK_STREAM, "\0@ABSTRACT@"),
    ("vsock", 40, socket.SOCK_STREAM, (2, 22)),
    ("docker", socket.AF_UNIX, socket.SOCK_STREAM, "/var/run/docker.sock"),
    ("dbus", socket.AF_UNIX, socket.SOCK_STREAM, "/run/dbus/system_bus_socket"),
):
    try:
        sock = socket.socket(family, kind)
        sock.settimeout(0.5)
        sock.connect(address)
        reached.append(name)
    except OSError:
        pass
for name, arguments in (("raw", (socket.AF_INET, socket.SOCK_RAW, 1)), ("packet", (17, socket.SOCK_RAW, 3))):
    try:
        socket.socket(*arguments)
        reached.append(name)
    except OSError:
        pass
reached += [
    line.split(":")[0].strip()
    for line in open("/proc/net/dev").readlines()[2:]
    if line.split(":")[0].strip()
    not in ("lo", "tunl0", "sit0", "ip6tnl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "ip6gre0")
]
print("REACHED", reached)
