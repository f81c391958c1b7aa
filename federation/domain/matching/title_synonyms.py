"""Words of one meaning in titles, and what is said in several words: one evening is often told in both. Pure data.

Folded, without plural. Only words that stand for each other whatever the event is about: « vélo », « bicyclette ».
"""

from __future__ import annotations

from federation.domain.matching.folding import stem

_SMALL = """
a au aux d de des du en et for l la le les of par qui se ses the un une vos
"""

SMALL = frozenset(_SMALL.split())
"""Words that count for nothing within what is said in several."""

_SYNONYMS = """
accessibilite: accessible a11y
acier: siderurgie
agriculture: agricole agroalimentaire
aidant: aidante
agile: agilite
alimentation: alimentaire nourriture
alternance: alternant alternante
apero: drink pot cocktail afterwork
application: appli app
apprentissage: apprenti
archive: archiviste
arnaque: escroquerie fraude scam
association: associatif associative
assurance: assureur
astronomie: astronome astronomique
autocollant: sticker
badge: pin
balade: promenade flanerie
banque: bancaire banquier
barbecue: bbq
bdd: database
benevole: benevolat volontariat
bienetre: wellbeing
biodiversite: biodiversifie
brevet: patent
cartographie: carto cartographier cartopartie mapping mapathon
cecite: aveugle malvoyant
chant: chanter vocal
chiffrement: chiffrer encryption
chomage: chomeur
citoyen: citoyennete civique civic
climat: climatique
cnc: fraiseuse
compost: compostage composter lombricomposteur lombricompostage
comptabilite: compta comptable
concert: recital
concours: competition
conte: conteur conteuse
cosmetique: cosmetologie
courriel: mail email messagerie
couture: coudre
creer: creation createur creatrice
cuisine: cuisiner culinaire
cybersecurite: cyber
danse: danser
debat: discussion panel
dechet: poubelle ordure
democratie: democratique
desinformation: infox intox
dessin: dessiner
dette: endettement
documentaire: docu
don: donation
donateur: mecene
echec: chess
eclairage: lampe luminaire
ecologie: ecologique ecolo
emballage: packaging
energie: energetique
enseignant: prof professeur instituteur
entrepreneur: entrepreneuriat entrepreneure entrepreneuse startuper startupper
environnement: environnemental
etoile: stellaire
export: exporter exportation
femme: feminin feminine
film: cine
financement: financer
fruit: fruitier
genealogie: genealogique genealogiste
graine: semence
handicap: handicape
harcelement: cyberharcelement
hebergement: heberger hosting
ia: chatgpt gpt genai
immobilier: foncier
impot: fiscalite fiscal fiscale taxe
impression: imprimante imprimer
inclusion: inclusif inclusive
innovation: innover innovant innovante
inondation: crue
insecte: entomologie
international: internationale
jardin: jardinage jardiner potager
javascript: ecmascript
jouet: toy
journalisme: journaliste
juridique: legal
kubernete: kube
lancement: lancer launch
langue: linguistique
lecture: lire
leveefond: fundraising
litterature: litteraire
livre: bouquin ouvrage
logement: habitat habitation
maquette: maquettiste
maraichage: maraicher
marionnette: guignol
mathematique: math maths
mediation: mediateur mediatrice
meteo: meteorologie
microentreprise: autoentrepreneur microentrepreneur autoentreprise
migrant: exile refugie
monnaie: monetaire
mosaique: mosaiste
musee: museal museum
musique: musical
navigateur: browser
nuage: cloud
numerique: digitalisation digitaliser
numerisation: numeriser
ordinateur: ordi laptop
parentalite: parental parentale
parite: egalite
patisserie: patissier
peinture: peindre
photographie: photo photographe photographier
piquenique: picnic
plongee: plongeur
poesie: poeme poetique
postgresql: pg psql
prix: trophee award
prospection: prospecter prospect
prototype: prototypage prototyper
publicite: pub advertising
qvt: qvct
randonnee: rando
recrutement: recruter embauche embaucher recruteur
recyclage: recycler upcycling surcyclage
reemploi: reutilisation reutiliser
referencement: seo
renovation: renover
reparation: reparer
rgpd: gdpr
rh: hr
robot: robotique
rural: ruralite rurale ruraux
satellite: nanosatellite cubesat
sauvegarde: sauvegarder backup
science: scientifique
scolaire: scolarite
sculpture: sculpter sculpteur
secourisme: secours secouriste psc1
securite: securiser
serveur: server
sexe: sexualite
soin: soigner
solaire: photovoltaique
soudure: souder
spectacle: show
sport: sportif sportive
startup: startups
statistique: stats
subvention: subventionner
surdite: sourd malentendant
tableur: excel spreadsheet calc
telephone: smartphone
teletravail: telework
theatre: theatral
tourisme: touristique
traduction: traducteur
tricot: tricoter
typescript: ts
typographie: typo typographique
universite: universitaire fac
velo: bicyclette cyclisme
vetement: fringue habit
vin: oenologie vigne vigneron
voiture: automobile
vote: voter votation
"""

