"""All commands by name. Each module of this package holds those that belong together."""

from __future__ import annotations

import typer

from bot.cli import ask, guide, knowing, measuring, run, talking

app = typer.Typer(
    name="pruvodce",
    help="Průvodce, the orientation assistant for migrants in Prague.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (run.up, run.build, run.gateway, run.worker, run.desk, run.purge, talking.chat, talking.talk, ask.ask):
    app.command()(command)
app.command("eval")(measuring.evaluate)
app.command()(measuring.bench)
app.command()(knowing.retrieve)
app.command()(guide.guide)

knowledge_base = typer.Typer(help="Check, build and switch the knowledge base.", no_args_is_help=True)
knowledge_base.command("check")(knowing.check)
knowledge_base.command("mark-translated")(knowing.mark)
knowledge_base.command("build")(knowing.build)
knowledge_base.command("precompute")(knowing.precompute)
knowledge_base.command("activate")(knowing.activate)
knowledge_base.command("rollback")(knowing.rollback)
app.add_typer(knowledge_base, name="kb")
