"""Words of one meaning in titles: one evening is often told in both. Pure data.

Folded, without plural. Only words that stand for each other whatever the event is about: « vélo », « bicyclette ».
"""

from __future__ import annotations

_SYNONYMS = """
accelerateur: acceleration; accessibilite: accessible a11y; accident: accidente accidentologie; acier: siderurgie
adolescent: ado teenager; aeronautique: avionique; agile: agilite; agilite: agiliste
agriculteur: paysan paysanne cultivateur fermier; agriculture: agricole agroalimentaire; aidant: aidante
alarme: alerte; algorithme: algo; alimentation: alimentaire nourriture
alternance: alternant alternante; amateur: hobbyist bidouilleur; anxiete: angoisse anxieux
apero: drink pot cocktail afterwork; apiculture: apiculteur ruche abeille rucher; appelprojet: aap
application: appli app; apprentissage: apprenti; archeologie: archeologue archeologique
architecture: architecte architectural; archive: archiviste; argile: ceramique ceramiste poterie potier
arnaque: escroquerie fraude scam; artisan: artisanat artisanal artisanale
association: associatif associative asso associations; assurance: assureur; astronomie: astronome astronomique astro
autocollant: sticker
badge: pin; bail: locatif loyer; balade: promenade flanerie; banque: bancaire banquier; barbecue: bbq
barcamp: nonconference unconference; bdd: database; bebe: nourrisson; benevole: benevolat volontariat
bienetre: wellbeing; biodiversite: biodiversifie; boulanger: boulangerie; brevet: patent; brocante: videgrenier
broderie: broder brodeur brodeuse
camera: webcam
cartographie: carto cartographier cartopartie mapping mapathon geomatique geomaticien geomaticienne geo sig gis
cecite: aveugle malvoyant; cerveau: cerebral neurologie; chant: chanter vocal; chasse: chasseur
cheval: equestre equitation; chiffrement: chiffrer encryption; chimie: chimique chimiste; chomage: chomeur
chorale: choeur; cinema: cinematographique cineaste; cirque: circassien; citoyen: citoyennete civique civic
clavier: keyboard; climat: climatique; cnc: fraiseuse; collecte: collecter ramassage
compost: compostage composter lombricomposteur lombricompostage; comptabilite: compta comptable; concert: recital
concours: competition; consommation: consommateur consommer; conte: conteur conteuse
contributeur: contribution contribuer contributor contribuons; cosmetique: cosmetologie
courriel: mail email messagerie; course: courir footing jogging; couture: coudre; coworker: coworkeur coworkeuse
creer: creation createur creatrice; cryptomonnaie: crypto bitcoin; cuisine: cuisiner culinaire
cybersecurite: cyber infosec cyberdefense cybermalveillance
danse: danser; debat: discussion panel; debranche: debranchee unplugged; dechet: poubelle ordure
deconnexion: deconnecter detox; demenagement: demenager; democratie: democratique
dependance: addiction addictif accro; desinformation: infox intox; dessin: dessiner; dette: endettement
diplome: diplomant diplomation; dirigeant: dirigeante patron patronne; discrimination: discriminatoire
doctorant: doctorante doctorat these; documentaire: docu; documentaliste: bibliothecaire; documentation: documenter
domotique: smarthome; don: donation; donateur: mecene; dyslexie: dyslexique dys
ebeniste: menuiserie menuisier; ebook: liseuse; echec: chess; eclairage: lampe luminaire; ecologie: ecologique ecolo
election: electoral electeur electrice scrutin; electricite: electrique electricien; eleve: ecolier ecoliere
emballage: packaging; emploi: boulot; energie: energetique; engagement: engager; enquete: sondage
enseignant: prof professeur instituteur
entrepreneur: entrepreneuriat entrepreneure entrepreneuse startuper startupper; entretien: interview
environnement: environnemental; epargne: epargner placement; etoile: stellaire; export: exporter exportation
facture: facturation facturer; fanzine: zine; federer: federation; femme: feminin feminine
feu: incendie; film: cine; financement: financer; foot: football soccer; foret: forestier forestiere sylviculture
forgeron: forge ferronnerie; fruit: fruitier
gamejam: ggj; genealogie: genealogique genealogiste; geographie: geographique geographe
geologie: geologique geologue; graine: semence; graphisme: graphiste graphique; gravure: graveur linogravure
greve: greviste; grossesse: maternite enceinte
hameconnage: phishing; handicap: handicape; harcelement: cyberharcelement
hebergement: heberger hosting hebergeur hebergeuse; histoire: historique historien historienne
ia: chatgpt gpt genai; immobilier: foncier; impot: fiscalite fiscal fiscale taxe; impression: imprimante imprimer
inclusion: inclusif inclusive; incubateur: incubation; ingenieur: ingenieure ingenierie
innovation: innover innovant innovante; inondation: crue; insecte: entomologie; international: internationale
investisseur: investissement investir investor
jardin: jardinage jardiner potager; javascript: ecmascript; jeu: ludique ludotheque gamification; jeune: jeunesse
jeuvideo: videoludique; jouet: toy; journalisme: journaliste; juridique: legal juriste avocat avocate barreau
kubernete: kube
lancement: lancer launch; langue: linguistique; lecture: lire; leveefond: fundraising; litterature: litteraire
livre: bouquin ouvrage; logement: habitat habitation; logo: logotype; lumiere: lumineux lumineuse led
lutherie: luthier
maladie: malade pathologie; maquette: maquettiste; maraichage: maraicher; marionnette: guignol
mathematique: math maths; mediation: mediateur mediatrice; mer: marin maritime ocean oceanique
metal: metallurgie metallurgique; meteo: meteorologie; meuble: mobilier
microentreprise: autoentrepreneur microentrepreneur autoentreprise; migrant: exile refugie; ml: mlop
monnaie: monetaire; mosaique: mosaiste; motdepasse: password passphrase mdp; musee: museal museum
musique: musical zique musicien musicienne
navigateur: browser; nuage: cloud; nuit: nocturne; numerique: digitalisation digitaliser; numerisation: numeriser
observabilite: monitoring supervision; oiseau: ornithologie ornithologue ornithologique
opensource: libriste foss oss logiciellibre; ordinateur: ordi laptop; orthographe: dictee; outil: outillage
paiement: payer; parentalite: parental parentale; parite: egalite; patisserie: patissier; patrimoine: heritage
paye: paie bulletin; peche: pecheur halieutique; peinture: peindre; penser: pensante pensant pensee
photographie: photo photographe photographier; piquenique: picnic; pirate: piratage pirater
planning: planification planifier; plante: vegetal vegetale botanique botaniste; plongee: plongeur
podcast: baladodiffusion emission; poesie: poeme poetique; pollution: polluant polluer depollution
porcelaine: faience; postgresql: pg psql; precarite: pauvrete precaire; prison: carceral penitentiaire
prix: trophee award; prospection: prospecter prospect; prototype: prototypage prototyper
psychologie: psychologue psychologique; publicite: pub advertising
quartier: voisinage; qvt: qvct
rancongiciel: ransomware; randonnee: rando; recit: narration narratif raconter
recrutement: recruter embauche embaucher recruteur; recyclage: recycler upcycling surcyclage
reemploi: reutilisation reutiliser; referencement: seo; renovation: renover; reparation: reparer
reprise: reprend reprendre reprennent; resilience: resilient; rgpd: gdpr; rh: hr; robot: robotique robocup
route: routier; rural: ruralite rurale ruraux
sante: sanitaire medical medicale; satellite: nanosatellite cubesat; sauvegarde: sauvegarder backup
science: scientifique; scolaire: scolarite; scout: scoutisme eclaireur; sculpture: sculpter sculpteur
secourisme: secours secouriste psc1; securite: securiser secu; sensibilisation: sensibiliser
serigraphie: serigraphe; serveur: server; sexe: sexualite; soin: soigner; solaire: photovoltaique; sommeil: dormir
sonore: audio acoustique; soudure: souder; soustraitant: soustraitance; souverainete: souverain souveraine
spatial: astronaute cosmonaute spationaute aerospatial cosmos; spectacle: show; sport: sportif sportive
startup: startups; statistique: stats; subvention: subventionner; surdite: sourd malentendant
surveillance: surveiller videosurveillance
tabac: cigarette; tableur: excel spreadsheet calc; tatouage: tatoueur; telecharger: telechargement
telecom: telecommunication telephonie; telephone: smartphone; teletravail: telework; theatre: theatral
tissage: tisser tisserand; tourisme: touristique; tracabilite: tracer; traduction: traducteur trad
transmission: transmettre repreneur cession; tricot: tricoter; troc: echanger; tuteur: tutorat; typescript: ts
typographie: typo typographique typographe
universite: universitaire fac; urbanisme: urbaniste
vaccin: vaccination; vegan: vegetarien vegane vegetarienne; velo: bicyclette cyclisme
vente: vendeur commercialisation; vetement: fringue habit; video: videaste; vieillissement: vieillir gerontologie
vin: oenologie vigne vigneron viticulture viticole viticulteur cep oenologique vignoble; violence: violent
voeu: voeux; voile: nautique regate voilier; voiture: automobile; vote: voter votation
wikipedia: wikipedien wikipedienne
"""

SYNONYMS: dict[str, str] = {
    word: meant
    for entry in _SYNONYMS.strip().replace(";", "\n").splitlines()
    for meant, _, words in [entry.strip().partition(":")]
    for word in words.split()
}
"""The word that stands for each of its synonyms."""
