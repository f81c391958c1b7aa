"""What words of titles weigh: a table, not a count over the agenda, so that nobody's titles change another's match.

Words stand folded and without plural (`folding.stem`). A word that is in no table is rare and weighs 1.
"""

from __future__ import annotations

from federation.domain.matching.folding import stem

RARE = 1.0
KNOWN = 0.5
GENERIC = 0.2

_STOP = """
a ai an and annulation annule annulee at au aux avec by c canceled cancelled cantine cantines ce ces cet cette chez
comment commun commune complet complete d dans date de del des direct du duplex elle en ensemble entre entree est et
ete etes etre faire fait faut for free from full gratuit gratuite h heure heures how i ici il ils in inscription
inscrivez inter is it j je l la le les leur libre lieu live lui m ma me mes min minute minutes mon n ne new nos
notre nous nouveau nouvelle o of on ont or ou our ouvert par pas peut place plus postponed pour pourquoi qu que quel
quelle quels qui quoi rdv rendez reporte reportee reseau retransmission s sa sans se ses si simultane site son sont
sous sur t ta te the their to tous tout toute toutes tu un une us va venez vers via viens visio vo vos votre vous w
we what why with y you your
"""

_GENERIC = """
accompagnement accueil adherent ado adulte after afterwork agora aide animation annee anniversaire annuel annuelle
aout aperitif aperitivo apero apprendre apres april assemblee association atelier august automne avance avril bar
barbecue bidouillage bidouille bienvenue bootcamp brunch bureau cafe camp causerie challenge cloture club coaching
cocktail coding cohorte comite commission communaute concour conference conseil consultation cours coworker
coworkeur coworking creer creneau cycle dating debat debugger debutant december decembre decouverte decouvrir dej
dejeuner demo demonstration dep digital dimanche dojo echange edition enfant entreprise equipe ete etudiant
evenement evening event expo exposition fablab famille february fete fevrier film fin final finale formation forum
friday galette general generale gouter grand grande gratuit groupe hebdo hebdomadaire hiver inauguration info
information initiation install internationale intro introduction jam january janvier jelly jeu jeudi jeune job jour
journee juillet juin july june kata kid lab lecture libre lundi mai makerspace march mardi mars masterclass matin
matinale matinee may meeting meetup membre mensuel mensuelle mercredi midi mini mise mois monday month networking
niveau nocturne noel november novembre nuit numerique numero october octobre open ouverte ouverture palabre panel
parent partage partie party permanence petit petite pitch porte pot pratique premier premiere presentation presente
printemps prise pro professionnel programme projection public question questions regulier rencontre rentree repair
reparation repas reseautage residant resident restitution retour reunion ronde saison samedi saturday seance semaine
seminaire senior september septembre session soir soiree special speciale speed stage stand suite sunday table talk
temps thursday tiers tiers-lieu tournoi trimestriel trimestrielle tuesday usager vendredi vernissage vide visite
webinaire webinar wednesday week weekend work workshop year
"""

