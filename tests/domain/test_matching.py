"""Two statements compared: identity, time, title, place; and the guards against false twins."""

from dataclasses import replace

import pytest

from federation.domain.event import Place
from federation.domain.matching import WORDS, Match, Verdict, match, sentence
from federation.domain.reasons.words import Words
from tests.domain.matching_pairs import pairs, statement
from tests.domain.matching_report import RULES, figures, half, ours

AT = "2026-11-24 18:30"


def compared(a: str, b: str, *, by: tuple[str, str] = ("nantes.site", "nantes.meetup"), **told: object) -> Match:
    common = {"at": AT, "for": 120} | told
    return match(statement("a", by=by[0], t=a, **common), statement("b", by=by[1], t=b, **common))


def codes(found: Match) -> set[str]:
    return {reason.code for reason in found.reasons}


def test_the_labelled_set_is_large_and_honest() -> None:
    found = pairs()
    assert len(found) >= 1000
    assert len({pair.id for pair in found}) == len(found)
    assert min(len(half(True)), len(half(False))) >= 450
    for some in (half(True), half(False)):
        assert 0.35 < sum(pair.same for pair in some) / len(some) < 0.65


def test_the_reporting_half_is_judged_rightly() -> None:
    found = figures(ours, half(True))
    assert found.precision >= 0.99
    assert found.recall >= 0.95


@pytest.mark.parametrize("title", [title for title in RULES if title != "the rules"])
def test_the_rules_do_better_than_the_baselines(title: str) -> None:
    mine, base = (figures(RULES[name], half(True)) for name in ("the rules", title))
    assert mine.precision > base.precision
    assert mine.recall > base.recall


def test_the_order_of_two_changes_nothing() -> None:
    assert [pair.id for pair in pairs() if match(pair.a, pair.b) != match(pair.b, pair.a)] == []


def test_every_match_says_why() -> None:
    reasons = {reason for pair in pairs() if pair.same for reason in match(pair.a, pair.b).reasons}
    for reason in reasons:
        for language in ("fr", "en"):
            assert sentence(reason, language).endswith(".")


@pytest.mark.parametrize(("code", "words"), WORDS.items())
def test_reasons_are_well_written(code: str, words: Words) -> None:
    assert words.fr != words.en
    assert "'" not in words.fr
    assert not any(f" {sign}" in words.fr for sign in ":;!?»%")


def test_a_match_is_a_score_with_its_reasons() -> None:
    found = compared("DevCamp#2 : si tu codes tu viens", "DevCamp, 2e édition")
    assert found.verdict is Verdict.SAME
    assert 0.6 <= found.score <= 1
    assert codes(found) == {"same-minute", "title-within", "series-number", "site", "place"}


def test_two_of_a_series_are_two() -> None:
    assert compared("ARparis #3", "ARparis #4").verdict is Verdict.APART


def test_a_title_that_lacks_the_number_may_be_the_same() -> None:
    assert compared("Café cartographie #31", "Café cartographie").verdict is Verdict.SAME


def test_a_generic_title_in_two_cities_is_two() -> None:
    found = compared("Apéro mensuel", "Apéro mensuel", by=("nantes.site", "rennes.blog"))
    assert found.verdict is Verdict.DIFFERENT
    assert "other-city" in codes(found)


def test_a_generic_title_in_two_cities_that_say_so_is_one() -> None:
    by = ("nantes.site", "rennes.blog")
    found = compared("Apéro mensuel en duplex avec Rennes", "Apéro mensuel en duplex avec Nantes", by=by)
    assert found.verdict is Verdict.SAME
    assert "joint" in codes(found)


def test_the_same_rare_title_at_the_same_hour_is_one_event_of_two_cities() -> None:
    by = ("toulouse.site", "brest.site")
    assert "joint-rare" in codes(compared("La veillée des modems fantômes", "La veillée des modems fantômes", by=by))


def test_a_name_that_both_spell_as_one_is_met_in_many_cities() -> None:
    by = ("nantes.site", "rennes.meetup")
    assert compared("Kotlin Multiplatform : bilan", "Kotlin Multiplatform : bilan", by=by).verdict is not Verdict.SAME


def test_cities_that_each_name_themselves_hold_editions_of_their_own() -> None:
    told = {"at": AT, "for": 120, "t": "Cabaret des brevets absurdes"}
    a = statement("a", by="nantes.site", text="Une soirée préparée à Nantes.", **told)
    b = statement("b", by="toulon.site", text="Une soirée préparée à Toulon.", **told)
    assert match(a, b).verdict is not Verdict.SAME


