"""The options of the commands, each said once. An option that several commands have is the same in all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import completion

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders; folders are searched for documents.")]
SomePaths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Files and folders; folders are searched for documents.")]
IndexFile = Annotated[str | None, typer.Option("--index", metavar="FILE", help="Scan a saved index in place of files.")]
Format = Annotated[
    str | None,
    typer.Option(
        "-f", "--format", metavar="NAME", autocompletion=completion.formats,
        help="table (default), full, concise, csv, json, jsonl, markdown, html, sarif, github, gitlab, junit or parquet.",
    ),
]  # fmt: skip
ClaimFormat = Annotated[
    str | None,
    typer.Option(
        "-f", "--format", metavar="NAME", autocompletion=completion.claim_formats, help="table (default), csv, json, jsonl or parquet."
    ),
]
Output = Annotated[
    list[str] | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write here, by the ending or as FORMAT:FILE; repeatable; - is standard output."),
]
Select = Annotated[
    list[str] | None,
    typer.Option(metavar="CODES", autocompletion=completion.codes, help="Only these checks, or beginnings of codes: FC101,FC2."),
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODES", autocompletion=completion.codes, help="Leave these checks out.")]
Show = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RELATIONS", autocompletion=completion.relations, help="conflict,tension (default), update, derived, agree, or all."
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        metavar="RELATION", autocompletion=completion.thresholds, help="Exit with 1 from here on: conflict (default), tension or never."
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="The same as --fail-on never.")]
AllowEmpty = Annotated[bool, typer.Option("--allow-empty", help="Exit with 0, not 4, where nothing could be compared.")]
Baseline = Annotated[str | None, typer.Option(metavar="FILE", help="What is known: findings that this file holds are not told.")]
RequireReviewed = Annotated[bool, typer.Option("--require-reviewed", help="Exit with 1 where a finding has no verdict yet.")]
ShowKnown = Annotated[bool, typer.Option("--show-known", help="Also what the baseline holds; for the exit code it does not count.")]
Against = Annotated[
    list[str] | None,
    typer.Option(
        "--against",
        metavar="PATH",
        help="What the new articles are checked against: files, folders, a saved index; repeatable. Else `corpus` of the configuration.",
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Leave out documents known to be published earlier: 2024, 2024-05 or 2024-05-31."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Leave out documents known to be published later.")]
Topic = Annotated[
    list[str] | None,
    typer.Option(metavar="WORDS", help="Only findings with all of these words, or their beginnings, in topic or names; repeatable."),
]
Exclude = Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Leave out paths of this .gitignore pattern; repeatable.")]
FollowLinks = Annotated[bool, typer.Option("--follow-links", help="Follow links that lead out of the folder.")]
Jobs = Annotated[str | None, typer.Option("--jobs", "-j", metavar="N", help="Read and compare in N processes (default: one a core).")]
Engine = Annotated[
    str | None,
    typer.Option(metavar="NAME", autocompletion=completion.engines, help="local (default), or dask: read and compare on a Dask cluster."),
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="The cluster of --engine dask: tcp://host:8786. Without it, N processes here.")
]
Work = Annotated[
    str | None,
    typer.Option(metavar="DIR", help="Read into a partitioned index in this folder, and go on with what it holds. Workers must see it."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every document again, and keep nothing for the next run.")]
MaxFileSize = Annotated[
    str | None, typer.Option(metavar="SIZE", help="Skip what is larger, packed or unpacked: 50MB (default), 200MB, 1GB.")
]
TextKey = Annotated[
    str | None, typer.Option(metavar="KEY", help="The key of the text in JSON and CSV, if it is not text, body, content ...")
]
DateKey = Annotated[str | None, typer.Option(metavar="KEY", help="The key of the publication date there, if not date, published ...")]
SourceKey = Annotated[str | None, typer.Option(metavar="KEY", help="The key of the source there, if not source, publisher ...")]
RulesDir = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help="Further rules, over those built in; repeatable.")]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Use this configuration file instead of the nearest factcheck.toml.")]
Color = Annotated[str | None, typer.Option(metavar="WHEN", autocompletion=completion.colors, help="auto (default), always or never.")]
Width = Annotated[int | None, typer.Option(metavar="COLUMNS", help="The width of the page; under 100, tables become stacked blocks.")]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Counts by check and relation in place of the findings; beside another format than table, too.")
]
ShowFiles = Annotated[
    bool, typer.Option("--show-files", help="The documents that were read, their source and date, and where each is from.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No closing line.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="In a table, the sentence of every claim too.")]
Debug = Annotated[bool, typer.Option("--debug", help="If factcheck itself fails, show where.")]