_KNOWN = """
2d 3d accessibilite administratif agile android api appli application arduino art artificielle artiste audio auto
avenir avocat bebe big blender blockchain blog bois broderie bug business canva canvas carriere carte cartographie
chatgpt cinema citoyen citoyenne climat cloud cms cnil code coder codeur codeuse collectif com communication
competence comptabilite comptable conception contenu contrat cooperative couture createur creatif creation
creativite css culture cv cyber cybersecurite data dataviz debian debug dechet demarche demoday depannage design
designer dessin developpement developpeur developpeuse devop diy docker donnee droit durable ecole ecologie
ecologique economie ecran ecriture education electronique email emploi energie entrepreneur entrepreneuriat
ergonomie esport ess etat european europeenne excel fabrication facebook femme figma fille financement firefox
fiscalite forgeron framework france freelance french fresque futur game gaming generative gestion git github global
google graphique graphisme growth hack hackathon hacking hardware histoire hour html ia idee illectronisme image
immersive impact impot impression imprimante inclusion independant industrie infographie ingenieur inkscape
innovation instagram intelligence international internet ios java javascript jeunes-pousses joomla journalisme jpo
juridique kubernetes langue laser lean levee libre-office libreoffice licence linkedin linux livre llm local locale
logiciel low machine mail maker makey marche marketing mastodon media mediation metavers metier microsoft mix mobile
mobilite mobilizon mode mode-emploi model monde mondial mondiale montage musee musique national nationale nfc node
numeriques-en-commun numerisation objet office open-source opendata openstreetmap orientation osm outil papier
parcour patrimoine pedagogie performance photo photographie php plateforme podcast politique porteur poterie presse
privee prix produit projet proprete propriete protection prototypage prototype python quartier radio raspberry react
realite recherche recrutement redaction referencement responsable ressource rest rgpd robot robotique ruby rust
sante science scratch scrum securite seo serveur service smartphone social sociaux societe soft software solidaire
soudure source sport start-up startup strategie super tableau tableur tdd tech technologie telephone territoire test
theatre traduction transformation transition travail tricot ubuntu ui usage user ux video vie ville virtuelle vr web
wikidata wikipedia windows woman women wordpress xr zero
"""

_FRANCHISES = """
barcamp cleantuesday cryptoparty dare datathon devfest devoxx editathon festival gamejam gdg hackerspace jug ludum
mapathon mixit museomix opencoffee repair startup summer vinocamp webschool wikimidi
"""

_SAME = {
    "conf": "conference", "talk": "conference", "workshop": "atelier", "demonstration": "demo", "demoday": "demo",
    "aperitif": "apero", "aperitivo": "apero", "afterwork": "apero", "rencontre": "meetup", "meeting": "meetup",
    "ai": "ia", "dej": "dejeuner", "dejs": "dejeuner", "webinar": "webinaire", "expo": "exposition", "jpo": "porte",
    "opensource": "open-source", "evening": "soiree", "soir": "soiree", "nuit": "nuit", "night": "nuit",
    "opendata": "donnee", "data": "donnee", "beginner": "debutant", "kid": "enfant", "children": "enfant",
    "codage": "code", "coder": "code", "programmation": "code", "programming": "code",
    "introduction": "initiation", "intro": "initiation", "journee": "journee", "day": "journee", "jeudis": "jeudi",
    "weekend": "weekend", "osm": "openstreetmap", "vr": "virtuelle", "info": "information", "com": "communication",
    "repairs": "repair", "hackaton": "hackathon", "hackathlon": "hackathon", "evts": "evenement", "asso": "association",
    "permanences": "permanence", "matinale": "matinee", "numerique": "numerique", "digital": "numerique",
    "citoyenne": "citoyen", "ouverte": "ouvert", "grande": "grand", "generale": "general", "mensuelle": "mensuel",
    "mediateur": "mediation", "developpeuse": "developpeur", "codeuse": "codeur",
}  # fmt: skip

_LESSONS = """
accompagnement aide apprendre atelier bootcamp coaching consultation cours creer debutant decouverte decouvrir
demarche depannage fete formation fresque initiation installer introduction journee masterclass mois nuit permanence
prise semaine stage visite webinaire
"""

STOP = frozenset(_STOP.split())
FRANCHISES = frozenset(map(stem, _FRANCHISES.split()))
"""Names under which many cities hold their own: they tell events of one city apart, not of two."""

LESSONS = frozenset(map(stem, _LESSONS.split()))
"""Words of what is given everywhere in the same words: one more reason to ask for rarer ones."""

_WEIGHTS = dict.fromkeys(map(stem, _KNOWN.split()), KNOWN) | dict.fromkeys(map(stem, _GENERIC.split()), GENERIC)


def meaning(word: str) -> str:
    """The word that stands for this one and its synonyms."""
    return _SAME.get(word, word)


def weight(word: str) -> float:
    """How much it says that two titles share this word: 0.2 for one of any programme, 0.5 for a usual theme, else 1."""
    return _WEIGHTS.get(word, GENERIC if len(word) < 2 else RARE)
