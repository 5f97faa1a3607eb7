# why: TCP, UDP and name resolution, to this machine and beyond
# shows: CONNECTED []
# cold: yes
# %% c_compute_loss
import socket

connected = []
for address in (
    ("127.0.0.1", int("@PORT@")),
    ("192.0.2.1", 80),
    ("10.0.0.1", 22),
    ("169.254.169.254", 80),
    ("8.8.8.8", 53),
):
    try:
        socket.create_connection(address, timeout=0.5)
        connected.append(address)
    except OSError:
        pass
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try:
    udp.sendto(b"AG", ("192.0.2.1", 53))
    connected.append("udp")
except OSError:
    pass
try:
    connected.append(socket.getaddrinfo("example.org", 80))
except OSError:
    pass
print("CONNECTED", connected)
