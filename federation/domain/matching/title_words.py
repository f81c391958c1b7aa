"""What words of titles weigh: a table, not a count over the agenda, so that nobody's titles change another's match.

Words stand folded and without plural (`folding.stem`). A word that is in no table is rare and weighs 1.
"""

from __future__ import annotations

from functools import lru_cache

from federation.domain.matching.folding import stem

RARE = 1.0
KNOWN = 0.5
GENERIC = 0.2

_STOP = """
a ai ailleurs an and annulation annule annulee at au aux avec by c canceled cancelled cantine cantines ce ces cet
cette chez comment commun commune complet complete d dans date de del des direct du duplex elle en ensemble entre
entree est et ete etes etre faire fait faut finalement for free from full gnu gratuit gratuite h heure heures how i
ici il ils in inscription inscrivez inter is it j je l la le les leur libre lieu live lui m ma me mes min minute
minutes mon n ne new nos notre nous nouveau nouvelle o of on ont or ou our ouvert p par pas peut place plus postponed
pour pourquoi qu que quel quelle quels qui quoi rdv rendez reporte reportee reseau retransmission s sa salle sans se
ses si simultane site son sont sous sur t ta te the their to tous tout toute toutes tu un une us va venez vers via
viens visio vo vos votre vous w we what why with y you your
"""

_GENERIC = """
accompagnement accueil adherent ado adulte after afterwork agora aide animation annee anniversaire annuel annuelle
aout aperitif aperitivo apero apprendre apres april assemblee association atelier august automne avance avril bar
barbecue bidouillage bidouille bienvenue bootcamp brunch bureau cafe camp causerie challenge cine cloture club
coaching cocktail coding cohorte comite commission communaute concert concour concours conference conseil consultation
cours coworker coworkeur coworking creer creneau cycle dating debat debugger debutant december decembre decouverte
decouvrir dej dejeuner demo demonstration dep digital dimanche documentaire dojo echange edition enfant entreprise
equipe ete etudiant evenement evening event exceptionnel exceptionnelle expo exposition fablab famille february ferme
fermeture fete fevrier film fin final finale formation forum friday galette general generale gouter grand grande
gratuit groupe hebdo hebdomadaire hiver inauguration info information initiation install internationale intro
introduction jam january janvier jelly jeu jeudi jeune job jour journee juillet juin july june kata kid lab lecture
libre lundi mai makerspace march mardi mars masterclass masterclasse matin matinale matinee may meeting meetup membre
mensuel mensuelle mercredi midi mini mise mois monday month networking niveau nocturne noel november novembre nuit
numerique numero october octobre open ouverte ouverture palabre panel parent partage partie party permanence petit
petite pitch porte pot pratique premier premiere presentation presente printemps prise privatisation pro professionnel
programme projection public question questions regulier rencontre rentree repair reparation repas reseautage reserve
residant resident restitution retour reunion ronde saison samedi saturday seance semaine seminaire senior september
septembre session soir soiree special speciale speed stage stand suite sunday table talk temps thursday tiers
tiers-lieu tournoi trimestriel trimestrielle tuesday usager vendredi vernissage vide visite webinaire webinar
wednesday week weekend work workshop year
"""

