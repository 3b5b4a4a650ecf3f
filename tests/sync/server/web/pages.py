"""The console's pages as tests read them, and signing in to see them."""

from html.parser import HTMLParser

import httpx

from tests.sync.server.web.towns import STAFF


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, its text, its forms' hidden values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "a"]

    @property
    def token(self) -> str:
        return next(attrs["value"] or "" for tag, attrs in self.tags if attrs.get("name") == "dau")

    def rows(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "a" and "/xa/" in (attrs["href"] or "")]


def page(response: httpx.Response) -> Page:
    return Page(response.text)


def sign_in(client: httpx.Client, name: str = STAFF[0], password: str = STAFF[1]) -> httpx.Response:
    token = page(client.get("/dang-nhap")).token
    return client.post("/dang-nhap", data={"ten": name, "mat-khau": password, "dau": token})
