"""Where does everything stand when the picture of a track is drawn? Boxes, arrows and numbers, in plain units.

States stand below one another, stage by stage. An arrow to the state just below goes straight down; others run
in lanes of their own on the right, and what leads from many states to one is gathered on the left, so that no
two lines lie upon each other.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from redress.rules.phrases import Translate
from redress.rules.procedure.states import Passage, Procedure, State
from redress.rules.procedure.wording import stage_name, state_name

WIDTH_OF_BOX = 270
_LINE, _PADDING, _GAP, _HEAD, _PORT, _LANE, _MARGIN = 20, 14, 34, 44, 26, 32, 20
_LETTERS_IN_A_LINE = 30
_MANY = 3  # from so many states on, the arrows to one state are gathered on the left


@dataclass(slots=True)
class Box:
    """A state in the picture. ``lines`` are its words, ``y`` the upper edge."""

    state: State
    lines: tuple[str, ...]
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def right(self) -> int:
        return self.x + WIDTH_OF_BOX

    @property
    def width(self) -> int:
        return WIDTH_OF_BOX

    @property
    def centre(self) -> int:
        return self.x + WIDTH_OF_BOX // 2

    @property
    def caption_y(self) -> int:
        """Where a remark stands just under the box, left of the arrow."""
        return self.bottom + _LINE - _LINE // 4

    @property
    def texts(self) -> tuple[tuple[int, str], ...]:
        """Each line with the height at which it is written."""
        first = self.middle - _LINE * (len(self.lines) - 1) // 2 + _LINE // 4
        return tuple((first + _LINE * number, line) for number, line in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line of the picture: its path, and where the numbers of the passages stand that it is drawn for."""

    path: str
    numbers: tuple[tuple[int, int, int], ...]  # number, x, y
    pointed: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds the states of one stage together."""

    name: str
    y: int
    height: int

    @property
    def title_y(self) -> int:
        return self.y + _HEAD - _PADDING


@dataclass(slots=True)
class Drawing:
    """The whole picture."""

    width: int = 0
    height: int = 0
    left: int = 0
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    start: tuple[int, int] = (0, 0)

    @property
    def frame_width(self) -> int:
        return self.width - _PADDING


def apart(spans: list[tuple[int, int]]) -> list[int]:
    """A track for each span, from 0, so that no two on one track overlap; short spans come first."""
    taken: list[list[tuple[int, int]]] = []
    placed = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda each: (abs(spans[each][1] - spans[each][0]), each)):
        low, high = sorted(spans[number])
        free = (n for n, others in enumerate(taken) if all(high < a or b < low for a, b in others))
        placed[number] = next(free, len(taken))
        if placed[number] == len(taken):
            taken.append([])
        taken[placed[number]].append((low, high))
    return placed


def drawing(found: Procedure, _: Translate = str) -> Drawing:
    """The picture of a track."""
    return _Draughtsman(found, _).drawn()


class _Draughtsman:
    def __init__(self, found: Procedure, _: Translate) -> None:
        self.found, self._ = found, _
        self.picture = Drawing()
        self.order: dict[State | None, int] = {None: -1} | {state: place for place, state in enumerate(found.states)}
        self.gathered = self._gathered()
        once = [each for each in found.passages if each.after not in self.gathered or each.before is None]
        self.straight = [each for each in once if self.order[each.after] == self.order[each.before] + 1]
        self.lanes = self._in_lanes([each for each in once if each not in self.straight])
        self.columns = self._in_columns()
        self.left = _MARGIN + _LANE * (1 + max((column + 1 for column in self.columns.values()), default=0))
        self.ports: dict[tuple[State, str], int] = {}

    def drawn(self) -> Drawing:
        self._place_boxes()
        for passage in self.straight:
            self._draw_straight(passage)
        for lane, passage in self.lanes:
            self._draw_lane(lane, passage)
        for after, passages in self.gathered.items():
            self._draw_gathered(self.columns[after], after, passages)
        lanes = 1 + max((lane for lane, _passage in self.lanes), default=0)
        self.picture.left = self.left
        self.picture.width = self.left + WIDTH_OF_BOX + _LANE * (lanes + 1) + _MARGIN
        return self.picture

    # --- what goes where -------------------------------------------------------------------------------

    def _gathered(self) -> dict[State, list[Passage]]:
        """The states to which many lead, with what leads there."""
        into: dict[State, list[Passage]] = {}
        for passage in self.found.passages:
            if passage.before is not None:
                into.setdefault(passage.after, []).append(passage)
        return {after: passages for after, passages in into.items() if len(passages) >= _MANY}

    def _in_lanes(self, passages: list[Passage]) -> list[tuple[int, Passage]]:
        """Each passage with a lane on the right that nothing else uses on its way."""
        spans = [(self.order[each.before], self.order[each.after]) for each in passages]
        return sorted(zip(apart(spans), passages, strict=True), key=lambda one: (one[0], one[1].number))

    def _in_columns(self) -> dict[State, int]:
        """Each state to which many lead with a column on the left that nothing else uses on the way."""
        spans = []
        for after, passages in self.gathered.items():
            places = [self.order[after], *(self.order[each.before] for each in passages)]
            spans.append((min(places), max(places)))
        return dict(zip(self.gathered, apart(spans), strict=True))

    def _place_boxes(self) -> None:
        y = _MARGIN
        self.picture.start = (self.left + WIDTH_OF_BOX // 2, y + _PADDING)
        y += _HEAD
        stage, top = None, y
        for state in self.found.states:
            if state.stage != stage:
                self._close_frame(stage, top, y)
                stage, top = state.stage, y
                y += _HEAD if stage_name(self.found, state.stage) else 0
            box = self._box(state, y)
            self.picture.boxes.append(box)
            y = box.bottom + _GAP
        self._close_frame(stage, top, y)
        self.picture.height = y + _MARGIN

    def _box(self, state: State, y: int) -> Box:
        lines = tuple(textwrap.wrap(state_name(state, self._), _LETTERS_IN_A_LINE)) or ("",)
        right = sum((each.before == state) + (each.after == state) for _lane, each in self.lanes)
        left = sum(each.before == state for passages in self.gathered.values() for each in passages)
        ends = max(right, left + (state in self.gathered))
        height = max(len(lines) * _LINE + 2 * _PADDING, (ends + 1) * _PORT)
        return Box(state, lines, self.left, y, height)

    def _close_frame(self, stage: str | None, top: int, y: int) -> None:
        if stage is not None and stage_name(self.found, stage):
            self.picture.frames.append(Frame(stage_name(self.found, stage), top, y - top - _PADDING))

    def _box_of(self, state: State) -> Box:
        return self.picture.boxes[self.order[state]]

    def _port(self, state: State | None, edge: str) -> int:
        """The next free height on one edge of a box; of the start where there is no state."""
        if state is None:
            return self.picture.start[1]
        self.ports[state, edge] = self.ports.get((state, edge), 0) + 1
        return self._box_of(state).y + self.ports[state, edge] * _PORT

    # --- the lines ---------------------------------------------------------------------------------------

    def _draw_straight(self, passage: Passage) -> None:
        after = self._box_of(passage.after)
        x = self.left + WIDTH_OF_BOX // 2
        top = self._box_of(passage.before).bottom if passage.before else self.picture.start[1]
        self.picture.arrows.append(Arrow(f"M{x} {top}V{after.y}", ((passage.number, x, after.y - _GAP // 2),)))

    def _draw_lane(self, lane: int, passage: Passage) -> None:
        x = self.left + WIDTH_OF_BOX + _LANE * (lane + 1)
        leaves = self._port(passage.before, "right")
        start = self._box_of(passage.before).right if passage.before else self.picture.start[0]
        arrives = self._port(passage.after, "right")
        path = f"M{start} {leaves}H{x}V{arrives}H{self._box_of(passage.after).right}"
        self.picture.arrows.append(Arrow(path, ((passage.number, x, leaves + (arrives - leaves) // 2),)))

    def _draw_gathered(self, column: int, after: State, passages: list[Passage]) -> None:
        """One line down the left that each state joins, and that points to the state they lead to."""
        x = self.left - _LANE * (column + 1)
        arrives = self._port(after, "left")
        for passage in passages:
            assert passage.before is not None
            y = self._port(passage.before, "left")
            path = f"M{self.left} {y}H{x}V{arrives}"
            self.picture.arrows.append(Arrow(path, ((passage.number, x, y),), pointed=False))
        self.picture.arrows.append(Arrow(f"M{x} {arrives}H{self.left}", ()))