SYNONYMS: dict[str, str] = {
    word: meant
    for line in _SYNONYMS.strip().splitlines()
    for meant, _, words in [line.partition(":")]
    for word in words.split()
}
"""The word that stands for each of its synonyms."""

_PHRASES = """
appelprojet: appel a projets, call for projects
augmentee: realite augmentee, augmented reality
bd: bande dessinee
bdd: base de donnees
bienetre: bien etre, well being
brocante: vide grenier, flea market
burnout: burn out, epuisement professionnel
businessplan: plan d affaires, business plan
cartopartie: mapping party, mapping parties
climat: changement climatique, dereglement climatique, rechauffement climatique, climate change
clublecture: club lecture, cercle lecture, book club
cnc: fraiseuse numerique, commande numerique
copyright: droit d auteur
courriel: messagerie electronique, courrier electronique, boite mail, e mail
courtmetrage: court metrage, short film
crowdfunding: financement participatif
ctf: capture the flag
cto: directeur technique, directrice technique
cv: curriculum vitae
cybersecurite: securite informatique, securite numerique, cyber security
datascience: science des donnees, data science
decoupelaser: decoupe laser, decoupeuse laser, laser cutting, laser cutter
demoday: demo day
desinformation: fausse information, fausse nouvelle, fake news
dirigeant: chef d entreprise, cheffe d entreprise
ecommerce: e commerce, commerce electronique, vente en ligne, boutique en ligne
esante: e sante, sante numerique, digital health
escapegame: escape game, jeu d evasion
ess: economie sociale et solidaire
francetravail: pole emploi, france travail
galette: galette des rois
greenit: green it, numerique responsable, numerique sobre, sobriete numerique, sustainable it
ia: intelligence artificielle, artificial intelligence
impot: declaration de revenus, declarer ses revenus, declaration d impots, declarer ses impots
impression3d: impression 3d, imprimante 3d, 3d printing, 3d printer
inpi: propriete industrielle
iot: objet connecte, internet des objets, internet of things, connected object
jdr: jeu de roles, role playing game
jds: jeu de societe, jeu de plateau, board game
jeuvideo: jeu video, video game
jpo: journee portes ouvertes, portes ouvertes, open house, open day, open door
leveefond: levee de fonds, lever des fonds, fund raising
lowtech: low tech
lsf: langue des signes, langue des signes francaise, sign language
microentreprise: auto entrepreneur, auto entreprise, micro entrepreneur, micro entreprise
ml: machine learning, apprentissage automatique
modelisation3d: modelisation 3d, 3d modelling, 3d modeling
montagevideo: montage video, video editing
opencoffee: open coffee
opensource: open source, logiciel libre, culture libre, free software
password: mot de passe
piquenique: pique nique
priseparole: prise de parole, parler en public, public speaking
privacy: vie privee
qvt: qualite de vie au travail, qualite de vie et des conditions de travail
reseautage: mise en reseau
reseauxsociaux: reseau social, reseaux sociaux, social media, social network
rgpd: protection des donnees personnelles
rh: ressources humaines, human resources
referencement: referencement naturel
rse: responsabilite sociale des entreprises, responsabilite societale des entreprises
sceneouverte: scene ouverte, open mic, micro ouvert
secourisme: premiers secours, gestes qui sauvent, first aid, psc 1
senior: personne agee, troisieme age
smartcity: ville intelligente, smart city, smart cities
startup: start up, jeunes pousses
stopmotion: stop motion, image par image
tableronde: table ronde, round table
tableur: feuille de calcul
teletravail: travail a distance, remote work, remote working
ux: experience utilisateur, user experience
vae: validation des acquis, validation des acquis de l experience
vr: realite virtuelle, virtual reality
webradio: web radio
zerodechet: zero dechet, zero waste
"""

PHRASES: dict[tuple[str, ...], str] = {
    tuple(stem(word) for word in form.split() if word not in SMALL): short
    for line in _PHRASES.strip().splitlines()
    for short, _, forms in [line.partition(":")]
    for form in forms.split(",")
}
"""The word that stands for what is said in several, by their stems without small words."""

SHORT = frozenset(PHRASES.values())
