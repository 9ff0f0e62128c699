"""Verifies a finished brief against the chart it was made from, before it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from core.assistant.dto import Source
from core.attachments.dto import FIELD
from core.briefs.chart import ChartRead
from core.briefs.dto import NAME_FIELD, REASON_FIELD, Brief
from core.briefs.extracting import line_text
from core.briefs.whole import is_cut
from core.clients.record_fields import record_text
from core.errors import RetrievalError
from core.sources.dto import CLIENT_FIELDS, FIELDS_OF

_FieldKey = tuple[str, UUID, int, str]
"""Kind and id of a source, its version, and the field."""


def require_recorded(brief: Brief, chart: ChartRead) -> None:
    """Checks that every quote is at its place in this chart, and every line consists of its quotes.

    Raises `RetrievalError`: `hit_outside_scope` for text of another chart, or of a note that may not be
    quoted; `brief_not_as_recorded` for text that is not there, and for a quote that begins or ends inside a
    number or a word.
    """
    texts = dict(_texts(chart))
    client_id = chart.client.client_id
    if brief.client_id != client_id:
        raise RetrievalError("hit_outside_scope", client_id=brief.client_id)
    for line in brief.lines:
        for source in line.sources:
            _require(source, texts, chart)
        whole = len(line.joins) == len(line.sources) - 1
        if not whole or line.text != line_text(line.sources, line.joins):
            raise RetrievalError("brief_not_as_recorded", client_id=client_id)


def _require(source: Source, texts: dict[_FieldKey, str], chart: ChartRead) -> None:
    passage = source.passage
    text = texts.get((passage.source_kind, passage.source_id, passage.version, passage.field))
    if text is None or passage.client_id != chart.client.client_id:
        raise RetrievalError("hit_outside_scope", passage_id=passage.passage_id)
    quoted = text[source.quote_start : source.quote_end]
    if not quoted.strip() or quoted != source.quote or text[passage.start : passage.end] != passage.text:
        raise RetrievalError("brief_not_as_recorded", passage_id=passage.passage_id)
    if is_cut(text, source.quote_start, source.quote_end):
        raise RetrievalError("brief_not_as_recorded", passage_id=passage.passage_id)


def _texts(chart: ChartRead) -> Iterator[tuple[_FieldKey, str]]:
    """Every text of the chart that a brief may quote."""
    for session in chart.sessions:
        for name in FIELDS_OF["session"]:
            yield ("session", session.session_id, session.version, name), session.field_text(name)
    for session in chart.retracted:
        # Why it was retracted, but none of its text.
        yield ("session", session.session_id, session.version, REASON_FIELD), session.reason
    for file in chart.files:
        of = (file.attachment.attachment_id, file.attachment.row_version)
        yield ("attachment", *of, FIELD), file.text
        yield ("attachment", *of, NAME_FIELD), file.attachment.name
    details = chart.client.details
    record = (chart.client.client_id, chart.client.row_version)
    for name in CLIENT_FIELDS:
        yield ("client", *record, name), record_text(details, name)
