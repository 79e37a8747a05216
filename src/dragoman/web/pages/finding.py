"""One claim or one role: its values with their reasons, and its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from dragoman.errors import RecordError
from dragoman.model.record import Claim, Role
from dragoman.web.heads import ReportHead, head
from dragoman.web.reasons import Value, claim_values, role_values
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with its values in words, the reason of each, and the report that makes it."""

    finding: Claim
    values: tuple[Value, ...]
    report: ReportHead


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """A role with its values in words, the reason of each, and the report that gives it."""

    finding: Role
    values: tuple[Value, ...]
    report: ReportHead


@page(router, "/claim/{identity}", template="finding.html", tags=["Events"])
def claim(identity: str, record: OpenRecord) -> ClaimView:
    """Return the claim whose id is or begins with `identity`, with the reasons of its values."""
    found = record.find(identity)
    if not isinstance(found, Claim):
        raise RecordError(
            f"{identity!r} is no claim.", cure="Claims stand beside the report that makes them."
        )
    report = head(record.report(found.report_id))
    return ClaimView(finding=found, values=claim_values(found), report=report)


@page(router, "/role/{identity}", template="finding.html", tags=["Events"])
def role(identity: str, record: OpenRecord) -> RoleView:
    """Return the role whose id is or begins with `identity`, with the reasons of its values."""
    found = record.find(identity)
    if not isinstance(found, Role):
        raise RecordError(f"{identity!r} is no role.", cure="Roles stand beside the report that gives them.")
    report = head(record.report(found.report_id))
    return RoleView(finding=found, values=role_values(found), report=report)
