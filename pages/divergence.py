"""Have small caps fallen behind large ones, how unusual is it, and what have yields had to do with it?"""

from analytics.model.chart import Chart
from analytics.model.scenario import Scenario
from analytics.output import views
from analytics.output.views import Answer
from ui import app_frame, cards, controls, show
from ui.grid import drawing
from ui.page import open_page, row

app_frame.cold_start()
page = open_page("divergence", "Have small caps fallen behind?")
with page.choices, row():
    pair = controls.listed("pair")
    first, last = views.bounds(page.world, Scenario(pair=pair))
    span, basis = controls.choice("span"), controls.choice("basis")
    as_of = controls.day("as_of", last, first, last)


def strip(answer: Answer, chart: Chart) -> None:
    """Under the ratio: where its last value stands in the whole history."""
    if answer.text.captions["place"]:
        show.chart(drawing("strip", answer, "strip"), "strip", answer.text.captions["place"])


page.show(Scenario(as_of=as_of, pair=pair, span=span, basis=basis), cards.divergence, after={"ratio": strip})