def test_a_webinar_that_two_sites_announce_is_one() -> None:
    told = {"at": AT, "for": 60, "remote": True}
    a = statement("a", by="nantes.site", t="Webinaire : choisir son hébergeur", **told)
    b = statement("b", by="rouen.site", t="Choisir son hébergeur (webinaire)", **told)
    assert match(a, b).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Python pour les data scientists", "R pour les data scientists"),
        ("Débuter avec Gimp", "Débuter avec Inkscape"),
        ("Micro:bit en famille", "Micro:bit pour enseignants"),
        ("Festival Écluse : table ronde radio", "Festival Écluse : atelier podcast"),
        ("Débat : l’avenir de la presse locale", "Débat : l’avenir du commerce local"),
        ("Le vélo expliqué", "Le compost expliqué"),
    ],
)
def test_two_subjects_in_one_frame_are_two(a: str, b: str) -> None:
    found = compared(a, b)
    assert found.verdict is not Verdict.SAME
    assert "other-subject" in codes(found) or found.score < 0.6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Assemblée générale de l’association", "AG"),
        ("Comité technique Normandie", "COTECH Normandie"),
        ("Atelier sécurité des objets", "Atelier sécu objets"),
        ("Rencontre développeur·euses et designers", "Rencontre développeurs et designers"),
        ("V A P O R W A V E", "Vaporwave"),
        ("Qu&rsquo;est-ce qu&rsquo;un bit ?", "Qu’est-ce qu’un bit ?"),
        ("Soirée mentorat des femmes de la mer", "Women of the sea: mentoring night"),
        ("Rencontre inter-fablabs des Hauts-de-France", "Rencontre inter-fablabs HDF"),
        ("Communauté Vue.js : première", "VueJS, première"),
        ("Atelier Scratch", "Initiation à la programmation avec Scratch"),
        ("Réparer plutôt que jeter : le droit à la réparation", "Le droit à la réparation"),
        ("C++ moderne", "Modern C++"),
    ],
)
def test_people_write_one_title_in_many_ways(a: str, b: str) -> None:
    assert compared(a, b).verdict is Verdict.SAME


def test_each_title_has_its_own_guest() -> None:
    assert compared("La Cale reçoit Camille Lefort", "La Cale reçoit Samuel Ortiz").verdict is not Verdict.SAME


def test_what_ends_with_another_letter_is_another_group() -> None:
    assert compared("Suivi des projets, collectif A", "Suivi des projets, collectif B").verdict is Verdict.APART


def test_a_text_that_speaks_of_no_subject_counts_for_none() -> None:
    text = (
        "Chaque mardi, une heure pour poser vos questions dans la bonne humeur, café offert, entrée libre et gratuite."
    )
    found = compared("Parlons numérique : la photo", "Parlons numérique : la banque", text=text)
    assert found.verdict is not Verdict.SAME


def test_usual_words_at_two_addresses_are_two() -> None:
    told = {"at": AT, "for": 120, "t": "Dépannage informatique"}
    a = statement("a", by="lille.site", place={"address": "36 rue d’Eylau", "city": "Lille"}, **told)
    b = statement("b", by="lille.google", place={"address": "91 rue Massenet", "city": "Lille"}, **told)
    assert match(a, b).verdict is not Verdict.SAME


def test_doors_and_start_of_one_evening_are_one() -> None:
    a = statement("a", by="nantes.site", t="Nuit des cartes", at="2026-11-24 19:00", **{"for": 180})
    b = statement("b", by="nantes.meetup", t="Nuit des cartes et des atlas", at="2026-11-24 20:00", **{"for": 120})
    assert match(a, b).verdict is Verdict.SAME


def test_one_room_online_at_one_minute_is_one_meeting() -> None:
    told = {"at": AT, "for": 60, "remote": True, "online": "https://visio.example/reseau-22"}
    a, b = (statement(by, by=by, t=t, **told) for by, t in (("nantes.site", "Parlons budget"), ("rouen.site", "Visio")))
    assert match(a, b).verdict is Verdict.SAME


def test_a_text_written_under_every_workshop_makes_no_two_one() -> None:
    text = "Places limitées à huit personnes, inscription obligatoire, participation aux frais de cinq euros sur place."
    assert compared("Atelier sérigraphie", "Atelier typographie", text=text).verdict is not Verdict.SAME


def told(
    a: dict[str, object], b: dict[str, object], *, by: tuple[str, str] = ("nantes.site", "nantes.meetup")
) -> Match:
    common = {"at": AT, "for": 120}
    return match(statement("a", by=by[0], **common | a), statement("b", by=by[1], **common | b))


@pytest.mark.parametrize(
    ("group", "named"),
    [("Ébène Nantes", "Ébène : soirée d’avril"), ("Python Nantes", "Rencontre Python")],
)
def test_a_group_and_its_subject_are_one_meeting(group: str, named: str) -> None:
    found = told({"t": named}, {"t": "Trois métaprogrammes sans pitié", "org": group})
    assert found.verdict is Verdict.SAME
    assert "group" in codes(found)


def test_the_page_of_a_platform_names_the_group() -> None:
    url = "https://www.meetup.com/ebene-nantes/events/301244871/"
    assert told({"t": "Ébène : avril"}, {"t": "Métaprogrammes sans pitié", "url": url}).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("organiser", "named"),
    [
        ("CCI Touraine", "CCI Touraine : vendre en ligne"),
        ("La Cantine Nantes", "La Cantine fait sa rentrée"),
        ("Python Nantes", "Python et les volcans"),
    ],
)
def test_who_holds_much_or_is_named_after_a_subject_is_no_sign(organiser: str, named: str) -> None:
    assert told({"t": named}, {"t": "Transmettre son entreprise", "org": organiser}).verdict is not Verdict.SAME


