"""Everything about exchange once this computer has joined, or has asked to."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.exchange.desk import PastExchange, Status
from desktop.ui.exchange.conflict_list import ConflictList
from desktop.ui.exchange.errand import Errand
from desktop.ui.exchange.lists import HistoryCard, RefusedCard
from desktop.ui.exchange.services import ExchangeRights
from desktop.ui.exchange.standing_card import StandingCard
from desktop.ui.exchange.stick_card import StickCard
from desktop.ui.exchange.words import clock_words
from desktop.ui.meetings.columns import Columns
from desktop.ui.registers.banner import Banner
from desktop.ui.texts import exchange as texts
from desktop.ui.theme import tokens


class StandingView(QWidget):
    """Banners, the buttons, the sticks, what differs, what was held, the last exchanges."""

    def __init__(self, rights: ExchangeRights, conflicts: ConflictList) -> None:
        super().__init__()
        self.pending, self.loading, self.give_back, self.clock = (Banner() for _ in range(4))
        self.card = StandingCard(may_exchange=rights.exchange)
        self.sticks = StickCard(may_exchange=rights.exchange)
        self.top = Columns([self.card, self.sticks], narrowest=420, level=True, gap=tokens.M)
        self.conflicts = conflicts
        self.refused = RefusedCard()
        self.errand, self.history = Errand(), HistoryCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        for widget in (
            self.pending, self.loading, self.give_back, self.clock, self.top, self.conflicts, self.refused,
            self.errand, self.history,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        self.conflicts.hide()
        self.refused.hide()

    def show_status(self, status: Status, now: datetime) -> None:
        """Say how things stand."""
        self.card.show_status(status, now)
        self.refused.show_refused(status.refused, now)
        for banner, sentence, tone in (
            (self.pending, texts.PENDING if status.invitation_pending and not status.joined else "", "plain"),
            (self.loading, texts.FIRST_LOAD if status.loading else "", "attention"),
            (self.give_back, texts.GIVE_BACK if status.give_back else "", "attention"),
            (self.clock, clock_words(status), "attention"),
        ):
            if not sentence:
                banner.clear()
            elif tone == "plain":
                banner.say(sentence, "plain")
            else:
                banner.say(sentence, "attention")

    def show_history(self, history: Sequence[PastExchange], now: datetime) -> None:
        """List the last exchanges."""
        self.history.show_history(history, now)
