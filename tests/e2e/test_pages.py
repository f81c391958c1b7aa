"""The pages in a browser: nothing fails, nothing goes elsewhere, hands without a mouse find their way."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.demo_hub import demo_hub
from tests.e2e.serving import chromium

pytestmark = pytest.mark.browser

PATHS = ("/", "/agenda", "/lieux", "/lieux/rennes", "/lieux/tours/agenda", "/abonnements", "/sante", "/a-propos")
DESKTOP, PHONE, SMALL = (1280, 900), (390, 844), (320, 640)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a hub with the demonstration programme."""
    with demo_hub(tmp_path_factory.mktemp("hub")) as address:
        yield address


@pytest.fixture(scope="module")
def event_path(hub: str) -> str:
    """The path of a coming event's page, as a feed names it."""
    with urlopen(f"{hub}/agenda.rss") as answer:
        link = ElementTree.parse(answer).findtext("channel/item/link")
    assert link is not None
    return link.removeprefix(hub)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all these tests."""
    with chromium() as found:
        yield found


def reader(browser: Browser, size: tuple[int, int] = DESKTOP, **options: object) -> BrowserContext:
    """A new reader, who speaks French."""
    width, height = size
    return browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR", **options)  # type: ignore[arg-type]


def open_page(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """A page, and what its browser complained of or asked elsewhere."""
    page, complaints = context.new_page(), []
    own = address.split("/")[2]
    page.on("console", lambda message: complaints.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on(
        "request", lambda request: complaints.append(f"elsewhere: {request.url}") if own not in request.url else None
    )
    go_to(page, address)
    return page, complaints


def go_to(page: Page, address: str) -> None:
    """Leads a page to an address, where it is answered."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok


@pytest.mark.parametrize(("scheme", "sizes"), [("light", (DESKTOP, PHONE)), ("dark", (SMALL,))], ids=["large", "small"])
def test_pages_fit_and_nothing_fails(
    browser: Browser, hub: str, event_path: str, scheme: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    context = reader(browser)
    page, complaints = open_page(context, hub)
    for path in (*PATHS, event_path, "/en/agenda"):
        page.set_viewport_size({"width": sizes[0][0], "height": sizes[0][1]})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        go_to(page, hub + path)
        for size in sizes:  # as when a phone is turned, or a window drawn
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for shown in ("light", "dark"):
                page.emulate_media(color_scheme=shown)
                assert page.evaluate("document.documentElement.scrollWidth") <= size[0], (path, size, shown)
        assert complaints == [], path
    context.close()


def test_light_and_dark_differ(browser: Browser, hub: str) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        context = reader(browser, color_scheme=scheme)
        page, _ = open_page(context, f"{hub}/agenda")
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        context.close()
    assert len(grounds) == 2


def test_the_keyboard_skips_to_the_content(browser: Browser, hub: str) -> None:
    context = reader(browser)
    page, _ = open_page(context, f"{hub}/agenda")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Aller au contenu"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    context.close()


def test_focus_is_seen(browser: Browser, hub: str) -> None:
    context = reader(browser)
    page, _ = open_page(context, f"{hub}/agenda")
    for _step in range(8):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    context.close()


def test_a_row_opens_its_event_and_the_way_back_is_there(browser: Browser, hub: str) -> None:
    context = reader(browser)
    page, _ = open_page(context, f"{hub}/agenda")
    title = page.locator(".ev h3 a").nth(1).inner_text()
    page.locator(".ev").nth(1).click(position={"x": 300, "y": 5})
    assert page.locator("h1").inner_text() == title
    page.locator(".kicker a").click()
    assert "/lieux/" in page.url
    context.close()


def test_everything_is_there_without_scripts(browser: Browser, hub: str) -> None:
    context = reader(browser, java_script_enabled=False)
    page, complaints = open_page(context, f"{hub}/abonnements")
    assert complaints == []
    assert page.locator("input.copy").first.input_value() == f"{hub}/agenda.ics"
    assert page.locator(".address button:visible").count() == 0
    context.close()


def test_an_address_is_copied_by_a_button(browser: Browser, hub: str) -> None:
    context = reader(browser, permissions=["clipboard-read", "clipboard-write"])
    page, _ = open_page(context, f"{hub}/abonnements")
    page.locator(".address button:visible").first.click()
    page.wait_for_function("document.querySelector('.address button').textContent === 'Copié'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{hub}/agenda.ics"
    context.close()


def test_on_paper_only_the_programme_is_left(browser: Browser, hub: str) -> None:
    context = reader(browser)
    page, _ = open_page(context, f"{hub}/agenda")
    page.emulate_media(media="print")
    assert page.locator(".ev").first.is_visible()
    for selector in (".bar nav", ".foot", ".follow", ".chips"):
        assert not page.locator(selector).first.is_visible(), selector
    context.close()
