"""The command line of the demonstration: `cantines demo serve`, `cantines demo SITE VERB`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import click

from federation.demo.behaviour import MODES, VERBS
from federation.demo.control import control
from federation.demo.facts import PLACES, base_of
from federation.demo.server import DemoNetwork
from federation.parent import follow_parent
from federation.settings import Settings, from_environment


@click.group()
def demo() -> None:
    """The demonstration network: six small web sites on this machine, and what to make them do."""


@demo.command()
@click.option("--follow-parent", "follows", is_flag=True, hidden=True)
def serve(follows: bool) -> None:
    """Run the six sites until Ctrl-C."""
    settings = from_environment()
    if follows:
        follow_parent()
    network = DemoNetwork(settings.first_demo_port, clock(settings), hub=settings.address)
    try:
        network.start()
    except OSError as problem:
        ports = f"{settings.first_demo_port} to {settings.first_demo_port + len(PLACES) - 1}"
        raise click.ClickException(f"Ports {ports} are not free ({problem}); set CANTINES_DEMO_PORT.") from None
    for place in PLACES:
        click.echo(f"{place.location.city:10} {base_of(place.id, settings.first_demo_port)}/")
    network.wait()


def clock(settings: Settings) -> Callable[[], datetime]:
    """The clock in force: the moment that settings stopped, or the time of this machine."""
    stopped = settings.now
    return (lambda: stopped) if stopped is not None else (lambda: datetime.now(UTC))


def told(verb: str, value: str) -> dict[str, str]:
    """The command that a verb and its value make; without a value, the next event or a stock announcement."""
    if verb in MODES:
        return {"mode": verb}
    return {verb: value or ("Rencontre surprise" if verb == "announce" else "next")}


def _site_command(site: str, city: str) -> click.Command:
    @click.command(site, short_help=f"Tell {city} what to do.")
    @click.argument("verb", type=click.Choice((*MODES, *VERBS)))
    @click.argument("value", default="")
    def command(verb: str, value: str) -> None:
        settings = from_environment()
        done = control(site, settings.first_demo_port, told(verb, value))
        click.echo(f"{site}: " + ", ".join(f"{name} = {found}" for name, found in done.items()))

    command.help = (
        f"Tell {city} what to do. VERB is a mode ({', '.join(MODES)}) or a change: announce TITLE, cancel [UID], "
        "move [UID], remove [UID]; without a UID the next event."
    )
    return command


for _place in PLACES:
    demo.add_command(_site_command(_place.id, _place.location.city))