def test_a_guest_is_at_one_place_at_a_time() -> None:
    a, b = (
        {"t": "Soirée du mois", "text": "Avec Élodie Marchand."},
        {"t": "Pixels voyageurs et fourmis têtues, par Élodie Marchand"},
    )
    found = told(a, b)
    assert found.verdict is Verdict.SAME
    assert "guest" in codes(found)


@pytest.mark.parametrize("text", ["Entrée par la rue Élodie Marchand.", "Inscription : Élodie Marchand."])
def test_a_street_and_a_contact_are_no_guests(text: str) -> None:
    assert told({"t": "Fabriquer un nichoir", "text": text}, {"t": "Pixels voyageurs", "text": text}).score < 0.6


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Monter une coopérative", "Coopératives : que choisir ?"),
        ("Petit-déjeuner RGPD", "Protection des données personnelles, la matinale"),
        ("Ciné plein air : Zorglonde", "Projection de « Zorglonde » au jardin"),
        ("Galette des rois des adhérents", "Galette"),
    ],
)
def test_one_subject_in_other_words_is_one_event(a: str, b: str) -> None:
    assert compared(a, b).verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Permanence Linux", "Conférence : l’histoire de Linux"),
        ("L’IA générative au lycée", "Agriculteurs et IA : le bilan"),
        ("Un projet pour le quartier", "Le projet de la ville"),
        ("Pot de rentrée des graphistes", "Rentrée du club d’astronomie"),
    ],
)
def test_a_subject_of_every_week_and_another_kind_of_meeting_are_two(a: str, b: str) -> None:
    assert compared(a, b).verdict is not Verdict.SAME


def test_one_usual_title_in_two_houses_of_one_town_is_two() -> None:
    houses = (
        {"name": "Médiathèque des Rives", "address": "38 rue de Saussure", "city": "Nantes"},
        {"name": "Centre social du Port", "address": "avenue des Pins", "city": "Nantes"},
    )
    a, b = ({"t": "Permanence numérique", "place": place} for place in houses)
    assert told(a, b).verdict is not Verdict.SAME


def test_an_exhibition_of_many_days_and_the_hours_of_its_first_are_one() -> None:
    a = statement("a", by="rouen.site", t="Exposition « Machines rêveuses »", at="2026-11-24", days=12)
    b = statement("b", by="rouen.openagenda", t="Machines rêveuses", at="2026-11-24 10:00", **{"for": 480})
    assert match(a, b).verdict is Verdict.SAME


def test_morning_and_evening_are_two() -> None:
    a = statement("a", by="nantes.site", t="Bal des robots", at="2026-11-24 10:00")
    b = statement("b", by="nantes.meetup", t="Bal des robots", at="2026-11-24 19:00")
    assert match(a, b).verdict is Verdict.APART


def test_a_source_that_takes_over_a_uid_joins_only_at_its_hour() -> None:
    own = statement("a", by="paris.feed", t="Nuit des pixels", at=AT, uid="nuit-pixels-26@lacantine.example")
    thief = statement(
        "b", by="toulon.site", t="Braderie", at="2027-01-01 10:00", uid="nuit-pixels-26@lacantine.example"
    )
    assert match(own, thief).verdict is not Verdict.SAME


def test_one_source_means_two_events_when_it_tells_two() -> None:
    assert compared("Soirée Rust", "Soirée Rust #2", by=("nantes.site", "nantes.site")).verdict is Verdict.APART


def test_one_source_may_repeat_itself() -> None:
    assert compared("Soirée Rust", "Soirée  RUST", by=("nantes.site", "nantes.site")).verdict is Verdict.SAME


def test_two_dates_of_one_record_are_two() -> None:
    a = statement("a", by="nantes.site", t="Labo", at=AT, slot="2026-11-24")
    b = statement("b", by="nantes.site", t="Labo", at=AT, slot="2026-11-24.2")
    assert match(a, replace(b, record=a.record)).verdict is Verdict.APART


HUGE = [
    "a" * 100_000,
    "mot " * 25_000,
    "🎉" * 100_000,
    "\u202e" * 100_000,
    "а" * 100_000,
    "#1 " * 33_000,
    "(" * 100_000,
    "",
]


@pytest.mark.parametrize("title", HUGE, ids=lambda title: f"{title[:3]!r}*{len(title)}")
def test_any_title_is_compared(title: str) -> None:
    found = compared(title, title)
    assert found == compared(title, title)
    assert compared(title, title, by=("nantes.site", "toulon.site")).verdict is not Verdict.SAME


def test_a_place_without_a_name_is_compared() -> None:
    a = statement("a", by="nantes.site", t="Bal", at=AT)
    b = statement("b", by="nantes.meetup", t="Bal", at=AT)
    b = replace(b, event=replace(b.event, place=Place(lat=47.206, lon=-1.561)))
    assert match(a, b).verdict is Verdict.SAME
