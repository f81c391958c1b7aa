"""Small words of French and English around a noun: what makes it the subject of something else. Pure data, folded."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The set of words written in a row."""
    return frozenset(words.split())


DETERMINERS = word_set(
    """
    an ce ces cet cette chaque deux first grand grande grandes grands l la last le les leur leurs ma mes mini mon
    monthly my new next nos notre nouveau nouvel nouvelle nouvelles nouveaux one our petit petite petites petits
    premier premiere prochain prochaine quatre sa ses second son special speciale super ta tes the this ton trois un
    une vos votre weekly your annule annulee annules annulees cancelled canceled complet complete reporte reportee
    postponed dernier derniere double mega vrai vraie quelques plusieurs certains belle beau
    """
)
"""Words that may stand between a noun and what governs it."""

PREPOSITIONS = word_set(
    """
    a about after apres at au autour aux avant avec before by chez comment contre d dans de des du during en entre
    for from hors how in into of on par pendant pour sur to vers via with depuis lors malgre selon face
    """
)
"""Words after which a noun is the subject or the circumstance of another."""

BEGINNING = word_set("a des")
"""Those of them that may as well begin what is announced: « À l’atelier ! », “A workshop”, « Des ateliers »."""

NEGATIONS = word_set("aucun aucune jamais ni no non not pas sans without")
NEGATED_THROUGH = word_set("a besoin d de des du etre l la le need necessaire of obligation savoir the to un une")
"""Words that a negation reaches through: « pas besoin de savoir coder »."""

CONTAINERS = word_set(
    """
    apresmidi midi afternoon animation assister assistez bienvenue concours convie convient convocation cloture cycle
    day demi edition espace evening evenement event festival forme grande invitation invite invitent invites
    inscription journee journees join lancement matinee moment night nuit operation ouverture participer participe
    participez programme projet rejoignez rendez rentree reprise reunion salon season seance semaine serie series
    session soir soiree soirees speciale stand temps us venez viens week weekend end
    """
)
"""Nouns that only frame another (« soirée de restitution ») and verbs that lead to one (« participez à l’atelier »)."""

LINKS = word_set("and et ou puis suivi suivie suivis then plus")
"""Words between two formats of one compound."""

POINTING = word_set("ce cet cette notre our this")
"""Words by which a description speaks of its own event."""

DEMONSTRATIVES = word_set("ce cet cette this")
"""Words that point at the event itself even by a weak name: « cette présentation »."""

INVITING = word_set("avec for pour with")
"""Words by which a description invites to what follows: « rendez-vous pour un apéro »."""
ONE = word_set("a an our notre un une")

AFTERWARDS = word_set("suivi suivie suivis followed")
"""Words after which only what ends an event is told."""

OBJECT_MARKS = word_set("l la le les ma mes mon sa ses son ta tes ton un une vos votre des a an the your")
"""Determiners between a verb and its object: « animer un atelier »."""

INFINITIVES_IN_RE = word_set(
    """
    apprendre comprendre conduire construire defendre dire ecrire faire introduire lire mettre prendre produire
    rendre suivre vendre vivre reussir make build run running give host hosting organize prepare
    """
)
NO_INFINITIVES = word_set(
    """
    atelier cahier chantier dossier hiver janvier fevrier maker metier papier quartier super atelier designer
    developer hacker docker avenir loisir soir plaisir desir coworker starter summer winter member dinner speaker
    """
)
"""Nouns that end as infinitives do."""


ATTENDING = word_set(
    """
    aimez allez amenez apportez arretez arrivez assez assistez attendez aurez avez beneficiez chantez cherchez chez
    choisissez connaissez connectez consultez contactez contentez dansez debattez decouvrez degustez demandez deposez
    desirez devez dites discutez donnez echangez ecoutez entrez envoyez etes faites goutez inscrivez interrogez
    invitez levez mangez nez notez oubliez parlez partagez participez passez pensez posez poussez pouvez pourrez
    preferez prenez profitez proposez racontez rappelez recevez regardez rejoignez rencontrez rendez renseignez
    repondez reservez retrouvez revenez rez savez sentez serez sortez souhaitez suivez telechargez trinquez trouvez
    utilisez venez verrez visitez vivez voulez votez voyez imaginez pitchez prototypez relevez formez
    """
)
"""What ends as an imperative does and calls to no work with one's hands or head: to come, to listen, to register."""

WEEKDAYS = word_set(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche lundis mardis mercredis jeudis vendredis samedis dimanches
    rendez-vous rdv
    """
)
"""What begins the words by which people only say that they come regularly."""

RECOUNTED = word_set(
    """
    analyse analysee conte contee decrypte decryptee explique expliquee expliques expliquees raconte racontee racontes
    racontees revisite revisitee vu vue vus vues
    """
)
"""What makes the noun before it a mere subject when « par » follows."""

CLAUSES = word_set("combien comment how lorsque pourquoi quand what when why")
"""Words that open a clause: what it names is only spoken of (« Quand la formation rencontre le jeu »)."""


def is_infinitive(word: str) -> bool:
    """Whether a folded word looks like a verb to which a noun may be the object; « créez un film » calls to it."""
    if word in INFINITIVES_IN_RE:
        return True
    if word.endswith("ez"):
        return word not in ATTENDING
    return len(word) > 4 and word.endswith(("er", "ir")) and word not in NO_INFINITIVES