_KNOWN = """
2d 3d accessibilite acheter acteur action actualite adaptation administratif agence agile agilite aidant aliment
alimentation allie alternance ameliorer analyse android animal api appli application apprenti approche architecture
archive arduino argent art artificielle artisan artisanat artiste assurance astuce atout attirer audience audio auto
autonome autonomie autour avantage avenir avocat banque base bati batiment bebe besoin bien big biodiversite biologie
blender blockchain blog bois booster bourse boutique broderie budget bug bureautique business campagne canva canvas
capital carriere carte cartographie cercle certification changer chatgpt chef cherche chercheur choisir chomage chose
cinema citoyen citoyenne client clientele climat cloud cms cnil coach code coder codeur codeuse collaboratif collecte
collectif collectivite com commerce commercial communication competence comptabilite comptable compte conception
concevoir conduite confiance connaitre connecte conseiller consommation construction construire contact contenu
contrat cooperative coordination corps courriel courrier cout couture createur creatif creation creativite credit
crise css cuisine culture culturel curieux cv cyber cybersecurite data dataviz debian debug debut dechet decider
decision defi demarche demarrer democratie demoday depannage dependance deployer design designer dessin developpement
developper developpeur developpeuse devenir devop diagnostic dialogue diffusion dirigeant discussion dispositif diy
docker document domaine domicile donnee dossier droit durable dynamique eau ecole ecologie ecologique economie
economique ecosysteme ecran ecriture ecrivain editorial education efficace egalite electronique elu email emotion
emploi employeur encadrement energie enjeu enquete enseignant enseignement entrepreneur entrepreneure entrepreneuriat
environnement epargne equipement ergonomie erreur espace esport ess essentiel etat europe european europeenne
evaluation evolution excel experience expert expertise exploration export externe fabrication facebook facile
facturation facture femme fichier fiction figma fille finance financement financer firefox fiscalite fondation fonds
force forgeron formateur fournisseur framework francais france freelance french fresque futur game gaming generative
gerer geste gestion git github global google gouvernance grands graphique graphisme groupement growth guide habitant
habitat hack hackathon hacking handicap hardware heureux histoire honneur hour html humain hybride ia idee identite
illectronisme illustration image immersive impact impot impression imprimante inclusion independant independante
indicateur individuel industrie industriel infographie infos ingenieur initiative inkscape innovant innovante
innovation inscrire insertion instagram installation installer institution intelligence interface international
internet investir investisseur ios isolement jardin java javascript jeunes-pousses joomla journalisme journaliste jpo
juridique justice kubernetes laboratoire lancement lancer langage langue laser leader lean lecteur levee liberte
libre-office libreoffice licence lien ligne linkedin linux littoral livre llm local locale logement logiciel
logistique low lutte machine mail mairie maison maitrise maitriser maker makey management manager manageur manuel
marche marketing mastodon mecenat medecine media mediateur mediation menage mental mentor metavers methode metier
micro microentreprise microsoft migration mise-en-oeuvre mission mix mobile mobilite mobilizon mode mode-emploi model
moderne monde mondial mondiale monnaie montage montee motivation moyen municipal musee musique mutuelle national
nationale nature naturel negociation nfc node notaire nourriture numeriques-en-commun numerisation objet obligation
office offre open-source opendata openstreetmap operateur optimiser option organisation organiser orientation osm
outil outillage paie papier parcour partenaire partenariat participatif participation passer patient patrimoine payer
paysage pedagogie peinture penser performance personne personnel perspective philosophie photo photographie php
physique pilotage piloter plan planete planification plastique plateforme podcast poesie point politique population
porteur postuler poterie pouvoir pratiquer preparer presence presenter presse prestation prevention previsionnel
priorite prive privee prix processus producteur production produit profession profil projet promotion proprete
propriete prospection protection proteger prototypage prototype psychologie publication publier python qualiopi
qualite quartier questionnaire radio raspberry react realite recherche recrutement recyclage recycle redaction redige
rediger reemploi referencement reforme regard region relation rendre renovation reparateur reponse reprise reseaux
responsabilite responsable ressource rest resultat retraite retrogaming reussir reve reveal revenu rgpd rh richesse
risque robot robotique ruby rural rust salarie salon sante sauver savoir savoirs scene science sciences scolaire
scratch scrum secret secretariat secteur securite sens sensibilisation seo serveur service signature simple simplifier
site situation smartphone sobre sobriete social sociaux societal societe soft software soin solidaire solution son
sonore soudure source soutien souverainete sponsor sport stagiaire start-up startup statistique statut strategie
stress structure style suivi super syndicat systeme tableau tableur tache talent tarif taxe tdd tech technique
technologie telecharger telephone teletravail temoignage temoigner terrain territoire test texte theatre toucher
tourisme trace tradition traduction trafic transformation transition transport travail tresorerie tricot trouver turbo
tutoriel ubuntu ui universite urbain urbanisme urgence usage user usine utile utilisateur utiliser ux vacance valeur
valorisation valoriser vehicule veille vendre vente verifier vert video vie village ville virtuelle visibilite vision
voiture volontaire voyage vr web wikidata wikipedia windows woman women wordpress xr zero zone
"""

_FRANCHISES = """
barcamp cleantuesday cryptoparty dare datathon devfest devoxx editathon festival gamejam gdg hackerspace jug ludum
mapathon mixit museomix opencoffee repair startup summer vinocamp webschool wikimidi
"""

