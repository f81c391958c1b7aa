"""Lists of words of titles: those that say nothing, those of any programme, usual themes. Pure data.

Folded. `title_words` makes weights of them; a word that is in no list is rare.
"""

from __future__ import annotations

STOP_WORDS = """
a ai ailleurs an and annulation annule annulee at au aux avec by c canceled cancelled cantine cantines ce ces cet
cette chez comment commun commune complet complete d dans date de del des direct du duplex elle en ensemble entre
entree est et ete etes etre faire fait faite faites faut finalement for free from full gnu gratuit gratuite h heure
heures how i ici il ils in inscription inscrivez inter is it j je l la le les leur lieu live lui m ma me mes min
minute minutes mon n ne new nos notre nous nouveau nouvelle o of on ont or ou our ouvert p par pas peut place plus
postponed pour pourquoi qu que quel quelle quels qui quoi rdv rendez reporte reportee reseau retransmission s sa salle
sans se ses si simultane site son sont sous sur t ta te the their to ton tous tout toute toutes tu un une us va venez
vers via viens visio vo vos votre vous w we what why with y you your
"""

GENERIC_WORDS = """
accompagnement accueil adherent ado adulte after afterwork ag agora aide animation annee anniversaire annuel annuelle
aout aperitif aperitivo apero apprendre apres april assemblee association atelier august automne avance avril bar
barbecue bidouillage bidouille bienvenue billet billetterie bootcamp brunch bureau ca cafe camp causerie ceremonie
challenge cine cloture club coaching cocktail coding cohorte comite commission communaute concert concour concours
conf conference conseil conseiladministration consultation conversation cours coworker coworkeur coworking creer
creneau cycle dating debat debugger debutant december decembre decouverte decouvrir defile dej dejeuner demo
demonstration dep digital dimanche diner documentaire dojo echange edition enfant entrainement entreprise equipe ete
etudiant evenement evening event exceptionnel exceptionnelle expo exposition fablab famille february feria ferme
fermeture fete fevrier film fin final finale formation forum friday gala galette general generale gouter grand grande
gratuit groupe hebdo hebdomadaire hiver inauguration info information initiation install internationale intro
introduction jam january janvier jelly jeu jeudi jeune job jour journee jpo juillet juin july june karaoke kata kid
lab lecture libre loto lundi mai makerspace march mardi mars masterclass masterclasse matin matinale matinee may
meeting meetup membre mensuel mensuelle mercredi midi mini mise mois monday month networking niveau nocturne noel
november novembre nuit numerique numero october octobre open ouverte ouverture palabre panel parent partage partie
party pause permanence petit petite piquenique pitch porte pot pratique premier premiere presentation presente
printemps prise privatisation pro professionnel programme projection promo public question questions quiz
rassemblement regulier rencontre rentree repair reparation repas repetition reseautage reserve residant resident
restitution retour reunion ronde saison samedi saturday seance semaine seminaire senior september septembre session
soir soiree special speciale spectacle speed stage stand suite sunday table tableronde talk temps thursday ticket
tiers tierslieu tournoi trimestriel trimestrielle tuesday usager vendredi vernissage vide visite webinaire webinar
wednesday week weekend work workshop year
"""

