"""Names of techniques, tools and rules that nobody says by chance: « Ansible », « PostgreSQL », « RGPD ». Pure data.

What a house tells twice for one hour with one of them is one meeting, whatever else each title says. Themes that are
met every week (« IA », « données », « drone ») are not here: several meetings at one hour may be about them.
"""

from __future__ import annotations

from federation.domain.matching.folding import stem
from federation.domain.matching.title_words import meaning

_NAMES = """
activitypub adonisjs aiact airflow akka algolia alpinejs ansible apache appium arduino argocd asciidoc assembleur
astro audacity aws azure baserow bash bim blender bootstrap bpmn bun caddy cartopartie cassandra ceph cilium
circuitpython citrix clickhouse clojure cmake cnil cobol cocoa copilot coq couchdb cpp crossplane csharp csp csrd
css ctf cucumber cuda cython d3 darktable davinci dbt ddd debezium debian delphi deno diataxis discord django dma
docbook docker doctrine docusaurus dotnet drupal dsa duckdb ebpf eidas elasticsearch elixir elk elm erlang esp32
esxi ethereum excalidraw falco fastapi fediverse fedora figma fiware flask flink flutter forgejo fortran freebsd
freecad fsharp gatling gatsby gdscript gephi gerrit ggj gimp git gitea github gitlab gitop gleam go godot gradle
grafana graphql gromacs groovy grpc guix hacktoberfest hadoop haproxy harfang haskell helm heroku hibernate hotwire
html htmx http huggingface idris influxdb inkscape ionic ios ipfs ipv6 istio jamstack java javascript jenkins
jetpack jitsi joomla josm junit jupyter jwt k3s kafka kanban kdenlive keras keycloak kicad kotlin krita kubernete
langchain laravel latex lemmy libreoffice lidar lisp liveview llm llvm logstash lora lorawan lua lvm magento mariadb
mastodon mathlib matomo matrix maven mcp meilisearch memcached metabase microbit microprofile minecraft minetest
minio mistral mkdoc mlflow mobilizon mockito modbus mongodb moodle mqtt mysql n8n neo4j neovim nestjs netbsd
nextcloud nextjs nginx nim nis2 nix nixos node nomad numpy nuxt oauth observable ocaml odoo ollama onnx openapi
openbsd opencv opengl openid openrefine openscad opensearch openshift openssl openstack openstreetmap opentelemetry
opentofu openvpn openwrt owasp paheko pandas pandoc peertube penpot perl pgp phoenix php phpunit pixelfed playwright
podman polars postgis postgresql powerbi powershell prestashop prolog prometheus proxmox psd2 pulumi puredata pwa
pydantic pyodide pytest python pytorch qemu qgis qt quarkus rabbitmq racket rancher raspberry raylib react redis
rgaa rgpd robotino ros rspec rsync ruby rust samba sap sass scala scikit scilab scratch scribus scrum seaweedfs
selenium serverless shacl shopify sinatra slurm smalltalk snapcraft solidity solidjs sonarqube sonicpi spark sparql
spip sqlite storybook strapi streamlit supabase supercollider svelte svg swagger swift swiftui symfony systemd
tailscale tailwind tdd tekton tensorflow terraform testcontainer tezo threejs thunderbird tokio traefik trino
typescript typo3 ubuntu unity unreal vagrant valkey vhdl vim vitess vue vulkan wasm webassembly webauthn webgl
webgpu webpack webrtc websocket whisper wikidata wikimedia wikipedia wikisource winamp wireguard wireshark
woocommerce wordpress xcode xen xslt yaml yocto yunohost zig zigbee zio zookeeper
"""
NAMED = frozenset(meaning(stem(word)) for word in _NAMES.split())