_SAME = {
    "conf": "conference", "talk": "conference", "workshop": "atelier", "demonstration": "demo", "demoday": "demo",
    "aperitif": "apero", "aperitivo": "apero", "afterwork": "apero", "rencontre": "meetup", "meeting": "meetup",
    "ai": "ia", "lunch": "dejeuner", "breakfast": "dejeuner", "rex": "retour", "retex": "retour", "tit": "petit",
    "dej": "dejeuner", "dejs": "dejeuner", "webinar": "webinaire", "expo": "exposition", "jpo": "porte",
    "opensource": "open-source", "evening": "soiree", "soir": "soiree", "nuit": "nuit", "night": "nuit",
    "opendata": "donnee", "data": "donnee", "beginner": "debutant", "kid": "enfant", "children": "enfant",
    "codage": "code", "coder": "code", "programmation": "code", "programming": "code", "introduction": "initiation",
    "intro": "initiation", "journee": "journee", "day": "journee", "jeudis": "jeudi", "weekend": "weekend",
    "osm": "openstreetmap", "vr": "virtuelle", "info": "information", "com": "communication", "repairs": "repair",
    "hackaton": "hackathon", "hackathlon": "hackathon", "evts": "evenement", "asso": "association",
    "permanences": "permanence", "matinale": "matinee", "numerique": "numerique", "digital": "numerique",
    "citoyenne": "citoyen", "ouverte": "ouvert", "grande": "grand", "generale": "general", "mensuelle": "mensuel",
    "mediateur": "mediation", "developpeuse": "developpeur", "codeuse": "codeur",
}  # fmt: skip

_LESSONS = """
accompagnement aide apero apprendre atelier bootcamp cafe club coaching concert concours conference consultation cours
creer debat debutant decouverte decouvrir demarche depannage fete formation fresque initiation installer introduction
jeu journee masterclass meetup mois nuit partie party permanence prise projection semaine session soiree stage tournoi
visite webinaire
"""

STOP = frozenset(_STOP.split())
FRANCHISES = frozenset(map(stem, _FRANCHISES.split()))
"""Names under which many cities hold their own: they tell events of one city apart, not of two."""

LESSONS = frozenset(map(stem, _LESSONS.split()))
"""Words of what is given everywhere in the same words: one more reason to ask for rarer ones."""

_WEIGHTS = dict.fromkeys(map(stem, _KNOWN.split()), KNOWN) | dict.fromkeys(map(stem, _GENERIC.split()), GENERIC)


_ENGLISH = """
art:art beginner:debutant book:livre building:construction business:entreprise child:enfant children:enfant
city:ville climate:climat community:communaute computing:informatique computer:ordinateur cooking:cuisine
creative:creatif culture:culture day:journee developer:developpeur drawing:dessin education:education energy:energie
english:anglais entrepreneur:entrepreneur europe:europe family:famille food:alimentation french:francais future:futur
game:jeu gaming:jeu green:vert health:sante history:histoire house:maison hospital:hopital image:image
industry:industrie inclusion:inclusion innovation:innovation job:emploi journalism:journalisme kid:enfant
language:langage law:droit learning:apprentissage library:bibliotheque light:lumiere machine:machine map:carte
mapping:cartographie market:marche medium:media mobility:mobilite money:argent museum:musee music:musique
network:reseau night:nuit ocean:ocean painting:peinture people:gens pioneer:pionniere poetry:poesie press:presse
privacy:vie printing:impression project:projet radio:radio research:recherche right:droit school:ecole science:science
sea:mer security:securite skill:competence software:logiciel sound:sonore space:espace spring:spring story:recit
strategy:strategie student:etudiant summer:ete teacher:enseignant test:test testing:test theater:theatre tool:outil
training:formation transport:transport trip:voyage video:video water:eau winter:hiver woman:femme women:femme
work:travail world:monde writer:auteur writing:ecriture
"""
_SAME |= dict(pair.split(":") for pair in _ENGLISH.split() if pair.split(":")[0] not in _SAME)


def meaning(word: str) -> str:
    """The word that stands for this one and its synonyms."""
    return _SAME.get(word, word)


_USUAL_ENDINGS = (
    "tion", "sion", "ment", "ique", "isme", "iste", "ite", "ture", "ance", "ence", "able", "ible", "euse", "trice",
    "elle", "age", "er", "ir", "eur",
)  # fmt: skip
"""Endings of the words that are formed on end: what bears one is seldom a name."""


@lru_cache(maxsize=65536)
def weight(word: str) -> float:
    """How much it says that two titles share this word: 0.2 for one of any programme, 0.5 for a usual theme, else 1.

    Of what is in no table, short words (of languages and products) and those formed with a usual ending are usual.
    """
    for known in (word, word.removesuffix("e"), word + "e", word.removesuffix("ne"), word.removesuffix("s")):
        if known in _WEIGHTS:
            return _WEIGHTS[known]
    return KNOWN if len(word) <= 3 or word.endswith(_USUAL_ENDINGS) else RARE
