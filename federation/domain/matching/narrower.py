"""Which subject is a part of which: « Elixir » and « Phoenix », « cybersécurité » and « rançongiciel ». Pure.

A group's name is often the wide subject, and the title of its evening a narrow one. Two narrow subjects of one wide one
(« PostgreSQL », « MongoDB ») are two subjects: only wide and narrow are one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from federation.domain.matching.folding import stem
from federation.domain.matching.kinds import one_kind, other_kind
from federation.domain.matching.reasons import Reason
from federation.domain.matching.title_words import is_subject, meaning
from federation.domain.matching.traits import Traits

_WIDE = """
php: symfony laravel composer drupal wordpress doctrine phpunit twig prestashop magento
python: django flask fastapi pandas numpy jupyter pydantic pytest pytorch asyncio celery
ruby: rails sinatra hotwire rspec
java: jakarta quarkus maven gradle hibernate jvm kotlin loom graalvm jdk
jvm: java kotlin scala clojure groovy loom graalvm
javascript: react vue angular svelte node nodejs deno bun typescript nuxt next nextjs vite webpack express jquery
javascript:
node: express nestjs deno npm
vue: nuxt pinia vite
react: next nextjs redux native remix
css: flexbox tailwind sass bootstrap
frontend: css html react vue angular svelte accessibilite typescript
elixir: phoenix liveview beam otp erlang
rust: cargo tokio borrow wasm
haskell: monade
fonctionnel: haskell ocaml elm scala clojure fsharp monade elixir erlang lambda
fp: haskell ocaml elm scala clojure monade elixir lambda algebrique effet
dotnet: csharp blazor maui aspnet fsharp
mobile: android ios kotlin swift flutter iphone
android: kotlin jetpack compose
ios: swift swiftui xcode iphone
flutter: dart
devop: docker kubernete terraform ansible gitlab jenkins helm gitops prometheus grafana observabilite pipeline ci sre
sre: observabilite prometheus grafana incident postmortem slo astreinte
nuage: aws azure gcp kubernete terraform serverless lambda openstack souverain
aws: lambda s3 dynamodb serverless
conteneur: docker podman kubernete
kubernete: helm operateur istio argocd gitops
bdd: postgresql mysql mongodb mariadb sqlite sql nosql redis cassandra oracle neo4j index requete
postgresql: index partitionnement requete postgis vacuum sql
donnee: dataviz datavisualisation pandas spark sql kafka dbt hadoop observable lakehouse etl datascience mlop
dataviz: observable d3 graphique
datascience: pandas statistique regression clustering kaggle notebook
ia: llm mistral prompt agent generative neurone deeplearning chatbot copilot transformer rag ml mlop huggingface
ia: langchain
ml: neurone deeplearning regression mlop pytorch tensorflow clustering
llm: prompt rag mistral ollama agent langchain
cybersecurite: hameconnage rancongiciel ransomware motdepasse password pentest owasp malware virus piratage pirate
cybersecurite: hacker chiffrement vulnerabilite faille cyberattaque antivirus ctf nis ebio siem soc firewall parefeu
cybersecurite: zerotrust
securite: hameconnage rancongiciel pentest owasp malware piratage chiffrement vulnerabilite faille password ctf
cryptographie: chiffrement pgp gpg signature
arnaque: hameconnage faux escroquerie
privacy: cookie traceur tor vpn pseudonymisation surveillance
rgpd: cnil dpo cookie consentement registre
droit: rgpd contrat cgv bail licence brevet copyright clause prudhomme jurisprudence concurrence
juridique: rgpd contrat cgv bail licence brevet copyright clause jurisprudence concurrence avocat
linux: debian ubuntu fedora archlinux mint noyau kernel systemd shell bash gnome kde install
opensource: linux debian ubuntu libreoffice framasoft mastodon peertube nextcloud gimp inkscape firefox install gpl
libre: linux debian ubuntu libreoffice framasoft mastodon peertube nextcloud gimp inkscape firefox
fediverse: mastodon peertube pixelfed mobilizon activitypub
wikimedia: wikipedia wikidata commons wikisource
openstreetmap: cartographie josm
geomatique: qgis sig cartographie openstreetmap postgis
cms: wordpress drupal joomla spip typo3 ghost prestashop
web: html css javascript navigateur
ux: figma persona ergonomie maquette wireframe
design: figma ux ui persona typographie maquette penpot wireframe
agile: scrum kanban retrospective sprint backlog scrummaster estimation velocite okr
produit: backlog roadmap okr persona
pm: backlog roadmap okr
crafter: tdd ddd kata legacy refactoring mob refacto
craft: tdd ddd legacy refactoring refacto
iot: lora lorawan capteur esp32 zigbee mqtt sigfox domotique arduino
maker: arduino decoupelaser impression3d esp32 cnc fablab soudure raspberry
fablab: decoupelaser impression3d cnc arduino brodeuse vinyle
electronique: arduino capteur soudure esp32 composant circuit
robot: bras drone robotino mindstorm
retroinformatique: amstrad atari commodore minitel amiga to7 zx thomson
retro: amstrad atari commodore minitel amiga nintendo megadrive
jeuvideo: unity godot unreal gamejam nintendo minecraft
gamejam: unity godot
enfant: scratch lego microbit
musique: mao synthe ableton guitare concert
mao: synthe ableton sequenceur
son: synthe enregistrement podcast mixage audacity ardour
audiovisuel: montagevideo camera tournage
bureautique: excel tableur traitement powerpoint libreoffice writer
reseauxsociaux: linkedin instagram facebook tiktok mastodon twitter youtube community
marketing: linkedin instagram emailing newsletter seo referencement persona tunnel prospection inbound publicite
communication: linkedin instagram newsletter affiche slogan presse podcast
vente: prospection negociation crm pipeline
financement: leveefond crowdfunding subvention investisseur ba vc pret banque bpi bpifrance amorcage mecenat dilution
investisseur: ba vc leveefond captable amorcage valorisation kima dilution
leveefond: vc ba investisseur amorcage pitch dilution captable
comptabilite: tva bilan facture facturation liasse
impot: tva cotisation foyer declarer declaration
creationentreprise: statut businessplan sasu microentreprise
microentreprise: urssaf cotisation declaration sasu
startup: pitch leveefond mvp businessmodel lean incubateur amorcage
independant: freelance portage facture tjm urssaf
cooperative: scop scic cae
ess: scop scic cooperative mutuelle association
emploi: cv recrutement alternance candidature linkedin motivation
rh: recrutement alternance qvt
management: okr delegation leadership
demarche: impot caf ants retraite ameli francetravail
administratif: caf ants ameli francetravail impot
ecologie: energie climat dechet biodiversite low lowtech recyclage bilan carbone sobriete
climat: carbone bilan fresque energie crue
greenit: ecoconception sobriete empreinte carbone reemploi
energie: solaire eolien hydrogene photovoltaique batterie nucleaire isolation compteur
esante: telemedecine dossier patient telesante
sante: telemedecine patient hopital sommeil medecin
mobilite: velo covoiturage train trottinette autopartage
velo: reparation trajet cyclable piste
jardin: potager permaculture compost semis graine serre arrosage
smartcity: capteur eclairage mobilite
blockchain: bitcoin ethereum nft defi smartcontract cryptomonnaie token
crypto: bitcoin ethereum nft defi token
spatial: satellite fusee orbite nanosatellite cubesat lanceur cnes
espace: satellite fusee orbite lanceur cnes
astronomie: telescope planete etoile eclipse galaxie
vr: casque oculus metavers immersion
xr: vr casque metavers augmentee hololen
quantique: qubit
education: scratch manuel eleve enseignant pix
medias: presse desinformation journalisme infox
desinformation: infox factchecking deepfake complotisme
journalisme: datajournalisme factchecking enquete
ecommerce: shopify prestashop woocommerce magento marketplace amazon
domotique: jeedom zigbee thermostat
publicite: adwords regie
montagevideo: kdenlive premiere davinci shotcut
modelisation3d: blender freecad fusion solidwork tinkercad
3d: blender freecad solidwork tinkercad
graphisme: gimp inkscape krita illustrator photoshop canva
photographie: lightroom darktable portrait paysage macro argentique
sonore: audacity ardour podcast mixage
code: python scratch
retrogaming: mario zelda nintendo sega sonic pacman tetris atari megadrive amiga
esport: fifa fortnite rocket
langue: anglais espagnol allemand breton basque occitan
ecriture: nouvelle haiku poesie roman slam
broderie: brodeuse
couture: surjeteuse patron tricot
cuisine: recette patisserie pain
bienetre: yoga meditation sophrologie
genealogie: ancetre etat
lecture: roman polar livre bd
retrogaming: amstrad console megadrive commodore pong tetris playstation gameboy
wikimedia: editathon
wikipedia: editathon
crafter: codingdojo pairprogramming codereview
codingdojo: tdd kata pairprogramming
telecom: fibre adsl 5g 6g antenne cuivre
modelisation3d: openscad sketchup
impression3d: ceramique argile porcelaine filament
clublecture: sciencefiction manga bd
observabilite: opentelemetry prometheus grafana
gamedev: godot unity unreal blender
frontend: webperf webcomponent
ao: memoire candidature
emploi: entretienembauche
userresearch: entretien persona
ux: userresearch
design: userresearch designsystem
alimentation: fermentation bocal
"""
"""A wide subject and its parts, on one line or several."""


def _read() -> dict[str, frozenset[str]]:
    """The wide subjects of each narrow one, all as meanings."""
    found: dict[str, set[str]] = {}
    for line in _WIDE.strip().splitlines():
        wide, _, narrow = line.partition(":")
        for word in narrow.split():
            found.setdefault(meaning(stem(word)), set()).add(meaning(stem(wide)))
    return {word: frozenset(wides - {word}) for word, wides in found.items()}


_WIDER = _read()
_FOR_WHOM = frozenset(("entrepreneur", "startup", "pme", "debutant", "famille"))
"""Whom a meeting is for, whatever it is about."""


def narrower(a: Traits, b: Traits) -> Reason | None:
    """The subject of one that is a part of the other's, when the other says no other subject of its own."""
    for one, other in ((a.title.words, b.title.words), (b.title.words, a.title.words)):
        for word in one:
            wide = None if word in other else _WIDER.get(word)
            found = wide.intersection(other).difference(one) if wide else None
            if found and found.issuperset(_own(other, one)):
                return None if _apart(one, other) else Reason("narrower", f"{word} / {min(found)}", 10)
    return None


def _own(words: Iterable[str], others: Collection[str]) -> Iterable[str]:
    """The subjects that only one title tells."""
    return (word for word in words if is_subject(word) and word not in others and word not in _FOR_WHOM)


def _apart(one: Iterable[str], other: Iterable[str]) -> bool:
    return one_kind(one, other) is False or other_kind(one, other)