KNOWN_WORDS = """
2d 3d abeille accessibilite acheter acteur action actualite adaptation administratif agence agile agriculture aidant
air aliment alimentation allie alternance ameliorer analyse android angular animal ansible api appelprojet application
apprenti approche arbre arcade architecture archive arduino argent art artificielle artisan artiste assurance
astronomie astuce atout attention attirer audience augmentee auto autonome autonomie autour avantage avenir aventure
avion avocat banque base basket bateau bati batiment batterie batteur bd bebe besoin bien bienetre biere big bijou
bilan biodiversite biologie biologiste blender blockchain blog bois boite booster borne bourse boussole boutique
brocante broderie bruit budget bug bureautique bus businessplan cable cadeau cafe cahier campagne camping cancer canva
canvas capital capteur carnet carriere carte cartographie cercle certification cerveau changer chanson chasse chat
chef cherche chercheur chien chimie chocolat choeur choisir chomage chorale chose cinema cirque citoyen cle clef
client clientele climat clojure clublecture cms cnc cnil coach code codeur collaboratif collecte collectif
collectivite comedie commerce commercial communication competence compost comptabilite compte conception conduite
confiance connaitre connecte conseiller console consommation construction construire contact contenu contrat
contributeur cooperative coordination corps cosplay couleur courriel courrier course courtmetrage cout couture crayon
creatif creativite credit crise crochet css cuisine culture culturel curieux cv cybersecurite danse datascience
dataviz debian debut dechet decider decision decoupelaser defi demarche demarrer democratie demoday depannage
dependance deployer design designer dessin developpement developper developpeur devenir devop diagnostic dialogue
diffusion dinosaure dirigeant dispositif diy django docker docteur document domaine domicile donnee dossier droit
drone durable dynamique eau echec ecole ecologie ecommerce economie economique ecosysteme ecoute ecran ecriture
ecrivain editorial education efficace egalite electricite electro electronique elixir elu emotion emploi employeur
encadrement encre energie enjeu enquete enseignant enseignement entrepreneur environnement eolien epargne equipement
ergonomie erlang erreur esante escapegame espace esport ess essentiel etat ethique europe european europeenne
evaluation evolution experience expert expertise exploration export externe fable fabrication fabrique fabriquer
facebook facile facteur facture femme festival feu fibre fichier fiction figma fil fille financement firefox flask
fleur flipper fonction fondation fonds football force forgeron formateur forme fournisseur framework francais france
francetravail fresque fromage fruit fusee futur gare gaz geek generative genetique geste gestion git github global
godot golang google gouvernance grafana grands graphisme greenit groupement growth guerre guide guitare habitant hack
hackathon hadoop handicap hardware haskell heureux histoire honneur hopital hour html humain humour hybride hydrogene
ia idee identite illectronisme illustration image immersive impact impot impression impression3d impro inclusion
independant independante indicateur individuel industrie industriel infographie informatique ingenieur initiative
inkscape innovation inscrire insertion instagram installation installer institution intelligence interface
international internet investisseur ios isolement jardin jardinier java javascript jazz jenkins joomla journalisme jpo
jupyter juridique justice kafka kotlin kubernetes laboratoire laine lancement langage langue laravel laser leader lean
lecteur legume levee liberte libreoffice licence lien ligne linkedin linux littoral livre llm local locale logement
logiciel logistique loi low lowtech lsf lumiere lutte machine magasin mairie maison maitrise maitriser maker makey
maladie manager manageur manga manuel marche marcheur marine marketing mastodon mecenat medecin medecine media
mediation meditation memoire menage mental mentor mer metavers methode metier metro micro microentreprise microscope
microsoft miel migration mission mix mobile mobilite mobilizon mode modelisation3d moderne monde mondial mondiale
mongodb monnaie montage montagevideo montagne montee moteur moteurs motivation moyen municipal musee musique mutuelle
mysql national nationale nature naturel negociation nfc node norme notaire nuage nucleaire numerisation numerise objet
obligation office offre oiseau opensource openstreetmap opera operateur optimiser option organisation organiser
orientation outil paie pain paix pandas panneau papier parcour pari parole partenaire partenariat participatif
participation passer patient patrimoine payer paysage pedagogie peinture penser performance personne personnel
perspective petrole philosophie phoenix photographie photonique php physique piano pilotage piloter piment piscine
pixel plage plaisir plan planete planification plastique plateforme plume podcast poesie point poisson politique pont
population port porteur postgresql postuler poterie pouvoir pratiquer preparer presence presenter presse prestation
preuve prevention previsionnel priorite prive privee prix processus producteur production produit profession profil
projet prometheus promotion proprete propriete prospection protection proteger prototype psychologie public
publication publier publique puzzle python pytorch qualiopi qualite quartier questionnaire qvt radio randonnee rap
raspberry react realite recette recherche recrutement recyclage recycle redige redis reemploi referencement reforme
regard region regle relation rendre renovation reparateur reponse reprise reseaux responsabilite responsable ressource
rest resultat retraite retro retrogaming reussir reveal revenu rgpd rh richesse rire risque robot robotisation rock
roman route ruby rue rural rust sac salarie salon sante satellite sauver savoir savoirs scala scene sceneouverte
science sciences scolaire scratch scrum secourisme secretariat secteur securite sel sens sensibilisation serveur
service signal signature silence simple simplifier site situation smartcity sobre sobriete social sociaux societal
societe soft soin solaire solidaire solution sommeil son sonore soudure soupe source soutien souverainete spark
sponsor sport sprite stagiaire startup statistique statut stopmotion strategie stress structure style suivi super
svelte symfony syndicat synthe systeme tableau tablette tableur tache talent tarif tarot tdd tech technique techno
technologie telecharger telecom telephone telescope teletravail temoignage temoigner tensorflow terraform terrain
terre territoire test texte the theatre tissu toucher tourisme trace tradition traduction trafic train transformation
transition transport travail tresorerie tricot trottinette trouver turbo tutoriel ubuntu ui unity universite unreal
urbain urbanisme urgence usage usine utile utilisateur utiliser ux vacance vaccin vae valeur valorisation valoriser
vehicule veille velo velos vente verifier vert video vie village ville vin vintage virtuelle virus visibilite vision
voisin voisine voiture voix volontaire voyage voyageur web wiki wikidata wikipedia windows wordpress xr yoga zero
zerodechet zone
"""

TO_DO = """
aller arreter cache celebre celebrer chante commencer continuer cree demarre devoiler ecouter essayer expliquer
explorer gagner garde gere imaginer interroger inventer inviter joint joue lance mastering meet mene mesure monter
montre montrer naitre parle parler partager passe passez perdre prepare profiter quitter raconter recevoir regarder
rejoint repenser reprendre revisiter sert tester tient tourne traite vaincre veut vivre voir
"""
"""What titles propose to do, which is seldom their subject."""

