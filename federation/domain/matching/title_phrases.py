"""What titles say in several words and in one: « réalité virtuelle », « VR »; in French and English. Pure data."""

from __future__ import annotations

from federation.domain.matching.folding import stem

_SMALL = """
a au aux d de des du en et for l la le les of par qui se ses the un une vos
"""

SMALL = frozenset(_SMALL.split())
"""Words that count for nothing within what is said in several."""

_PHRASES = """
ag: assemblee generale, general assembly, general meeting
ao: appel d offres
appelprojet: appel a projets, call for projects
audiodescription: audio description
augmentee: realite augmentee, augmented reality
bd: bande dessinee
bdd: base de donnees
bienetre: bien etre, well being
brocante: vide grenier, flea market
burnout: burn out, epuisement professionnel
businessmodel: business model, modele economique, modele d affaires
bu: bibliotheque universitaire
businessplan: plan d affaires, business plan
ca: conseil d administration
cartopartie: mapping party, mapping parties
climat: changement climatique, dereglement climatique, rechauffement climatique, climate change
clublecture: club lecture, cercle lecture, book club
cm: community manager, community management
cnc: fraiseuse numerique, commande numerique
copyright: droit d auteur
courriel: messagerie electronique, courrier electronique, boite mail, e mail
courtmetrage: court metrage, short film
covoiturage: co voiturage, car pooling
creationentreprise: creation d entreprise, creer son entreprise, creer sa boite, monter sa boite
creationentreprise: monter son entreprise, lancer sa boite, lancer son entreprise, creer ma boite
crowdfunding: financement participatif
ctf: capture the flag
cto: directeur technique, directrice technique
cv: curriculum vitae
cybersecurite: securite informatique, securite numerique, cyber security
datascience: science des donnees, data science
dataviz: data visualisation, visualisation de donnees, data visualization
decoupelaser: decoupe laser, decoupeuse laser, laser cutting, laser cutter
deepfake: deep fake
deeplearning: deep learning, apprentissage profond
demoday: demo day
desinformation: fausse information, fausse nouvelle, fake news
dirigeant: chef d entreprise, cheffe d entreprise
ecoconception: eco conception
ecommerce: e commerce, commerce electronique, vente en ligne, boutique en ligne
emailing: e mailing
esante: e sante, sante numerique, digital health
escapegame: escape game, jeu d evasion
ess: economie sociale et solidaire, economie sociale, economie solidaire
fablab: fab lab
fp: programmation fonctionnelle, functional programming
francetravail: pole emploi, france travail
galette: galette des rois, tirer les rois, tirons les rois, tire les rois, tirage des rois
gamejam: game jam
greenit: green it, numerique responsable, numerique sobre, sobriete numerique, sustainable it
ia: intelligence artificielle, artificial intelligence
impot: declaration de revenus, declarer ses revenus, declaration d impots, declarer ses impots
impression3d: impression 3d, imprimante 3d, 3d printing, 3d printer
inpi: propriete industrielle
investisseur: business angel, capital risque, capital risqueur, venture capital
iot: objet connecte, internet des objets, internet of things, connected object
jdr: jeu de roles, role playing game
jds: jeu de societe, jeu de plateau, board game
jeuvideo: jeu video, video game
jpo: journee portes ouvertes, portes ouvertes, open house, open day, open door, ouvre ses portes, ouvrent leurs portes
leveefond: levee de fonds, lever des fonds, fund raising
lowtech: low tech
lsf: langue des signes, langue des signes francaise, sign language
microentreprise: auto entrepreneur, auto entreprise, micro entrepreneur, micro entreprise
ml: machine learning, apprentissage automatique
modelisation3d: modelisation 3d, 3d modelling, 3d modeling
montagevideo: montage video, video editing
node: node js
motdepasse: mot de passe
nocode: no code, low code, sans coder
opencoffee: open coffee
opendata: open data, donnees ouvertes, donnee publique
opensource: open source, logiciel libre, culture libre, free software
pi: propriete intellectuelle, intellectual property
piquenique: pique nique
pm: product manager, product management
po: product owner
priseparole: prise de parole, parler en public, public speaking
privacy: vie privee
prospection: social selling, cold call, cold calling, lead generation, trouver des clients, trouver ses clients
prospection: premiers clients
qrcode: qr code
qvt: qualite de vie au travail, qualite de vie et des conditions de travail
referencement: referencement naturel
reseautage: mise en reseau, midi reseau, dejeuner reseau, lunch reseau
reseauxsociaux: reseau social, reseaux sociaux, social media, social network
retroinformatique: retro informatique, vintage computing, retro computing
rgpd: protection des donnees personnelles, donnees personnelles, data protection
rh: ressources humaines, human resources
rp: relations presse
rse: responsabilite sociale des entreprises, responsabilite societale des entreprises
sceneouverte: scene ouverte, open mic, micro ouvert
sciencefiction: science fiction, sci fi
secourisme: premiers secours, gestes qui sauvent, first aid, psc 1
senior: personne agee, troisieme age
smartcity: ville intelligente, smart city, smart cities
soustraitant: sous traitant, sous traitance
si: systeme d information
startup: start up, jeunes pousses
stopmotion: stop motion, image par image
tableronde: table ronde, round table
tableur: feuille de calcul
teletravail: travail a distance, travailler a distance, travailler de chez soi, remote work, remote working
traitementtexte: traitement de texte
ui: interface utilisateur, user interface
ux: experience utilisateur, user experience
vae: validation des acquis, validation des acquis de l experience
voeu: ceremonie des voeux, new year
vue: vue js
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
