"""Whom a page is asked of: only machines on the open net, told by the address that the name really leads to."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading

from onrecord.errors import MissingReport, RefusedAddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# How a network with IPv6 alone reaches IPv4: the last 32 bits are the address that is really asked.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Reserved by IANA, and taken for open by ipaddress in some versions of Python.
_RESERVED = tuple(
    ipaddress.ip_network(words)
    for words in (
        *("192.0.0.0/24", "192.88.99.0/24"),
        *("::/96", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "5f00::/16"),
    )
)


def is_open(address: IPAddress) -> bool:
    """Whether an address is on the open net: not private, loopback, link-local, multicast, reserved, nor hides one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_open(address.ipv4_mapped)
        if address in _NAT64:
            return is_open(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local or (address.sixtofour is not None and not is_open(address.sixtofour)):
            return False
    if any(address in network for network in _RESERVED if network.version == address.version):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def addresses_of(host: str, port: int, uri: str, *, allow_private: bool, seconds: float) -> list[str]:
    """The addresses of a host, as numbers, all of them checked; connect to these, and ask no name server again.

    Raises RefusedAddress where any of them is not on the open net, MissingReport where there is none.
    """
    found = _resolved(host, port, uri, seconds)
    if not allow_private:
        for words in found:
            address = ipaddress.ip_address(words.partition("%")[0])
            if not is_open(address):
                leads = "is" if words == host else f"leads to {words},"
                raise RefusedAddress(
                    f"{uri} is not fetched, for {host.rstrip('.')} {leads} a private or reserved address; "
                    "give --allow-private if you trust it."
                )
    return found


def _resolved(host: str, port: int, uri: str, seconds: float) -> list[str]:
    """The numbers of a name. The system's look-up can't be stopped, so that a thread waits for it in our place."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))
        except (OSError, UnicodeError, ValueError) as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        answer = TimeoutError()
    if isinstance(answer, Exception) or not answer:
        raise MissingReport(
            f"{uri} can't be reached, for no address of {host.rstrip('.')} is known; check it and the network."
        )
    return answer