LITTLE = """
acce accompagne adieu agit aime an ancien ancienne anime apporte apprend apprenez apres arrete arrive attend aucun
aujourd autour autre autrement avant beau beaucoup belle best blanc bon bonjour bonne bouge bouleverse bouscule cent
certain changez chaque choisissez choisit cinq co commence comprendre comprenez conferencier connaissance connait
connaitre construit continue contre cowork creez croise croit debarque debuter decide decouvert decouvrez decrypte
degustation demain demi demystifie depart depasse depuis dernier derniere deu deux deuxieme devenez devenir devient
devoile devoir devon devrait different difficile distance dit doit doivent donner donnez douze ecrit ecrivez effet
encore enfin envahit essai every exemple existe explique extraordinaire fabriquez face facilement garder hier hors hui
huit imagine imaginez important interroge intervenant intervient invente invitation invite jamai jouez jusqu last
lentement lever lit main maintenant malgre mange mauvai mauvaise meilleur meilleure meme menace mesurer mettre mieu
migrer mille more naissance neuf next noir nom nombreu non nouveaute offert only onze orateur ordinaire osez ouest
ouvre parlent parlon partagez participe participez partout pense permanent permet plusieur poser possible poursuit
prend prenez preparation presentez presque prochain prochaine propre protege quatre quinze quotidien quotidienne
raconte racontent ralentit rapport rdc realisez recoit refaire regional regionale regler reinvente rejoignez remise
rencontrez repartez repense repond reprenez rester retrouve reussir revele revient revisite revolutionne rien sauve
savent savoir selon sept servent seul seule simplement soutient souvent suivre tenir testez theme together toujour
tourne tournee transforme transmet travaille tre trente troi trop trouve trouver tue utilise utilisez venir vingt
visiteur vit vite vive voit vraiment
"""
"""Adverbs, adjectives and verbs that are said of any subject."""

BROAD = """
action actualite adaptation agent agriculteur aidant ameliorer analyse apprenti approche artisan atout augmentee
avantage avenir aventure benevole besoin bien big bilan cercle changer chef chercher chose citoyen cle client
collaboratif collectif collectivite collegien commercant communication competence conception conduite confiance
connaitre connecte construction construire contact contenu coordination cout creatif creativite culture culturel
curieux decider decision defi demarche demarrer designer developpement developper developpeur devenir difference
dirigeant dispositif document domaine durable dynamique economie economique ecosysteme education efficace elu enjeu
enseignant enseignement environnement equipement espace essentiel etat europe evaluation evolution experience expert
expertise exploration fabrique fabriquer facile fonction force formateur forme futur geste gestion groupement guide
habitant histoire honneur humain idee identite image impact impression inclusion independant indicateur individuel
industrie initiative innovation inscrire insertion installation installer institution interface international internet
lancement lien ligne local locale low lutte lyceen maison maitriser manager manuel marche methode metier mission mode
moderne monde mondial montage moteur motivation moyen municipal national nationale nature naturel norme objet
obligation office offre operateur optimiser option organisation organiser orientation outil parcour parole partenaire
participation passer performance personne personnel perspective pilotage plaisir plan planete plateforme point
politique population port porteur pouvoir pratiquer preparer presence presenter prestation preuve prevention priorite
prive processus production produit profession profil projet promotion protection proteger public publique qualite
quartier questionnaire realite regard region regle relation rendre reponse reprise reseaux responsabilite responsable
ressource rest resultat reussir revenu richesse rire risque salarie salon savoir secteur securite sens sensibilisation
serie service signal simple simplifier site situation social sociaux societal societe solution soutien special sponsor
statut strategie structure style suivi super systeme tableau talent tech technique technologie temoignage territoire
test texte toucher trace tradition transformation transition travail trouver urbain usage utilisateur utiliser valeur
valorisation valoriser verifier vert vie village ville vision voisin voix volontaire web zone
"""
"""Words of so many subjects that one alone tells none."""

FRANCHISE_NAMES = """
barcamp cleantuesday codinggouter cryptoparty dare datathon devfest devoxx droitsfemme editathon festival gamejam gdg
hackerspace hourofcode jep jug ludum mapathon mixit mt180 museomix nuitinfo opencoffee repair saferinternet startup
summer vinocamp webschool wikimidi
"""

LESSON_WORDS = """
accompagnement aide aperitif apero apprendre atelier bootcamp bourse braderie cafe club coaching collecte concert
concours conference consultation cours creer debat debutant decouverte decouvrir demarche depannage don escape fete
film formation fresque initiation installer introduction jeu journee jpo karaoke masterclass matinee meetup mois nuit
partie party pause permanence prise projection quiz remise semaine session soiree spectacle stage tournoi troc vente
visite webinaire
"""
