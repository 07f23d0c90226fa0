"""Reports, by page; a report with all that it tells."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query, Request
from starlette.responses import Response

from dateline.display import plain
from dateline.record.publishing import TELLER
from dateline.record.store import Query as Asked
from dateline.record.store import Store
from dateline.web.api import cursors, forms, schemas
from dateline.web.api.answering import Kind, RowsForm, as_json, as_rows, linked, offered, onward, wanted
from dateline.web.api.parameters import Cursor, Limit, Value, several
from dateline.web.api.routing import routes
from dateline.web.problems import Problem
from dateline.web.reach import turns

router = routes()
_HEADED = f"r.report, r.version, r.current, r.published, r.source, {TELLER} AS publisher, r.title, r.url, r.gathered, c.original"
_DAY = "coalesce(CAST(r.published AS VARCHAR), '')"  # ISO texts come in the order of days; reports without one come last
Id = Annotated[str, Path(description="A report's id, percent-encoded; an address, too")]


@router.get("/reports", response_model=schemas.Reports, tags=["reports"], responses=offered(Kind.CSV, Kind.PARQUET, about="A page"))
def reports(
    request: Request,
    source: Annotated[list[Value], several("Publisher", "Wire A")],
    title: Annotated[Value, Query(description="Words of the headline")] = "",
    since: Annotated[date | None, Query(description="First day of publication")] = None,
    until: Annotated[date | None, Query(description="Last day of publication")] = None,
    cursor: Cursor = "",
    limit: Limit = 100,
    format: RowsForm = None,
) -> Response:
    """Reports as they are now, without their texts, those published last first."""
    kind = wanted(request, format, Kind.JSON, Kind.CSV, Kind.PARQUET)
    conditions = ["r.current"]
    values: dict[str, Any] = {"limit": limit + 1}
    for name, value, condition in (
        ("sources", source, f"list_contains($sources, {TELLER})"),
        ("title", title.strip(), "contains(lower(r.title), lower($title))"),
        ("since", since, "r.published >= $since"),
        ("until", until, "r.published <= $until"),
    ):
        if value:
            conditions.append(condition)
            values[name] = value
    if cursor:
        values["day"], values["report"] = cursors.read(cursor, str, str)
        conditions.append(f"({_DAY} < $day OR ({_DAY} = $day AND r.report > $report))")
    found = f"SELECT {_HEADED} FROM reports r LEFT JOIN copies c USING (report) WHERE {' AND '.join(conditions)}"
    query = Asked(f"{found} ORDER BY {_DAY} DESC, r.report LIMIT $limit", values)
    with turns(request).reading() as store:
        rows = store.ask(query)
        more = len(rows) > limit
        paged = onward(request, cursors.written(str(rows[limit - 1]["published"] or ""), rows[limit - 1]["report"]) if more else "")
        if kind is not Kind.JSON:
            return as_rows(kind, store, Asked(query.sql, values | {"limit": limit}), "reports", linked(paged))
    listed = [forms.headed(row) for row in rows[:limit]]
    return as_json(schemas.Reports.model_validate({**dict(paged), "reports": listed}), linked(paged))


@router.get("/reports/{report:path}", response_model=schemas.Report, tags=["reports"])
def report(
    request: Request,
    report: Id,
    version: Annotated[
        str, Query(pattern=r"^[0-9a-f]*$", max_length=12, description="An earlier version; what it says now without it")
    ] = "",
) -> Response:
    """A report as published, with its mentions and claims: the form of `dateline code --json`, and its versions besides."""
    told = None
    if "\0" not in report:
        with turns(request).reading() as store:
            told = _whole(store, report, version)
    if told is None:
        missing = f"{plain(report)} has no version {version}" if version else f"There is no report {plain(report)}"
        raise Problem(404, missing, "/api/v1/reports lists what there is", "version" if version else "report")
    return as_json(schemas.Report.model_validate(told))


def _whole(store: Store, report: str, version: str) -> dict[str, Any] | None:
    which = {"report": report, "version": version}
    found = store.rows(
        f"""
        SELECT {_HEADED}, r.text, r.warnings FROM reports r LEFT JOIN copies c USING (report)
        WHERE r.report = $report AND CASE WHEN $version = '' THEN r.current ELSE r.version = $version END
        """,
        which,
    )
    if not found:
        return None
    (row,) = found
    key = {"report": report, "version": row["version"]}
    mentions = store.rows(
        f"""
        SELECT m.*, b.event, r.published, r.source, {TELLER} AS publisher, r.text
        FROM mentions m LEFT JOIN members b USING (mention) JOIN reports r USING (report, version)
        WHERE m.report = $report AND m.version = $version ORDER BY m.trigger.start, m.mention
        """,
        key,
    )
    claims = store.rows("SELECT * FROM claims WHERE report = $report AND version = $version ORDER BY span.start, claim", key)
    versions = store.rows("SELECT version, current, gathered FROM reports WHERE report = ? ORDER BY gathered DESC, version", [report])
    return forms.headed(row) | {
        "text": row["text"],
        "warnings": row["warnings"],
        "events": [forms.mention(mention) for mention in mentions],
        "claims": [forms.claim(claim, row["text"]) for claim in claims],
        "versions": versions,
    }
