"""English words of titles and the French ones they stand for: one evening is often told in both. Pure data.

Folded, without plural. Words that both languages spell nearly alike are not here: they are found as slips are. Nor is
what French writes alike and means otherwise (“train”, “office”).
"""

from __future__ import annotations

_ENGLISH = """
academy:academie accelerator:accelerateur access:acces accessibility:accessibilite account:compte
accounting:comptabilite actor:acteur adult:adulte advice:conseil airport:aeroport algorithm:algorithme
analysis:analyse ancestor:ancetre anniversary:anniversaire answer:reponse apartment:appartement apply:postuler
archaeology:archeologie archeology:archeologie architect:architecte archives:archive army:armee
artificial:artificielle astronomy:astronomie attack:attaque augmented:augmentee author:auteur autumn:automne
award:prix awards:prix awareness:sensibilisation baby:bebe backup:sauvegarde bakery:boulangerie baking:patisserie
bank:banque basic:base batch:promotion battle:bataille beach:plage bear:ours bed:lit bee:abeille beekeeper:apiculteur
beekeeping:apiculture beer:biere beginner:debutant bell:cloche better:mieux beyond:dela bias:biai bicycle:velo
bike:velo bill:facture bird:oiseau birthday:anniversaire blind:aveugle blood:sang blue:bleu board:plateau boat:bateau
body:corps bone:os book:livre bookbinding:reliure bookkeeping:comptabilite border:frontiere bottle:bouteille box:boite
boy:garcon brain:cerveau brand:marque bread:pain breakfast:dejeuner breath:souffle bridge:pont broken:casse
browser:navigateur brush:brosse bubble:bulle build:construire builder:constructeur building:construction
business:entreprise buy:acheter cake:gateau calendar:calendrier candidate:candidat candle:bougie car:voiture
carbon:carbone card:carte care:soin career:carriere cartoon:dessin castle:chateau cat:chat celebration:fete
cemetery:cimetiere ceramic:ceramique ceremony:ceremonie change:changer cheese:fromage chess:echec chicken:poule
child:enfant childhood:enfance children:enfant choice:choix choir:chorale choose:choisir christma:noel christmas:noel
church:eglise circle:cercle citizen:citoyen city:ville civic:citoyen clay:argile clean:propre cleaning:nettoyage
cliff:falaise climate:climat clinic:clinique clock:horloge closing:cloture cloth:tissu clothe:vetement
clothing:vetement cloud:nuage coast:cote codebase:code coffee:cafe cohort:promotion collaborative:collaboratif
color:couleur colour:couleur comic:bd comics:bd community:communaute company:entreprise competition:concours
composting:compost computer:ordinateur computing:informatique connected:connecte container:conteneur contest:concours
contract:contrat contribute:contribution cook:cuisine cooking:cuisine corner:coin cost:cout cotton:coton
council:conseil country:pays craft:artisanat crafting:artisanat create:creer creative:creatif crisis:crise cross:croix
crowd:foule cup:coupe currency:monnaie customer:client cutting:decoupe cycling:velo cyclist:cycliste dance:danse
dancing:danse dark:sombre data:donnee dataset:donnee datum:donnee daughter:fille dead:mort deaf:sourd deal:accord
death:mort debate:debat debt:dette debug:debugger debugging:debug deep:profond defense:parade degree:diplome
delivery:livraison democracy:democratie deploy:deployer desk:bureau destroy:detruire develop:developper
developer:developpeur device:appareil digital:numerique dinner:diner dinosaur:dinosaure disability:handicap
discover:decouvrir discovery:decouverte disease:maladie dive:plongee diver:plongeur diversity:diversite doctor:medecin
dog:chien doll:poupee donate:don door:porte download:telecharger draw:dessin drawing:dessin dream:reve
driver:conducteur driving:conduite drum:batterie dust:poussiere duty:devoir ear:oreille earth:terre easter:paque
easy:facile economy:economie ecosystem:ecosysteme editor:editeur egg:oeuf elderly:aine electric:electrique
electricity:electricite electronic:electronique electronics:electronique embedded:embarque embroidery:broderie
emergency:urgence empathy:empathie employee:salarie employment:emploi energy:energie engine:moteur engineer:ingenieur
engineering:ingenierie english:anglais enterprise:entreprise entrepreneurship:entrepreneur environment:environnement
equality:egalite ethic:ethique ethical:ethique evening:soiree everyday:quotidien everywhere:partout evidence:preuve
exercise:exercice exhibit:exposition exhibition:exposition experiment:experience explainable:explique
explained:explique explore:explorer eye:oeil fabric:tissu factory:usine failure:echec fair:salon fairy:fee fake:faux
fall:chute false:faux family:famille farewell:depart farm:ferme farmer:agriculteur fashion:mode father:pere fear:peur
feedback:retour feeling:emotion female:femme feminist:feministe field:champ fight:combat fighting:combat file:fichier
filmmaking:cinema finance:financement find:trouver finger:doigt fire:feu firmware:micrologiciel fish:poisson
fishing:peche fix:reparation fixing:reparation flag:drapeau flight:vol flood:crue flooding:inondation flour:farine
flower:fleur food:alimentation footprint:empreinte forecast:prevision forecasting:prevision foreign:etranger
forest:foret formal:formel founder:fondateur fox:renard freedom:liberte freelance:independant freelancer:independant
french:francais friend:ami friendly:convivial friendship:amitie fuel:carburant function:fonction
functional:fonctionnelle fund:financement funding:financement fundraising:financement furniture:meuble future:futur
galaxy:galaxie gallery:galerie game:jeu gamer:joueur gaming:jeu garbage:dechet garden:jardin gardening:jardinage
gas:gaz gather:rassemblement gathering:rassemblement gdpr:rgpd gender:genre genealogy:genealogie ghost:fantome
gift:cadeau girl:fille glass:verre glue:colle goal:objectif god:dieu goodbye:depart governance:gouvernance
government:gouvernement graduation:diplome grammar:grammaire grant:subvention grape:raisin graph:graphe grass:herbe
gravity:gravite green:vert grief:deuil ground:sol group:groupe grow:croissance growth:croissance guest:invite
guitar:guitare gun:arme habit:habitude hacker:hackeur hacking:hack hair:cheveu hand:main hangout:meetup happy:heureux
harbor:port harbour:port harvest:recolte harvesting:recolte hat:chapeau hate:haine head:tete health:sante
healthcare:sante hearing:ecoute heart:coeur heat:chaleur help:aide heritage:patrimoine hero:heros hidden:cache
hike:randonnee hill:colline hiring:recrutement history:histoire hobbyist:amateur hole:trou holiday:vacance home:maison
honey:miel hope:espoir horse:cheval hospital:hopital hosting:hebergement hot:chaud house:maison housing:logement
human:humain humor:humour hunger:faim hunt:chasse hunter:chasseur ice:glace idea:idee illness:maladie
improve:ameliorer income:revenu incubator:incubateur independent:independant indexes:index indie:independant
industry:industrie inequality:inegalite insect:insecte inside:coulisse insight:eclairage insurance:assurance
interview:entretien introduce:presenter inventor:inventeur investigation:enquete investment:investissement
investor:investisseur invoice:facture invoicing:facturation iron:fer island:ile jewel:bijou jewellery:bijou
jewelry:bijou job:emploi joke:blague journalism:journalisme journalist:journaliste journey:voyage judge:juge juice:jus
jump:saut keyboard:clavier kid:enfant king:roi kingdom:royaume kitchen:cuisine knit:tricot knitting:tricot
knitwear:tricot knowledge:savoir labour:travail lake:lac lamp:lampe land:terre landlord:bail landscape:paysage
language:langue laugh:rire laughter:rire launch:lancement launche:lancement law:droit lawyer:avocat leaf:feuille
leak:fuite learn:apprendre learning:apprentissage leather:cuir legal:juridique legend:legende leisure:loisir
lesson:cours letter:lettre level:niveau liberty:liberte library:bibliotheque license:licence lie:mensonge life:vie
light:lumiere limit:limite listen:ecouter listening:ecoute literacy:culture literature:litterature loan:pret
lost:perdu love:amour luck:chance lunch:dejeuner magic:magie mail:courriel making:fabrication manage:gestion
management:gestion manufacturing:fabrication map:carte mapping:cartographie market:marche marriage:mariage mask:masque
material:materiau math:mathematique maths:mathematique mayor:maire meal:repas measure:mesure meat:viande
mechanic:mecanique mechanical:mecanique medicine:medecine medium:media member:membre memory:memoire mend:reparation
mending:reparation mentor:mentorat mentoring:mentorat mentorship:mentorat microcontroller:microcontroleur milk:lait
mill:moulin mind:esprit mirror:miroir mistake:erreur mixing:mixage mobility:mobilite model:modele
modeling:modelisation modelling:modelisation modern:moderne money:argent monitoring:surveillance monster:monstre
moon:lune morning:matinee mosaic:mosaique mother:mere mountain:montagne mouse:souris movement:mouvement movie:film
museum:musee mushroom:champignon music:musique musician:musicien mystery:mystere myth:mythe name:nom narrative:recit
needle:aiguille neighbor:voisin neighborhood:quartier neighbour:voisin neighbourhood:quartier nest:nid
networking:reseautage neural:neurone newcomer:arrivant news:actualite newsroom:redaction night:nuit
nightmare:cauchemar noise:bruit north:nord nose:nez novel:roman nuclear:nucleaire number:nombre nurse:infirmier
oak:chene object:objet oil:petrole old:vieux onboarding:accueil online:ligne opening:ouverture orbit:orbite
orchestra:orchestre organic:bio outside:dehors oven:four owner:proprietaire ownership:propriete packaging:emballage
paint:peinture painting:peinture palace:palais paper:papier parenting:parentalite park:parc parliament:parlement
partner:partenaire partnership:partenariat password:motdepasse past:passe path:chemin pattern:motif pay:payer
payment:paiement peace:paix pen:stylo pencil:crayon pension:retraite people:gens pepper:poivre pet:animal
pharmacy:pharmacie philosopher:philosophe philosophy:philosophie phone:telephone photography:photographie
physic:physique picture:image pig:cochon pioneer:pionniere plane:avion planet:planete plant:plante plastic:plastique
platform:plateforme play:jouer player:joueur poem:poeme poet:poete poetry:poesie policy:politique politic:politique
poll:sondage pool:piscine potato:patate pottery:poterie poverty:pauvrete power:pouvoir practice:pratique
predict:predire prejudice:prejuge press:presse prevent:prevenir price:prix print:imprimer printed:imprime
printer:imprimante printing:impression printmaking:gravure private:prive prize:prix prizegiving:prix problem:probleme
process:processus product:produit professor:professeur profile:profil programming:code project:projet proof:preuve
protect:proteger psychology:psychologie publish:publier publishing:edition puppet:marionnette puppetry:marionnette
quality:qualite quantum:quantique queen:reine query:requete quick:rapide rabbit:lapin race:course racism:racisme
railway:train rain:pluie raise:lever read:lecture reader:lecteur reading:lecture reality:realite recipe:recette
record:disque recorder:enregistreur recording:enregistrement recovery:reprise recruiting:recrutement
recruitment:recrutement recycle:recyclage recycling:recyclage red:rouge reduce:reduire refugee:refugie
rehearsal:repetition relationship:relation release:version remote:teletravail rent:loyer renting:location
repair:reparation repairing:reparation replace:remplacer report:rapport republic:republique research:recherche
researcher:chercheur resource:ressource responsible:responsable retirement:retraite reuse:reemploi review:revue
rice:riz right:droit rights:droit ring:anneau risk:risque ritual:rituel river:fleuve road:route robotic:robotique
rocket:fusee roof:toit root:racine rope:corde rule:regle runner:coureur running:course safety:securite sailing:voile
sailor:marin salad:salade salary:salaire sale:vente salt:sel sand:sable save:sauver saving:epargne scale:echelle
scam:arnaque scarf:echarpe school:ecole scientist:scientifique screen:ecran screenprinting:serigraphie sea:mer
search:recherche season:saison seaweed:algue secure:securiser security:securite seed:graine self:soi sell:vendre
selling:vente sensor:capteur server:serveur sewing:couture sex:sexe shadow:ombre shape:forme share:partager
sharing:partage shark:requin sheep:mouton shell:coquillage shelter:refuge ship:bateau shirt:chemise shoe:chaussure
shooting:tournage shop:boutique shopping:course shoreline:littoral shower:douche sign:signe silk:soie silver:argent
singer:chanteur singing:chant sister:soeur size:taille sketch:croquis skill:competence skin:peau sky:ciel
slavery:esclavage sleep:sommeil slide:diapositive slow:lent smart:intelligent smell:odeur smoke:fumee smoking:tabac
snake:serpent snow:neige soap:savon sobriety:sobriete society:societe sociology:sociologie sock:chaussette
software:logiciel soil:sol solar:solaire solder:soudure soldering:soudure soldier:soldat solidarity:solidarite
song:chanson soul:ame sound:sonore soundtrack:bande south:sud sovereign:souverainete sovereignty:souverainete
space:espace speaker:orateur speaking:parole speech:discours spelling:orthographe spice:epice spider:araignee
spirit:esprit spoon:cuiller spreadsheet:tableur spring:printemps spy:espion stamp:timbre standard:norme star:etoile
stargazing:etoile statistic:statistique statistics:statistique steam:vapeur steel:acier stitch:point stone:pierre
storage:stockage store:magasin storm:tempete story:recit storyteller:conteur storytelling:recit strategy:strategie
street:rue strength:force strike:greve string:corde strong:fort student:etudiant study:etude suburb:banlieue
subway:metro success:reussite sugar:sucre summer:ete sun:soleil support:soutien surgery:chirurgie survey:enquete
survival:survie survive:survie sustainability:durable sustainable:durable swim:natation sword:epee symbol:symbole
synth:synthe synthesiser:synthe synthesizer:synthe system:systeme tale:conte taste:gout tattoo:tatouage tax:impot
taxe:impot tea:the teach:enseigner teacher:enseignant teaching:enseignement team:equipe technology:technologie
teen:ado teenager:ado tell:raconter territory:territoire testing:test theater:theatre theory:theorie thing:objet
think:penser thinking:pensee thousand:mille thread:fil threat:menace tide:maree tiger:tigre time:temps
tinker:bidouille tinkering:bidouille tip:astuce tomato:tomate tomorrow:demain tool:outil tooling:outil tooth:dent
touch:toucher tourism:tourisme tournament:tournoi tower:tour town:ville toy:jouet tractor:tracteur trade:commerce
traffic:trafic trail:sentier trainer:formateur training:formation translate:traduire translation:traduction
transportation:transport trap:piege trash:dechet travel:voyage treasure:tresor treatment:traitement treaty:traite
tree:arbre trend:tendance trial:proces tribe:tribu trick:astuce trip:voyage trivia:quiz troubleshooting:depannage
truck:camion trust:confiance truth:verite tutorial:tutoriel twin:jumeau umbrella:parapluie underground:souterrain
understand:comprendre understanding:comprendre unemployment:chomage universe:univers university:universite
urban:urbain user:utilisateur vaccine:vaccin valley:vallee value:valeur vegetable:legume vehicle:vehicule
victory:victoire view:vue vineyard:vigne vintage:retro violin:violon virtual:virtuelle visit:visite
vocabulary:vocabulaire voice:voix volcano:volcan volunteer:benevole volunteering:benevolat volunteers:benevole
voting:vote wage:salaire walk:balade wall:mur war:guerre warm:chaud washing:lavage waste:dechet watch:montre water:eau
watercolor:aquarelle watercolour:aquarelle wave:vague wealth:richesse weapon:arme weather:meteo weaving:tissage
wedding:mariage weight:poids welcome:accueil weld:soudure welding:soudure west:ouest whale:baleine wheat:ble
wheel:roue wheelchair:fauteuil white:blanc wild:sauvage win:gagner wind:vent wine:vin winemaking:vin wing:aile
winner:gagnant winter:hiver wire:fil wireless:sansfil wisdom:sagesse witch:sorciere witness:temoin wolf:loup
woman:femme women:femme wood:bois woodwork:bois wool:laine word:mot work:travail worker:travailleur working:travail
world:monde worm:ver wound:blessure wreck:epave write:ecrire writer:auteur writing:ecriture xmas:noel yarn:laine
yeast:levure young:jeune youth:jeunesse
"""

ENGLISH: dict[str, str] = dict(pair.split(":") for pair in _ENGLISH.split())
"""The French word for each English one."""
