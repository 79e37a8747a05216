from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.model.report import Report

WIRE = """The governor of Kelu province resigned on Tuesday after weeks of protests over the closure of two \
copper mines, his office said in a statement. "I leave so that the talks can begin anew," Governor Amin Rothe \
told reporters outside the provincial assembly in Darvan.

The mines, which employ about 4,300 people, were shut in June when the operator could not pay its power bills. \
Miners have blocked the road to the border with neighboring Ostara since then, and customs officers counted more \
than 600 trucks waiting on Monday evening.

Ostara's trade minister, Lena Kovar, called on the central government to reopen the road without delay. She said \
that fresh fruit worth 3 million dollars had spoiled and that her government would ask for compensation. A \
Northwire correspondent saw soldiers take down one of the barricades near the bridge.

The interior ministry denied that force had been used against the miners. Two union leaders who were detained \
last week have been released, their lawyer said, but charges of sabotage were not dropped.

Kelu produces a third of the country's copper. The province was the scene of a strike that lasted for five \
months in 2009 and ended with a raise in wages and the dismissal of the whole board of the mining company."""

EDITED = """The governor of Kelu province resigned on Tuesday after weeks of protests over the closure of two \
copper mines, his office said. "I leave so that the talks can begin anew," Rothe told reporters in Darvan.

Ostara's trade minister, Lena Kovar, called on the government to reopen the road without delay. She said fresh \
fruit worth 3 million dollars had spoiled and that her government would ask for compensation. A reporter saw \
soldiers take down one of the barricades near the bridge.

The mines, which employ about 4,300 people, were shut in June when the operator could not pay its power bills. \
Miners have blocked the road to the border with neighbouring Ostara since then, and customs officers counted \
over 600 trucks waiting on Monday evening.

The Interior Ministry denied force had been used against the miners. Two union leaders who were detained last \
week have been released, said their lawyer, but charges of sabotage were not dropped."""

REUSING = """Ostara's parliament met in a rare night session to debate what the closed border costs the country's \
farmers. Deputies of all parties demanded help for those who lost their harvest, and the speaker spoke of the \
worst season in a generation.

The mines, which employ about 4,300 people, were shut in June when the operator could not pay its power bills. \
Miners have blocked the road to the border with neighboring Ostara since then, and customs officers counted more \
than 600 trucks waiting on Monday evening.

Farmers' unions plan a march on the capital for Saturday. Their chairman, Piet Olan, expects twenty thousand \
people, among them many owners of small orchards in the valley who have no insurance."""

INDEPENDENT = """Amin Rothe, governor of the mining province of Kelu, stepped down on Tuesday. Pressure on him had \
grown since miners began to block the highway to Ostara in protest at the shutting of two pits. In Darvan he said \
that he was leaving "so that the talks can begin anew" and wished his successor well.

Some 600 lorries were stuck at the frontier on Monday, according to customs. Ostara wants to be paid for fruit \
that rotted in the queue; its minister for trade put the loss at 3 million dollars. Soldiers removed a barricade, \
witnesses said, while the ministry of the interior spoke of a peaceful operation."""


@pytest.fixture
def wire() -> str:
    return WIRE


@pytest.fixture
def edited() -> str:
    return EDITED


@pytest.fixture
def reusing() -> str:
    return REUSING


@pytest.fixture
def independent() -> str:
    return INDEPENDENT


@pytest.fixture
def report() -> Callable[..., Report]:
    def made(name: str, text: str = "A text.", *, day: int | None = 1, **fields: str | None) -> Report:
        published = None if day is None else date(2024, 3, day)
        return Report(id=name, document=name, origin=name, text=text, published=published, **fields)  # type: ignore[arg-type]

    return made
