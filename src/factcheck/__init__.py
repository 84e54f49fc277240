"""Finds numeric and dated claims in a folder of documents and says which of them conflict.

    import factcheck

    report = factcheck.scan(["corpus"])
    for finding in report.findings:
        print(finding.rule, finding.relation, finding.topic, [claim.text for claim in finding.claims])

`factcheck.scan`, `factcheck.check` and `factcheck.claims` return the frozen records of `factcheck.model`; `as_dict()` gives the JSON
object of the command line. What the caller can mend is raised as `factcheck.errors.FactcheckError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck._version import __version__

__all__ = ["ClaimList", "Report", "__version__", "check", "claims", "scan"]

if TYPE_CHECKING:
    from factcheck.api import ClaimList, Report, check, claims, scan
else:

    def __getattr__(name: str) -> object:
        """Loads the engine on first use, so that `factcheck --version` need not wait for it (PEP 562)."""
        if name in __all__:
            from factcheck import api

            return getattr(api, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
