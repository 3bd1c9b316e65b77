"""All that a command, a chat or the deliverer writes, one errand each, and what must be true afterwards."""

from collections.abc import Sequence

from proofs.errands import chats, commands, deliverer
from proofs.errands.errand import Errand, judged, nothing, settled_in

ERRANDS: Sequence[Errand] = (
    Errand(
        name="first setup: store and key",
        before=nothing,
        work=commands.setting_up,
        judge=commands.set_up_whole,
    ),
    Errand(
        name="first import",
        before=nothing,
        work=commands.importing,
        judge=judged(commands.imported_whole, grounds=False),
    ),
    Errand(
        name="a newer list", before=settled_in, work=commands.newer_list, judge=judged(commands.updated_whole)
    ),
    Errand(
        name="logged calls", before=settled_in, work=chats.logging_calls, judge=judged(chats.calls_are_kept)
    ),
    Errand(
        name="snooze, skip, done", before=settled_in, work=chats.putting_off, judge=judged(chats.is_put_off)
    ),
    Errand(
        name="handover",
        before=settled_in,
        work=chats.handing_over,
        judge=judged(chats.is_in_one_place, grounds=False),
    ),
    Errand(
        name="updates from Telegram",
        before=settled_in,
        work=chats.taking_updates,
        judge=judged(chats.updates_are_kept),
    ),
    Errand(
        name="a reminder is sent",
        before=settled_in,
        work=deliverer.delivering,
        judge=judged(deliverer.delivery_is_kept),
    ),
    Errand(name="backup", before=settled_in, work=commands.backing_up, judge=commands.backed_up),
    Errand(name="restore", before=commands.with_a_backup, work=commands.restoring, judge=commands.restored),
    Errand(
        name="mending after an earlier kill",
        before=chats.torn,
        work=chats.looking,
        judge=judged(chats.calls_are_kept),
    ),
    Errand(
        name="export",
        before=settled_in,
        work=commands.exporting,
        judge=judged(commands.export_is_written_down),
    ),
)
