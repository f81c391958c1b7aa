"""`cantines label`: the charter at work, from the command line: reports, what people put on file, decisions."""

from __future__ import annotations

import click

from federation.commands.lazy import LazyGroup, Listed
from federation.label.words import french


def _listed(where: str, about: str) -> Listed:
    return Listed(f"federation.commands.label.{where}", french(about))


_LISTED = {
    "assess": _listed(
        "reading:assess",
        "Juger SITE maintenant, ou tous les lieux, et garder les rapports ; ce qui s’ensuit seul est fait.",
    ),
    "report": _listed("reading:report", "Le dernier rapport gardé sur SITE."),
    "history": _listed("reading:history", "Les décisions sur SITE, et les pièces à son dossier."),
    "todo": _listed("reading:todo", "Ce que SITE a à faire, le plus urgent d’abord ; puis ce qui lui a été rappelé."),
    "simulate": _listed("reading:simulate", "Ce que dirait le rapport sur SITE maintenant ; rien n’est gardé."),
    "preview": _listed(
        "reading:preview_command",
        "Ce que la charte de FILE changerait : quels lieux, sur quel critère, de combien, à partir de quand.",
    ),
    "messages": _listed(
        "reading:messages_command",
        "Ce que les exploitants et le comité doivent savoir : échéances, flux muets, décisions.",
    ),
    "applications": _listed(
        "reviewing:applications", "Les candidatures, ville par ville : où en est chacune, et qui d’autre y candidate."
    ),
    "attest": _listed(
        "filing:attest", "SITE atteste NAME sur l’honneur, pour un an sans --until ; ou accepte la charte."
    ),
    "review": _listed("filing:review", "Un relecteur se prononce sur NAME pour SITE, pour un an sans --until."),
    "exempt": _listed(
        "filing:exempt",
        "Les relecteurs accordent à SITE une dérogation à CRITERION : motif, alternative et fin sont publics.",
    ),
    "close": _listed("filing:close", "SITE déclare une fermeture ; elle compte à partir d’aujourd’hui."),
    "confirm": _listed(
        "filing:confirm", "SITE confirme que ses horaires, ses postes et ses tarifs sont toujours justes."
    ),
    "annual-report": _listed("filing:annual_report", "SITE dépose son bilan de l’année YEAR."),
    "justify": _listed(
        "filing:justify", "SITE explique pourquoi un critère recommandé n’est pas tenu ; il n’est plus réclamé."
    ),
    "accept": _listed(
        "filing:accept", "Le comité a vérifié ANOMALY sur SITE (voir label report) : ce qu’elle met de côté compte."
    ),
    "place": _listed("filing:place", "SITE a un autre lieu, NAME : une annexe, ou un refuge après un sinistre."),
    "withdraw": _listed("filing:withdraw_command", "La pièce NUMBER ne vaut plus ; elle reste au dossier."),
    "sponsor": _listed("procedure:sponsor", "Le lieu SPONSOR, labellisé, donne son avis sur la candidature de SITE."),
    "complaint": _listed("procedure:complaint", "Le comité a instruit un signalement sur SITE."),
    "notice": _listed(
        "procedure:notice",
        "Le comité met SITE en demeure ; ses observations sont attendues trente jours au moins, ou jusqu’à --until.",
    ),
    "observations": _listed("procedure:observations", "SITE répond à une mise en demeure."),
    "territory": _listed(
        "procedure:territory", "Le comité admet SITE à côté de OTHER, labellisé ou candidat, dans la même ville."
    ),
    "join": _listed("procedure:join", "Le dossier de SITE rejoint celui de OTHER : ses pièces y comptent."),
    "appeal": _listed("procedure:appeal", "SITE fait appel de la décision NUMBER."),
    "appeal-ruling": _listed("procedure:appeal_ruling", "Le collège d’appel se prononce sur la décision NUMBER."),
    "decide": _listed(
        "deciding:decide",
        "Prendre une décision sur SITE : apply, grant, refuse, suspend, reinstate, withdraw, freeze, thaw, renounce…",
    ),
    "propose": _listed(
        "deciding:propose",
        "Montrer au comité la charte de FILE comme un projet, à la place du précédent ; rien n’est adopté.",
    ),
    "adopt": _listed(
        "deciding:adopt", "Le comité adopte la charte de FILE ; elle s’applique à sa date, après le préavis."
    ),
    "rehearse": _listed(
        "rehearsal:rehearse",
        "Faire vivre à la démonstration les treize mois qui précèdent, ou les jours depuis la dernière visite.",
    ),
}


class _French(LazyGroup):
    """Commands whose help is set in French typography, however it was typed."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, with its French help and that of its options typeset."""
        command = super().get_command(ctx, cmd_name)
        if command is None:
            return None
        command.help = french(command.help or "")
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                option.help = french(option.help)
        return command


@click.group(cls=_French, listed=_LISTED)
def label() -> None:
    """The label: reports on sites, what people put on file, decisions and their appeals.

    Whoever states or decides something signs it: --author, and --function where their role counts. All of it is public.
    """
