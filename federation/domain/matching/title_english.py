"""English words of titles and the French ones they stand for: one evening is often told in both. Pure data.

Folded, without plural. Words that both languages spell nearly alike are not here: they are found as slips are.
"""

from __future__ import annotations

_ENGLISH = """
access:acces accessibility:accessibilite accounting:comptabilite adult:adulte advice:conseil analysis:analyse
anniversary:anniversaire answer:reponse artificial:artificielle attack:attaque author:auteur autumn:automne
awareness:sensibilisation bank:banque basic:base battle:bataille beach:plage bee:abeille beer:biere
beginner:debutant better:mieux beyond:dela bicycle:velo bike:velo bird:oiseau birthday:anniversaire blood:sang
board:plateau boat:bateau body:corps book:livre brain:cerveau brand:marque bread:pain bridge:pont brush:brosse
build:construire building:construction business:entreprise buy:acheter calendar:calendrier card:carte care:soin
career:carriere castle:chateau cat:chat celebration:fete change:changer cheese:fromage child:enfant
childhood:enfance children:enfant choice:choix choir:chorale choose:choisir christmas:noel church:eglise
citizen:citoyen city:ville clean:propre climate:climat clinic:clinique closing:cloture cloth:tissu cloud:nuage
coast:cote codebase:code coffee:cafe collaborative:collaboratif color:couleur comic:bd community:communaute
company:entreprise competition:concours computer:ordinateur computing:informatique connected:connecte
contest:concours contribute:contribution cook:cuisine cooking:cuisine council:conseil country:pays craft:artisanat
create:creer creative:creatif crowd:foule customer:client cyclist:cycliste dance:danse dark:sombre data:donnee
daughter:fille dead:mort deal:accord death:mort debt:dette debug:debugger deep:profond defense:parade
delivery:livraison desk:bureau develop:developper developer:developpeur device:appareil digital:numerique
dinner:diner disability:handicap discover:decouvrir discovery:decouverte dive:plongee diver:plongeur
diversity:diversite dog:chien door:porte draw:dessin drawing:dessin dream:reve drink:verre duty:devoir earth:terre
ecosystem:ecosysteme electric:electrique embedded:embarque embroidery:broderie emergency:urgence employee:salarie
employment:emploi energy:energie engine:moteur engineer:ingenieur engineering:ingenierie english:anglais
environment:environnement ethic:ethique ethical:ethique evening:soiree everyday:quotidien everywhere:partout
evidence:preuve exhibit:exposition exhibition:exposition explained:explique explore:explorer eye:oeil fabric:tissu
factory:usine failure:echec fair:salon fake:faux family:famille farm:ferme farmer:agriculteur fashion:mode fear:peur
feedback:retour feminist:feministe field:champ fight:combat file:fichier filmmaking:cinema finance:financement
find:trouver fire:feu fish:poisson flight:vol flood:crue flower:fleur food:alimentation forest:foret formal:formel
founder:fondateur freedom:liberte freelance:independant freelancer:independant french:francais friend:ami
friendly:convivial fuel:carburant function:fonction functional:fonctionnelle fund:financement funding:financement
fundraising:financement future:futur game:jeu gamer:joueur gaming:jeu garden:jardin gardening:jardinage gender:genre
ghost:fantome gift:cadeau girl:fille glass:verre goal:objectif governance:gouvernance government:gouvernement
grant:subvention green:vert ground:sol group:groupe grow:croissance growth:croissance guitar:guitare hacker:hackeur
hacking:hack hair:cheveu hand:main happy:heureux harbour:port harvest:recolte hate:haine health:sante
healthcare:sante heart:coeur heat:chaleur help:aide heritage:patrimoine hidden:cache hike:randonnee
hiring:recrutement history:histoire holiday:vacance home:maison honey:miel horse:cheval hospital:hopital
house:maison housing:logement human:humain humor:humour idea:idee improve:ameliorer independent:independant
indexes:index indie:independant industry:industrie inequality:inegalite inside:coulisse insight:eclairage
insurance:assurance interview:entretien introduce:presenter investigation:enquete investment:investissement
investor:investisseur island:ile job:emploi joke:blague journalism:journalisme journalist:journaliste journey:voyage
judge:juge jump:saut kid:enfant kitchen:cuisine knit:tricot knitting:tricot knowledge:savoir labour:travail lake:lac
land:terre landscape:paysage language:langue launch:lancement launche:lancement law:droit lawyer:avocat
learn:apprendre learning:apprentissage legal:juridique leisure:loisir lesson:cours letter:lettre level:niveau
library:bibliotheque lie:mensonge life:vie light:lumiere limit:limite literacy:culture literature:litterature
loan:pret lost:perdu love:amour lunch:dejeuner magic:magie mail:courriel making:fabrication management:gestion
manufacturing:fabrication map:carte mapping:cartographie market:marche marriage:mariage material:materiau
math:mathematique maths:mathematique measure:mesure meat:viande medicine:medecine medium:media member:membre
memory:memoire mentoring:mentorat mind:esprit mistake:erreur mobility:mobilite model:modele modeling:modelisation
modelling:modelisation modern:moderne money:argent monster:monstre moon:lune morning:matinee mother:mere
mountain:montagne movie:film museum:musee music:musique musician:musicien myth:mythe narrative:recit needle:aiguille
neighborhood:quartier neighbour:voisin networking:reseautage neural:neurone news:actualite night:nuit noise:bruit
novel:roman nuclear:nucleaire nurse:infirmier object:objet office:bureau oil:petrole online:ligne opening:ouverture
organic:bio outside:dehors owner:proprietaire ownership:propriete paint:peinture painting:peinture paper:papier
parenting:parentalite partner:partenaire partnership:partenariat past:passe pattern:motif payment:paiement
peace:paix people:gens phone:telephone photography:photographie physic:physique picture:image pioneer:pionniere
planet:planete plant:plante plastic:plastique play:jouer player:joueur poem:poeme poet:poete poetry:poesie
policy:politique politic:politique poll:sondage pottery:poterie poverty:pauvrete power:pouvoir practice:pratique
predict:predire press:presse prevent:prevenir price:prix print:imprimer printed:imprime printer:imprimante
printing:impression private:prive prize:prix process:processus product:produit profile:profil programmer:programmeur
programming:code project:projet proof:preuve protect:proteger psychology:psychologie publishing:edition
quality:qualite quantum:quantique quick:rapide race:course rain:pluie raise:lever reader:lecteur reading:lecture
reality:realite record:disque recording:enregistrement recovery:reprise recruiting:recrutement
recruitment:recrutement recycling:recyclage refugee:refugie remote:teletravail repair:reparation
repairing:reparation report:rapport research:recherche researcher:chercheur resource:ressource
responsible:responsable review:revue rice:riz right:droit rights:droit risk:risque river:fleuve road:route
robotic:robotique rocket:fusee root:racine rope:corde rule:regle runner:coureur running:course safety:securite
sailing:voile salary:salaire save:sauver scale:echelle scam:arnaque school:ecole scientist:scientifique screen:ecran
sea:mer search:recherche season:saison secure:securiser security:securite seed:graine self:soi sell:vendre
selling:vente sensor:capteur sewing:couture sex:sexe shadow:ombre share:partager sharing:partage shelter:refuge
ship:bateau shoe:chaussure shop:boutique shoreline:littoral silver:argent singer:chanteur singing:chant sister:soeur
skill:competence sky:ciel sleep:sommeil smart:intelligent smell:odeur snow:neige sobriety:sobriete society:societe
software:logiciel soil:sol solar:solaire solidarity:solidarite song:chanson soul:ame sound:sonore space:espace
speaker:orateur speaking:parole spelling:orthographe spirit:esprit spring:printemps standard:norme star:etoile
stone:pierre store:magasin storm:tempete story:recit storytelling:recit strategy:strategie street:rue
student:etudiant study:etude success:reussite sugar:sucre sun:soleil support:soutien survey:enquete
sustainability:durable sustainable:durable swim:natation system:systeme tale:conte taste:gout tax:impot taxe:impot
teach:enseigner teacher:enseignant teaching:enseignement team:equipe technology:technologie teen:ado teenager:ado
testing:test theater:theatre theory:theorie thing:objet think:penser thinking:pensee thousand:mille tide:maree
time:temps tip:astuce tomorrow:demain tool:outil tooling:outil tourism:tourisme tournament:tournoi town:ville
toy:jouet trade:commerce traffic:trafic trail:sentier train:former trainer:formateur training:formation
translate:traduire translation:traduction trap:piege trash:dechet travel:voyage tree:arbre trend:tendance
trial:proces trick:astuce trip:voyage trust:confiance truth:verite tutorial:tutoriel understand:comprendre
understanding:comprendre union:syndicat unity:unite universe:univers university:universite urban:urbain
user:utilisateur value:valeur vegetable:legume vehicle:vehicule virtual:virtuelle visit:visite voice:voix
volunteer:benevole volunteering:benevolat walk:balade war:guerre waste:dechet watch:montre water:eau wave:vague
weather:meteo weaving:tissage welcome:accueil welcome:bienvenue whale:baleine wheel:roue wild:sauvage win:gagner
wind:vent wine:vin winner:gagnant winter:hiver wolf:loup woman:femme women:femme wood:bois woodwork:bois word:mot
work:travail worker:travailleur working:travail world:monde write:ecrire writer:auteur writing:ecriture xmas:noel
yarn:laine young:jeune youth:jeunesse
"""

ENGLISH: dict[str, str] = dict(pair.split(":") for pair in _ENGLISH.split())
"""The French word for each English one."""
