"""What a merge needs of the project file besides what every import needs: what was taken away here on purpose."""

from __future__ import annotations

import json
from collections.abc import Collection

from annotator.storage.store import Store
from annotator.storage.visible import VISIBLE

# The journal writes a row that went as `[table, key, {…}, null]`; `LIKE` spares the rest from being parsed.
_DELETED = """SELECT json_extract(c.value, '$[2].annotator'), json_extract(c.value, '$[2].uid')
FROM edit, json_each(edit.changes) c WHERE edit.state = 'done' AND edit.changes LIKE '%, null]%'
AND json_valid(edit.changes) AND json_extract(c.value, '$[0]') IN ('span', 'relation', 'document_label')
AND json_type(c.value, '$[3]') = 'null'"""


def deleted(store: Store) -> dict[int, set[str]]:
    """The uids of the spans, relations and document labels that edits deleted, by annotator.

    One that is there again is among them too.
    """
    found: dict[int, set[str]] = {}
    for annotator, uid in store.connection.execute(_DELETED):
        found.setdefault(annotator, set()).add(uid)
    return found


def met(store: Store, uids: Collection[str]) -> dict[tuple[str, str], int]:
    """The visible documents that have one of these uids, by uid and the digest of the text."""
    query = f"SELECT uid, digest, id FROM document WHERE {VISIBLE} AND uid IN (SELECT value FROM json_each(?))"
    found = store.connection.execute(query, [json.dumps(list(uids))]).fetchall() if uids else []
    return {(uid, digest): key for uid, digest, key in found}


def removed(store: Store, uids: Collection[str]) -> set[str]:
    """The digests of the texts of those documents that were taken out of the project."""
    query = "SELECT digest FROM document WHERE removed = 1 AND uid IN (SELECT value FROM json_each(?))"
    return {row[0] for row in store.connection.execute(query, [json.dumps(list(uids))])} if uids else set()
