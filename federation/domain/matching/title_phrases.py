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
aiact: ai act, reglement europeen sur l ia, reglement sur l ia, reglement europeen sur l intelligence artificielle
ao: appel d offres
ao: marche public, commande publique, public procurement
appelprojet: appel a projets, call for projects
artgeneratif: art generatif, generative art
atelier: hands on
audiodescription: audio description
augmentee: realite augmentee, augmented reality
autohebergement: auto hebergement, self hosting, self hosted
backend: back end
barcamp: bar camp, non conference
bbl: brown bag lunch, brown bag
bd: bande dessinee
bdd: base de donnees
bienetre: bien etre, well being
blindtest: blind test
brocante: vide grenier, flea market
bu: bibliotheque universitaire
bugbounty: bug bounty
burnout: burn out, epuisement professionnel
businessmodel: business model, modele economique, modele d affaires
businessplan: plan d affaires, business plan
cafephilo: cafe philo, cafe philosophique, cafe philosophie
cartopartie: mapping party, mapping parties
chatbot: agent conversationnel
cicd: ci cd, integration continue, deploiement continu, continuous integration, continuous delivery
civictech: civic tech
climat: changement climatique, dereglement climatique, rechauffement climatique, climate change
clublecture: club lecture, cercle lecture, book club
cm: community manager, community management
cnc: fraiseuse numerique, commande numerique
codecreatif: code creatif, creative coding
codereview: revue de code, code review
codingdojo: coding dojo, code dojo
codinggouter: coding gouter, gouter du code
conseiladministration: conseil d administration
copyright: droit d auteur
courriel: messagerie electronique, courrier electronique, boite mail, e mail
courtmetrage: court metrage, short film
covoiturage: co voiturage, car pooling
crafter: software crafter, software craft, software craftsmanship, artisanat logiciel
creationentreprise: creation d entreprise, creer son entreprise, creer sa boite, monter sa boite
creationentreprise: monter son entreprise, lancer sa boite, lancer son entreprise, creer ma boite
crowdfunding: financement participatif
csp: content security policy
ctf: capture the flag, capture du drapeau, attraper le drapeau, capturer le drapeau
cto: directeur technique, directrice technique
cv: curriculum vitae
cybersecurite: securite informatique, securite numerique, cyber security
datacenter: data center, centre de donnees
dataengineering: data engineering, data engineer, ingenierie des donnees
datascience: science des donnees, data science
dataviz: data visualisation, visualisation de donnees, data visualization
decoupelaser: decoupe laser, decoupeuse laser, laser cutting, laser cutter
deepfake: deep fake
deeplearning: deep learning, apprentissage profond
demoday: demo day
designsystem: design system, systeme de design
designthinking: design thinking
desinformation: fausse information, fausse nouvelle, fake news
dirigeant: chef d entreprise, cheffe d entreprise
dma: digital markets act
domotique: maison connectee, smart home, home automation
droitsfemme: droits des femmes, journee des femmes, journee de la femme, women s day
dsa: digital services act, reglement sur les services numeriques
ebook: livre numerique, livre electronique, e book
ecoconception: eco conception
ecommerce: e commerce, commerce electronique, vente en ligne, boutique en ligne
economiecirculaire: economie circulaire, circular economy
efacture: facture electronique, facturation electronique, e facture, e facturation, e invoicing
emailing: e mailing
entretienembauche: entretien d embauche, job interview
esante: e sante, sante numerique, digital health
escapegame: escape game, jeu d evasion
escapegame: escape room
ess: economie sociale et solidaire, economie sociale, economie solidaire
etudemarche: etude de marche, market research
fablab: fab lab
fp: programmation fonctionnelle, functional programming
francetravail: pole emploi, france travail
frontend: front end
galette: galette des rois, tirer les rois, tirons les rois, tire les rois, tirage des rois
gamedesign: game design, conception de jeu
gamedev: game dev, creation de jeu video, developpement de jeu video, game development
gamejam: game jam, global game jam
gestionprojet: gestion de projet, project management
greenit: green it, numerique responsable, numerique sobre, sobriete numerique, sustainable it
hourofcode: hour of code, heure de code
ia: intelligence artificielle, artificial intelligence
illectronisme: fracture numerique, digital divide
impot: declaration de revenus, declarer ses revenus, declaration d impots, declarer ses impots
impression3d: impression 3d, imprimante 3d, 3d printing, 3d printer
initiation: premiers pas, first steps, getting started
inpi: propriete industrielle
intelligencecollective: intelligence collective, collective intelligence
investisseur: business angel, capital risque, capital risqueur, venture capital
iot: objet connecte, internet des objets, internet of things, connected object
jdr: jeu de roles, role playing game
jds: jeu de societe, jeu de plateau, board game
jep: journees europeennes du patrimoine, european heritage day
jeuvideo: jeu video, video game
jpo: journee portes ouvertes, portes ouvertes, open house, open day, open door, ouvre ses portes, ouvrent leurs portes
jug: java user group
leveefond: levee de fonds, lever des fonds, fund raising
leveefond: lever ses premiers fonds, lever de l argent
lightningtalk: lightning talk, presentation eclair, expose eclair, speed talk, talk eclair
livecoding: live coding
llm: grand modele de langage, grand modele de langue, modele de langage, modele de langue, large language model
llm: language model
lowtech: low tech
lsf: langue des signes, langue des signes francaise, sign language
mao: musique assistee par ordinateur, computer music
microbit: micro bit
microentreprise: auto entrepreneur, auto entreprise, micro entrepreneur, micro entreprise
ml: machine learning, apprentissage automatique
modelisation3d: modelisation 3d, 3d modelling, 3d modeling
montagevideo: montage video, video editing
motdepasse: mot de passe
mt180: ma these en 180 secondes, these en 180 secondes
mvp: produit minimum viable, minimum viable product
neurone: reseau de neurones, neural network
nlp: traitement automatique des langues, natural language processing
nocode: no code, low code, sans coder
node: node js
nuitinfo: nuit de l info, nuit de l informatique
obsolescence: obsolescence programmee
opencoffee: open coffee
opendata: open data, donnees ouvertes, donnee publique
openscience: science ouverte, open science, open access
opensource: open source, logiciel libre, culture libre, free software
pairprogramming: pair programming, mob programming, ensemble programming, programmation en binome
pcb: circuit imprime, printed circuit
pi: propriete intellectuelle, intellectual property
piquenique: pique nique
pm: product manager, product management
po: product owner
priseparole: prise de parole, parler en public, public speaking
privacy: vie privee
prospection: social selling, cold call, cold calling, lead generation, trouver des clients, trouver ses clients
prospection: premiers clients
qrcode: qr code
quantique: informatique quantique, calcul quantique, ordinateur quantique, quantum computing, quantum computer
qvt: qualite de vie au travail, qualite de vie et des conditions de travail
radioamateur: radio amateur, ham radio
raspberry: raspberry pi
reconnaissancefaciale: reconnaissance faciale, facial recognition, face recognition
referencement: referencement naturel
renouvelable: energie renouvelable, renewable energy
reseautage: mise en reseau, midi reseau, dejeuner reseau, lunch reseau
reseauxsociaux: reseau social, reseaux sociaux, social media, social network
retrogaming: retro gaming, jeu video retro, jeu retro, retro game
retroinformatique: retro informatique, vintage computing, retro computing
rex: retour d experience, war story, war stories, experience report, lesson learned
rgaa: referentiel general d amelioration de l accessibilite
rgpd: protection des donnees personnelles, donnees personnelles, data protection
rh: ressources humaines, human resources
rp: relations presse
rse: responsabilite sociale des entreprises, responsabilite societale des entreprises
saferinternet: safer internet day, safer internet, internet sans crainte
santementale: sante mentale, mental health
sceneouverte: scene ouverte, open mic, micro ouvert
sciencefiction: science fiction, sci fi
secourisme: premiers secours, gestes qui sauvent, first aid, psc 1
senior: personne agee, troisieme age
serietemporelle: serie temporelle, time series
si: systeme d information
smartcity: ville intelligente, smart city, smart cities
softskill: soft skill
soustraitant: sous traitant, sous traitance
startup: start up, jeunes pousses
stopmotion: stop motion, image par image
surveillance: video surveillance, video protection
tableronde: table ronde, round table
tableur: feuille de calcul
teletravail: travail a distance, travailler a distance, travailler de chez soi, remote work, remote working
traitementtexte: traitement de texte
ui: interface utilisateur, user interface
userresearch: recherche utilisateur, entretien utilisateur, user research, user interview
ux: experience utilisateur, user experience
vae: validation des acquis, validation des acquis de l experience
vehiculeelectrique: voiture electrique, vehicule electrique, electric car, electric vehicle
visionordinateur: vision par ordinateur, computer vision
voeu: ceremonie des voeux, new year, bonne annee
vr: realite virtuelle, virtual reality
vue: vue js
vsa: camera augmentee, camera intelligente, video surveillance algorithmique, videosurveillance algorithmique
webperf: performance web, web performance
webradio: web radio
zero: from scratch
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
