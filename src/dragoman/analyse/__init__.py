"""Stage 7 of 8. Takes what the record holds, gives what can be seen in it; never changes it."""

from __future__ import annotations

from dragoman.analyse.actor import Actor, Membership, Partner, actor
from dragoman.analyse.balance import Balance, Change, Level, Stretch
from dragoman.analyse.counts import Count, Verdict, check
from dragoman.analyse.dyad import Dyad, DyadQuery, Facet, Heap, Mark, dyad
from dragoman.analyse.network import Network, NetworkQuery, Node, Tie, network
from dragoman.analyse.overview import Land, Overview, Pair, overview
from dragoman.analyse.plans import OpenPlan, PlanQuery, all_links, links_of, open_plans
from dragoman.analyse.review import Doubt, DoubtKind, Review, judgements_on, last_judgement, review
from dragoman.analyse.steps import Grain, Step
from dragoman.analyse.timeline import Moment, timeline

__all__ = [
    "Actor",
    "Balance",
    "Change",
    "Count",
    "Doubt",
    "DoubtKind",
    "Dyad",
    "DyadQuery",
    "Facet",
    "Grain",
    "Heap",
    "Land",
    "Level",
    "Mark",
    "Membership",
    "Moment",
    "Network",
    "NetworkQuery",
    "Node",
    "OpenPlan",
    "Overview",
    "Pair",
    "Partner",
    "PlanQuery",
    "Review",
    "Step",
    "Stretch",
    "Tie",
    "Verdict",
    "actor",
    "all_links",
    "check",
    "dyad",
    "judgements_on",
    "last_judgement",
    "links_of",
    "network",
    "open_plans",
    "overview",
    "review",
    "timeline",
]
