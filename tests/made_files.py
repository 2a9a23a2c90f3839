"""Files of all formats, made by the tests: small PDFs, feeds, web archives."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

PARAGRAPHS = (
    "The harbour board said on Friday that the old pier at Orsund would be closed for a month after the storm.",
    '"We found cracks in every second beam," said Anna Berg, who chairs the board, after divers had been down.',
    "Two officials who asked not to be named said that the repair could cost half a million euros in all.",
    "The ferries to the outer islands will leave from the northern quay until the work is done, the board said.",
)
TEXT = "\n".join(PARAGRAPHS)
HEADLINE = "Old pier at Orsund closed"


def page(title: str = HEADLINE, paragraphs: tuple[str, ...] = PARAGRAPHS, published: str = "2026-03-06") -> bytes:
    """A news page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="{published}"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def pdf(*pages: list[str], leading: int = 14, encrypt: str | None = None, more: bytes = b"") -> bytes:
    """A PDF with these lines of text, written by hand; None of its parts is packed."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        shown = " T* ".join(f"({line}) Tj" for line in escaped)
        drawn = f"BT /F1 11 Tf {leading} TL 50 780 Td {shown} ET".encode("cp1252") if lines else b"q Q"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    whole, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    whole += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        whole.rindex(b"xref"),
    )
    return _encrypted(whole, encrypt) if encrypt is not None else whole


def _encrypted(data: bytes, password: str) -> bytes:
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=password, owner_password="the owner's", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rss(*items: str, title: str = "The Tidewater Chronicle") -> bytes:
    """An RSS feed of these items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>\n'
        f"<title>{title}</title><link>https://tidewater.example/</link>\n" + "\n".join(items) + "\n</channel></rss>\n"
    ).encode()


def item(
    id: str = "pier-1",
    *,
    link: str | None = "https://tidewater.example/pier",
    title: str = HEADLINE,
    summary: str = "The pier is shut.",
    content: str | None = None,
    when: datetime | None = datetime(2026, 3, 6, 9, 30, tzinfo=UTC),
) -> str:
    """An item of an RSS feed; `content` is HTML."""
    parts = [f"<title>{title}</title>", f'<guid isPermaLink="false">{id}</guid>']
    parts += [f"<link>{link}</link>"] if link else []
    parts += [f"<pubDate>{format_datetime(when)}</pubDate>"] if when else []
    parts.append(f"<description>{summary}</description>")
    parts += [f"<content:encoded><![CDATA[{content}]]></content:encoded>"] if content else []
    return f"<item>{''.join(parts)}</item>"


ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def warc_record(
    body: bytes,
    uri: str = "https://tidewater.example/pier",
    *,
    number: int = 1,
    status: str = "200 OK",
    headers: tuple[str, ...] = ("Content-Type: text/html; charset=utf-8",),
    kind: str = "response",
) -> bytes:
    """A record of a web archive."""
    answer = f"HTTP/1.1 {status}\r\n".encode() + "".join(f"{line}\r\n" for line in headers).encode() + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:08d}-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: 2026-03-06T12:00:00Z\r\nWARC-Target-URI: {uri}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"
