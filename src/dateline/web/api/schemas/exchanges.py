"""What is asked in the body of a request, what that gives, and what is told where something is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dateline.web.api.schemas.nouns import Form
from dateline.web.drafts import LONGEST


class Inquiry(Form):
    """A question in SQL."""

    sql: str = Field(
        min_length=1, max_length=10_000, pattern=r"^[^\x00]*$", examples=["SELECT type, count(*) AS events FROM events GROUP BY type"]
    )
    limit: int = Field(1000, ge=1, le=10_000, description="Rows at most")


class Found(Form):
    """What a question in SQL gives."""

    columns: list[str]
    rows: list[dict[str, Any]]
    cut: bool = Field(description="Whether there are more rows than were asked for")


class Draft(Form):
    """A text before it is published."""

    text: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=r"\S",
        examples=["Japan condemned North Korea on Monday. It was the seventh launch this month."],
    )
    day: date | None = Field(None, description="The day on which it is written; today without it", examples=["2022-01-31"])


class CheckedEvent(Form):
    """An event of a draft beside those of the record."""

    event: dict[str, Any] = Field(description="As `dateline code --json` has it")
    like: list[str] = Field(description="Ids of events of the record that may be the same, the most told first")
    total: int = Field(ge=0, description="How many there are")
    looked_for: bool = Field(description="Whether the draft gives a day and a party to look for it by")


class CheckedClaim(Form):
    """A claim of a draft with what the record says of it."""

    claim: dict[str, Any] = Field(description="As `dateline code --json` has it")
    finding: dict[str, Any] | None = Field(description="As `dateline check --json` has it; null where it was not checked")


class Checked(Form):
    """What a draft tells and claims."""

    day: date
    events: list[CheckedEvent]
    claims: list[CheckedClaim]
    warnings: list[str]


class Me(Form):
    """Who asks."""

    name: str
    role: Literal["reader", "reviewer"]


class Trouble(BaseModel):
    """What is wrong, as RFC 9457 has it."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str = Field(description="What is wrong")
    status: int
    detail: str = Field(description="The same with its remedy")
    parameter: str | None = Field(None, description="The parameter, header or field at fault")
    remedy: str | None = Field(None, description="What whoever asked can do about it")
