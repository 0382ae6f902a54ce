"""What a model says about itself when it is asked to describe itself."""

import json


def declaration(role: str, version: str, licence: str, languages: list[str], **more) -> str:
    """JSON that a role answers to DESCRIBE.

    languages: primary BCP-47 codes, computed from the weights that are present.
    more: what only some roles have: `pairs`, `gistPairs`, `voices`, `sampleRateHz`.
    """
    said = {"role": role, "version": version, "licence": licence, "languages": languages}
    for name in ("pairs", "gistPairs", "voices"):
        said[name] = more.pop(name, [])
    return json.dumps({**said, **more}, ensure_ascii=False)


def primary_code(tag: str) -> str:
    """`pt` for `pt-BR`, `PT_br` or `pt`; empty for an empty tag."""
    return tag.strip().replace("_", "-").split("-")[0].lower()
