"""Another stage of the relationship (关系阶段), with the reason that it was changed for."""

from desk.staging import move_stage
from desk.understanding import mask_numbers
from handlers.answer import Button, Card
from handlers.buttons import button, in_rows
from handlers.conversation import KEEPERS, Conversation, Reply, Screen, Turn
from handlers.walk import stayed
from store.records import Refused, Stage

# What is said most, by the stage that it leads to; anything else is typed.
REASONS: dict[Stage, tuple[str, ...]] = {
    Stage.ESTABLISH: ("first", "back"),
    Stage.STRENGTHEN: ("bought", "met", "back"),
    Stage.TRUST: ("family", "bought", "met"),
    Stage.DECLINE: ("left", "cold"),
}
_LONGEST = 60


class ChangeStage(Conversation):
    """Two taps, or one tap and a typed line; the history is kept."""

    code = "sg"
    roles = KEEPERS
    yields_to_names = True

    def press(self, turn: Turn, screen: Screen, action: str) -> Reply:
        verb, _, value = action.partition(":")
        if verb == "back":
            return Reply(screens=(screen.to("pf"),))
        if verb in ("tier", "segment"):
            return Reply(screens=(screen.to("cl", "which", what=verb),))
        if verb == "to" and value in set(Stage) and value != turn.desk.customer(screen.subject).stage:
            return Reply(screens=(screen.at("why", stage=value).waiting(),))
        if verb == "why" and screen.step == "why" and value in REASONS[Stage(screen.draft["stage"])]:
            return Reply(screens=(_moved(turn, screen, turn.words(f"stage.why_{value}")),))
        raise Refused("outdated")

    def text(self, turn: Turn, screen: Screen, said: str) -> Reply:
        """A reason in the manager's own words."""
        return Reply(screens=(_moved(turn, screen, mask_numbers(said.strip())[:_LONGEST]),))

    def show(self, turn: Turn, screen: Screen) -> Card:
        words, customer = turn.words, turn.desk.customer(screen.subject)
        back = (button(words, "back", "back"),)
        if screen.step == "why":
            stage = Stage(screen.draft["stage"])
            reasons = (
                Button(text=words(f"stage.why_{each}"), action=f"why:{each}") for each in REASONS[stage]
            )
            text = words("stage.ask_why", customer=customer, stage=words(f"stage.{stage}"))
            return Card(text=text, rows=(*((each,) for each in reasons), back), private=True)
        others = (
            Button(text=words(f"stage.{each}"), action=f"to:{each}")
            for each in Stage
            if each != customer.stage
        )
        text = words("stage.ask", customer=customer, stage=words(f"stage.{customer.stage}"))
        classes = (button(words, "other_tier", "tier"), button(words, "other_segment", "segment"))
        return Card(text=text, rows=(*in_rows(others), classes, back), private=True)


def _moved(turn: Turn, screen: Screen, reason: str) -> Screen:
    stage = Stage(screen.draft["stage"])
    move_stage(turn.desk, screen.subject, stage, reason)
    return stayed(screen, "just.stage", turn.desk.changes, stage=turn.words(f"stage.{stage}"))
