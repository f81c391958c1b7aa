"""Words that announcements use alike, in circles: what is said of one helps with the others. Pure data, folded.

A word that no labelled announcement uses (“quarkus”) is known by its circle; one word may stand in several.
"""

from __future__ import annotations

from federation.domain.taxonomy.grammar import word_set

CIRCLES: dict[str, frozenset[str]] = {
    "technique": word_set(
        """
        accessibility agile ai airflow algorithm algorithme android angular ansible apache api arch argo art astro async
        aurelia aws azure backend bash bdd bigdata bigquery blockchain bootstrap browser bug build c cassandra ci clean
        cli clojure cloud cluster code codebase compilateur compiler component composant concurrency container conteneur
        copilot cqrs craft crypto crystal css cuda cve cyber cybersecurite cypress d3 dart data database dataframe
        datalake dbt ddd debug deno deploiement deploy deployment design dev developer developpement developpeur devops
        devsecops django docker domain dotnet drupal ebpf elastic elasticsearch electron elixir elm ember erlang eslint
        ethereum event express faille fastapi fediverse firebase firefox firewall flask flutter fonctionnel framework
        frontend fsharp fullstack functional gatsby git github gitlab gitops go golang gpt gpu gradle grafana graph
        graphql grpc gwt hackers hadoop haskell helm hexagonal hibernate html html5 http ia ide infosec infra
        infrastructure ionic iot istio java javascript jenkins jmeter joomla jquery js json julia junit jvm k8s kafka
        kanban keras kernel keycloak kotlin kubernetes lambda langage laravel latex legacy library linux lisp llm llvm
        logiciel lua machine magento malware mariadb maven meteor microservice middleware migration mistral mlops mobile
        model mongo mongodb monitoring monolith monolithe mozilla mvc mysql native neo4j net netlify nextjs nginx nix
        nlp node nodejs nosql numpy nuxt oauth objective observabilite observability ocaml odoo openai opencv opendata
        openstack openstreetmap operator optimisation optimization oracle orm osm owasp pandas parser passkey pattern
        pentest performance perl phoenix php pipeline playwright polymer postgis postgres postgresql prestashop prod
        production programmation programming prometheus prompt protobuf protocol protocole puppet pwa pytest python
        pytorch qgis quantique quantum quarkus r rabbitmq rag rails ransomware rasa react reactive redis redux
        refactoring regex release rest rgaa ror router rpc ruby runtime rust rx rxjs s3 saas sass scala scalability
        scikit scrum sdk securite security selenium server serverless serveur sf shell sketch solid solr spark spip
        spring sql sqlite sre ssh ssl stack state storybook svelte svg swift swiftui symfony syntax tailwind talend tdd
        tensorflow terraform test testing thread tls tor torch transformer typescript typo3 ui unity unix unreal
        usability ux v8 vault version vim vite vps vue vuejs wasm web webassembly webcomponent webgl webpack webperf
        websocket wordpress xml xp yaml zfs zig
        """
    ),
    "office": word_set(
        """
        achat agenda apn appareil appli application applications arnaque b2i boite bureautique calc calendrier carte
        clavier cle clef clic compte connecter courriel courrier cv diaporama doctolib document dossier drive email
        excel facebook fichier formulaire france franceconnect gmail google gps hameconnage icdl image impots imprimante
        informatique internaute internet ipad iphone itineraire libreoffice ligne linkedin mail mailing mails mel
        messagerie mot motdepasse navigateur navigation numeriser openoffice ordi ordinateur outlook passe pc phishing
        photo photos pix powerpoint publipostage recherche sauvegarde sauvegarder scanner skype smartphone sms souris
        spam tableau tablette tableur telephone texte tosa traitement usb visio whatsapp wifi windows word writer zoom
        """
    ),
    "craft": word_set(
        """
        accordeon affiche animation aquarelle arcade arduino autocollant avion badge bande bd beatmaking bijou blender
        bobine bois boisson boitier booktrailer borne bot boucle bouture bracelet brique broderie brodeuse bruitage
        bulle capteur carnet carte cartographie carton cartonnage ceramique chanson chatbot cirque clavier cnc collage
        collier comic compost composteur conte cosmetique cosplay costume couronne couture crochet cuir cyanotype deco
        decoration decoupe dessin dessiner diorama doudou drone electronique emporte encre enseigne esp32 etagere
        fanzine feutrine figurine filament film flipbook flocage fraiseuse fresque gif graffiti gravograph gravure
        guirlande guitare halloween herbier illustration impression imprimante inkscape instrument jardin jeu jeux jouet
        kamishibai kicad krita lampe lampion laser led lego legos lessive light linogravure livre lumiere makey maquette
        marionnette marqueterie mashup masque meuble microbit micropython mindstorm minecraft mixage mobile modelage
        modelisation module montage mosaique motion moulage musique nichoir noel objet origami painting panneau papier
        patine patron peinture photobooth photogramme photophore piano pinhole pixel plante plotter pochoir podcast
        porte poster potager poterie poupee puzzle radio raspberry recup remix robot robotique roue sac savon scoubidou
        scrapbook scratch sculpture serigraphie sketchnote sketchnoting son sonore soudure sphero stenope sticker stop
        stylo synthe synthetiseur t tamagotchi tampon tapis tee theremin thymio tissage tissu tote totebag tricot
        trophee tshirt ukulele upcycling urne veilleuse velo video vinyle vitrail vocodeur voiture
        """
    ),
    "young": word_set(
        """
        ado adolescent an ans bambin bebe boum boys children college collegien ecole ecolier eleve enfant familial
        families famille family girls gouter grand grands jeune jeunesse junior kid kids lyceen maman mercredi papa
        parent petit petits pitchoun stage teen tout vacances
        """
    ),
    "society": word_set(
        """
        actualite agriculture algorithme algorithmique alienation alimentation amour anthropocene archive art
        audiovisuel autonomie avenir bien bienetre biodiversite biologie bonheur capital capitalisme cerveau citoyen
        citoyenne citoyennete civic climat climate climatique collectivite colonialisme commun communs confiance
        conscience consommation crise culture culturel debat demain democracy democratie democratique demographie
        deontologie desinformation discrimination donnees droit droits ecologie ecologique economie economique ecran
        ecrans education egalite elections emancipation empire emploi energie enjeu enjeux entreprise environnement ere
        espionnage etat ethics ethique europe europeen exclusion fake famille feminisme feministe femme femmes filles
        finance fracture frontiere futur future gafam genre geopolitique gouvernance gouvernement guerre habitants
        handicap histoire humain humanisme humanite identite ideologie illectronisme imaginaire inclusion independance
        industrie inegalite information infox innovation intelligence jeunesse journalisme journaliste justice langue
        liberte libertes limite limites livre loi lutte machine maire mairie manipulation marchand medecin medecine
        media medias memoire metavers metaverse metier migration minorite modele monde monnaie morale mort mutation
        mythe nature neutralite neutre nouvel nouvelle nucleaire numerique oeuvre opinion ouvert parite patrimoine
        patron pauvrete people peuple peur philosophie plateforme plateformes politique politiques pollution pouvoir
        power presse prison privacy privee progres propagande propriete public publique quartier race reconnaissance
        reforme region rencontre republique reseau reseaux resilience resistance responsabilite responsable revolution
        richesse rights risque robotisation rural ruralite salarie sante science sciences secret sexisme silicon smart
        smartcity sobre sobriete social sociale sociaux societe society solidaire solidarite souverain souverainete
        sport surveillance syndicat technique technologie telemedecine teletravail temoignage terre territoire
        transformation transhumanisme transition transitions transport travail travailleur tribunal uberisation urbain
        urbanisme usage usages utopie vaccin valeur vie vieillesse ville villes violence violences vivre vote work
        """
    ),
    "business": word_set(
        """
        accelerateur acheteur acquisition actionnaire affaires angel angels associe assurance augmentation auto
        autoentrepreneur b2b bail banque bmc boutique brand branding brevet budget business businessplan buzz canvas cap
        capital ceo cfe chiffre client clients collaborateur commercant commerce commercial communication communiquer
        compta comptabilite comptable contrat conversion copywriting createur createurs creation creer crm croissance
        crowdfunding cto customer dirigeant dirigeants ecommerce entreprendre entrepreneur entrepreneure entrepreneuriat
        entrepreneurs entreprise entreprises equipe esn esop export facturation facture facturer financement financer
        fiscal fiscalite fonds founder founders franchise freelance freelances freelancing funding fundraising gestion
        growth hacking hire hiring incubateur independant independants investir investisseur investisseurs investor jei
        juridique kpi lancer landing lead leads lean levee lever linkedin management manager marche marketing marque
        marques metier micro microentreprise mission negociation negocier newsletter offre okr onboarding organisation
        paie parrainage partenaire patent pepite persona pitch pitcher pivot plan pme portage positionnement pret
        pricing prix process product productivite produit profit prospect prospecter prospection recrutement recruter
        referencement remuneration reprise retraite rgpd rh rse saas salaire sales sas sasu scop sea sem seo start
        startup startups statut statuts storytelling strategie strategique subvention successful tarif taux tjm tpe
        traction transmission tresorerie tva urssaf vc vendre vente ventes venture
        """
    ),
    "paperwork": word_set(
        """
        administratif administrative aide aides allocation ameli ants apl assistance avocat caf carte cerfa conseiller
        conseillere coup cpam declaration declarer demarche demarches depannage depanner dossier droits ecrivain emploi
        grise identite impot impots impotsgouv juriste logement main mairie mediateur mediatrice notaire passeport
        permis pole pouce prefecture prestation prime question questions rdv referent rendez renov retraite rsa securite
        sejour simulateur sociale titre travail urssaf
        """
    ),
    "table": word_set(
        """
        afterwork anniversaire aperitif auberge bagel barbecue bbq beers biere bieres birthday boire bouffe brasserie
        breakfast brunch buffet burger cafe cafes carnaval champagne chandeleur cheers chips chocolat cidre cocktail
        coffee concert convivial cookies cremaillere crepe crepes croissant croissants danse danser degustation dej
        dejeuner diner dinner dj drink drinkabout drinks espagnole fete feu fiesta fondue fromage galette galettes
        gateau gaufre glace grillades guinguette huitre karaoke kebab kir lunch marrons merguez mojito mousse musical
        nique noel paella partage party petanque picnic pinte pique pizza pizzas plancha plat pot potluck punch quizz
        raclette reveillon rois sangria sapin saucisse soupe sushi tapas tartiflette tartine tchin the toast trinquer
        verre vin vins voeux wine
        """
    ),
    "group": word_set(
        """
        adherents alumni amis anciens assoc association barbus cantine cercle circle club cocoaheads collectif
        communaute community contributeurs crafters devs drupaleros duchess ecosysteme enthusiasts expats freelances gdg
        geek geekette geekettes geeks girls group groupe groups gtug gug guild guilde gul gull hackerspace independants
        jug ladies libristes linuxiens lug makers meetup meetups membre membres nerds node osug php pug pythonistes
        riviera rubyistes startuppers tribe tribu usergroup users utilisateurs wikimediens wimlds women womens young
        """
    ),
    "town": word_set(
        """
        agen aix albi alsace amiens angers angouleme annecy annemasse arles avignon barcelona barcelone bayonne bearn
        beauvais belfort berlin besancon bordeaux bourges breizh brest brestois bretagne brussels bruxelles caen calais
        chambery chartres cherbourg cholet clermont colmar concarneau cotentin dijon dinan douarnenez dublin dunkerque
        evry ferrand finistere fougeres gap geneve grenoble guingamp havre lannion laval lens lille lillois limoges
        lisbonne london londres lorient lyon madrid mans marseille metz montauban montpellier montreal morbihan morlaix
        mulhouse nancy nantais nantaise nantes narbonne nevers nice nimes niort normandie occitanie orleans paris
        parisien pau perpignan poitiers pontivy pornic provence quebec quiberon quimper redon reims rennais rennes
        roanne rochelle rodez rouen saint sarlat sarthe saumur sete strasbourg tarbes toulon toulousain toulouse
        touraine tourcoing tours troyes tulle valence vannes var vendee versailles vitre yon zurich
        """
    ),
    "repair": word_set(
        """
        appareil aspirateur atelier batterie bidouille boot bricole bricoler cafetiere casse cassee casses chargeur
        cyanogenmod debian degoogliser distro dual ecran electromenager emmabuntus garantie gnu grille install
        installation installer jeter libre lineageos linux mint objet objets obsolescence ordi ordinateur outil outils
        panne pannes reconditionnement reconditionner recycler recyclerie repair reparation repare reparer ressourcerie
        seconde tournevis ubuntu velo vie vieil vieux windows
        """
    ),
    "art": word_set(
        """
        accrochage affiches algorave artiste artistes artistique arts av biennale cirque collectif concert creation
        cybernetique danse dispositif electro electronica expo exposition festival fresque galerie generative graphisme
        illustrateur image images immersif immersion immersive installation interactif interactive light lumieres
        lumineux mapping musee musique nuit numerique oeuvre oeuvres panneaux parcours peintre performance photographe
        photographie photographies photos planches plasticien plasticienne projection residence retrospective sculpture
        sculptures set sonore sonores spectacle tableaux theatre tirages toiles vernissage vj
        """
    ),
    "film": word_set(
        """
        bobine cine cineaste cineclub cinema court courts diffusion director docu documentaire documentary ecran film
        films long metrage metrages movie projete realisateur realisatrice realise screening seance sous titres toile vf
        vo vost vostfr
        """
    ),
    "learning": word_set(
        """
        acquerir apprendre apprenez apprentissage approfondir approfondissement attestation autonome bases basics
        beginner beginners certifiant certification comprendre connaissance cours course cpf debutant debutants debuter
        decouverte decouvrir demarrer diplome enseignement essentiel essentiels etape evaluation exercices fondamentaux
        formateur formatrice heures initiation initier intensif intermediaire intro introduction journee jours learn
        learning lecon lecons maitriser methode module modules niveau niveaux notions objectifs parcours pas pedagogique
        perfectionnement perfectionner pratique prerequis prise programme progresser qcm qualiopi savoir seance seances
        session stage tutoriel utiliser zero
        """
    ),
    "speaking": word_set(
        """
        amphi ancien anthropologue astronome auteur auteure author autrice avocat biologiste chercheur chercheurs
        chercheuse cofondateur cofondatrice conferencier consultant consultante cto decrypte decryptera detaille
        directeur directrice docteur doctorant doctorante economiste ecrivain engineer enseignant enseignante essayiste
        etude evoque examine experience expert experte explains explique expliquera expose fondateur fondatrice
        geographe historien historienne ingenieur ingenieure intervenant invite invitee journaliste keynote laureat
        lecture lessons linguiste livre looks maitre mathematicien orateur oratrice ouvrage paper philosophe physicien
        presente presentera professeur professeure professor psychologue raconte raconteront recherche regard researcher
        retour retrace reviendra revient shares slides sociologue speaker speakers story suivie talk talks tells
        temoignage temoigne these universite
        """
    ),
    "discussing": word_set(
        """
        acteurs adjoint adjointe affrontent argument arguments assistance avis candidat candidats confrontent confronter
        contradictoire contre controverse controverses debate debattent debattre depute deputee desaccord dialogue
        dialoguent discuss discussion discutent echange echangent elu elue elues elus face faut intervenants moderated
        moderateur moderation oppose opposent panel panelists parole points pour public questions reagissent regards
        reunis senateur syndicaliste table tables temoins vaut voix
        """
    ),
    "making": word_set(
        """
        amenez apporte apportez assemblage assembler assemblez bidouiller binome binomes brancher branchez bring brode
        brodez build chacun cherchez codez colle coller compose composez concevez concevoir construire construisez
        coudre cousez cree creer creez customiser customisez decoupe decouper decoupez deguiser dessine dessiner
        dessinez detourner ecrire ecrivez emporte emportez enregistrez equipes essayez fabrication fabrique fabriquer
        fabriquez film filmez fourni fournis gravez groupe groupes guide imaginer imaginez imprimer imprimez invente
        inventer inventez it jouer jouez main mains make manipulation manipulez materiel mettez monter montez ordinateur
        own pas petits plier pliez post poste posts pratiquez programmer programmez prototypez realise realiser realisez
        reparez repart repartez sew solder soude souder soudez take tester testez tracez transformez trios your
        """
    ),
    "contest": word_set(
        """
        24 24h 48 48h 54 affronter battle challenge classement coach coachs competition concours defi defis dotation
        equipe equipes finale finalistes gagnant gagner hack heures jury laureat laureats marathon mentors nuit prix
        prizes projet prototype prototypes relever remise remporter sprint teams tournoi trophee trophees week weekend
        """
    ),
    "showing": word_set(
        """
        avant batch beta casque casques demonstration demonstrations demos devoile devoilent essai essayer fin incubes
        investisseurs jury lancement minutes montrent nouveau nouvelle pitch pitchent pitchs plateau premiere
        presentation presentent projets promo promotion prototype prototypes restitution resultats scene showcase
        soutenance soutenances stands starts startups tester testez vitrine vr
        """
    ),
    "house": word_set(
        """
        accueil batiment bosser bossez bureaux cafe cloture coin cowork coworkers coworkeur coworkeurs coworking crypte
        decouvrez decouvrir desk desks emmenagement equipe espace espaces essai fablab fibre fouler gratuit gratuite
        inaugurer journee lieu lieux local locaux machines maison murs nomade nouveaux open ouverture ouvre ouvrent
        ouvrir place places portes poser posez poste pousser teletravail teletravailler teletravailleur tiers tour
        travailler travaillez visiter visitez wifi
        """
    ),
    "association": word_set(
        """
        adherent adherents administrateurs adoption ag ago approbation assemblee associatif association benevole
        benevoles bilan budget bureau ca cahier chantier codir collegial collegiale comite commission comptes conseil
        corvee cotisation cotisations election elections exercice feuille financier gouvernance grand interne members
        menage moral ordre planning preparation president presidente raison range rangement rapport referents reserve
        route salaries statuts tresorier tresoriere vote voter
        """
    ),
    "regular": word_set(
        """
        bimestriel chaque comme dernier deuxieme dimanche dimanches edition friday habitude hebdo jeudi jeudis lundi
        lundis mardi mardis matin matinale matinee matinees mensuel mensuelle mensuelles mercredi mercredis monday
        monthly premier rdv rendez rentree saison samedi samedis saturday sunday thursday toujours trimestriel troisieme
        tuesday vendredi vendredis wednesday weekly
        """
    ),
    "month": word_set(
        """
        aout april august automne avril december decembre ete february fevrier hiver january janvier juillet juin july
        june mai march mars may noel november novembre october octobre printemps september septembre
        """
    ),
    "online": word_set(
        """
        chat connectez connexion distance distanciel lien ligne link live online remote replay stream streaming tchat
        teams twitch visio visioconference webinar youtube zoom
        """
    ),
    "question": word_set(
        """
        are can combien comment doit est faut how is ou peut pourquoi quand quel quelle quelles quels qui quoi should
        sommes va vont what when where who why
        """
    ),
    "howto": word_set(
        """
        adopter ameliorer anticiper augmenter booster changer choisir communiquer comprendre concevoir construire
        convaincre creer decouvrir decrypter definir deposer developper devenir diffuser dompter ecrire eviter faire
        fideliser financer gagner gerer installer integrer lancer lever limiter maitriser mesurer mettre monter negocier
        optimiser organiser passer piloter planifier prendre preparer proteger publier rediger reduire referencer
        reussir savoir securiser structurer tirer transformer trier trouver utiliser vendre
        """
    ),
}
"""Each circle by its name."""

_CIRCLES_OF: dict[str, tuple[str, ...]] = {}
for _name, _words in CIRCLES.items():
    for _word in _words:
        _CIRCLES_OF[_word] = (*_CIRCLES_OF.get(_word, ()), _name)


def circles(word: str) -> tuple[str, ...]:
    """The circles that a folded word stands in, itself or without its plural; none for most words."""
    found = _CIRCLES_OF.get(word)
    if found is None and len(word) > 3 and word[-1] in "sx":
        found = _CIRCLES_OF.get(word[:-1])
    return found or ()
