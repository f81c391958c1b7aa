"""Answers held against what the OpenAPI document says of their address."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


def schema_errors(document: dict[str, Any], path: str, status: int, media_type: str, body: Any) -> list[str]:
    """What of an answer is not as the document says of this address."""
    answers = document["paths"][path]["get"]["responses"][str(status)]
    registry: Registry[Any] = Registry().with_resource("urn:api", Resource(document, DRAFT202012))
    wanted = json.loads(json.dumps(answers["content"][media_type]["schema"]).replace('"#/', '"urn:api#/'))
    validator = Draft202012Validator(wanted, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(body)]
