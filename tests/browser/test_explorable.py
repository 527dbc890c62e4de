"""The explorable: the sliders of a file go on working, without a network, and equal Python."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from analytics import load
from analytics.load import World
from analytics.model.metric import MINUS, NBSP, by_id, show
from analytics.model.scenario import Scenario
from analytics.output import explorable, views
from analytics.output.explorable import debt_wall, regional_banks
from analytics.store import Store
from tests.sampling import sample
from tests.test_directions import FIXED_WORDS

POSITIONS = 200
CASES = (
    ("debt_wall", Scenario(), debt_wall.FIGURES),
    ("debt_wall", Scenario(limit_163j="Off", spread_bp=200, hedged_share=30), debt_wall.FIGURES),
    ("regional_banks", Scenario(), regional_banks.FIGURES),
    ("regional_banks", Scenario(marked="Securities and loans", tax="On"), regional_banks.FIGURES),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Store]:
    store = Store(str(tmp_path_factory.mktemp("explorable") / "store"))
    return load.open_world(store, "illustrative", None), store


def opened(chromium, file: Path, width: int = 1000, theme: str = "light"):
    """The file in a browser without a network; what it asks of a host, and what fails, is noted."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, offline=True, color_scheme=theme, java_script_enabled=True
    )
    page = context.new_page()
    page.asked, page.errors = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    page.evaluate("explorable.ready")
    return page


def written(world, tmp_path: Path, view: str, scenario: Scenario) -> Path:
    answer = views.answer(view, world[0], scenario, world[1])
    text = explorable.of(answer, "https://example.org")
    file = tmp_path / f"{view}.html"
    file.write_text(text, encoding="utf-8")
    assert len(text.encode()) < explorable.LARGEST
    return file


@pytest.mark.parametrize(("view", "scenario", "names"), CASES)
def test_a_file_equals_python_wherever_its_sliders_stand(chromium, world, tmp_path, view, scenario, names):
    page = opened(chromium, written(world, tmp_path, view, scenario))
    drawn = random.Random(16)
    places = [(drawn.randint(0, 1000), drawn.randint(0, 1000)) for _ in range(POSITIONS)]
    places = sample(places, 25)
    answers = page.evaluate("places => places.map(([ten, short]) => explorable.figures(ten, short))", places)
    for (ten, short), found in zip(places, answers, strict=True):
        moved = scenario.changes(ten_year_bp=ten, short_rate_bp=short, curve_linked="Off")
        metrics = by_id(views.answer(view, world[0], moved, world[1]).result.metrics)
        assert set(found) == set(names)
        for name in names:
            wanted = metrics[name].value
            if wanted is None:
                assert found[name] is None, (ten, short, name)
            else:
                assert found[name] == pytest.approx(wanted, rel=1e-6, abs=1e-6), (ten, short, name)
    assert page.errors == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    page.context.close()


@pytest.mark.parametrize(("view", "scenario", "names"), CASES)
def test_the_sentence_says_in_words_which_way_a_figure_goes(chromium, world, tmp_path, view, scenario, names):
    page = opened(chromium, written(world, tmp_path, view, scenario))
    places = [(ten, short) for ten in (0, 300, 403, 404, 600, 1000) for short in (0, 300, 402, 900)]
    read = page.evaluate("places => places.map(([ten, short]) => explorable.read(ten, short))", places)
    for place, one in zip(places, read, strict=True):
        told, found = one["sentence"].replace(NBSP, " "), one["result"]["found"]
        assert not FIXED_WORDS.search(told), (place, told)
        assert not any(part in told for part in ("#", "{", MINUS, "n/a")), (place, told)
        if view == "debt_wall":
            assert ("more interest a year" in told) is (found["extra_interest"] > 0), (place, told)
            assert ("less interest a year" in told) is (found["extra_interest"] < 0), (place, told)
        else:
            assert ("banks have lost" in told) is (found["unrealised_loss"] > 0), (place, told)
            assert ("banks have gained" in told) is (found["unrealised_loss"] < 0), (place, told)
    page.context.close()


def test_money_is_written_as_on_the_pages_and_never_as_nothing(chromium, world, tmp_path):
    page = opened(chromium, written(world, tmp_path, "debt_wall", Scenario()))
    amounts = [0.0, 4017.26, 0.3, -0.0193, 0.0031, -2e-5, 6e-9, 1e-12, 99.95]
    read = page.evaluate("amounts => amounts.map((one) => explorable.written(one, 'USD bn', 1))", amounts)
    assert read == [show(amount, "USD bn") for amount in amounts]
    page.context.close()


def test_the_sentence_has_words_for_nothing_and_for_what_is_not_known(chromium, world, tmp_path):
    for view, zero, missing in (
        ("debt_wall", "refinancing takes no profit, and it costs no more interest.",
         "refinancing takes no profit, and what interest it costs is not known."),
        ("regional_banks", "banks stand at cost, and none of them would lose half of its tangible equity.",
         "what banks have lost against cost is not known, and how many of them would lose half of their tangible "
         "equity is not known."),
    ):  # fmt: skip
        page = opened(chromium, written(world, tmp_path, view, Scenario()))
        for value, said in ((0, zero), (-1e-10, zero), (None, missing)):
            told = page.evaluate("value => explorable.read(403, 402, () => ({ found: new Proxy({}, "
                                 "{ get: () => value }) })).sentence", value)  # fmt: skip
            assert told.replace(NBSP, " ").endswith(said), told
        page.context.close()


@pytest.mark.parametrize("view", ["debt_wall", "regional_banks"])
@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1440, "dark")])
def test_a_hand_on_a_slider_moves_sentence_cards_and_drawing(chromium, world, tmp_path, shots, view, width, theme):
    page = opened(chromium, written(world, tmp_path, view, Scenario()), width, theme)
    before = page.inner_text("#answer"), page.inner_html("#drawing")
    page.focus("#ten")
    for _ in range(3):
        page.keyboard.press("PageUp")
    page.wait_for_function("text => document.getElementById('answer').textContent !== text", arg=before[0])
    assert page.inner_html("#drawing") != before[1]
    ten, short = (int(page.input_value(f"#{id}")) for id in ("ten", "short"))
    answer = views.answer(view, world[0], Scenario(ten_year_bp=ten, short_rate_bp=short), world[1])
    metrics = by_id(answer.result.metrics)
    for name, text in page.evaluate(
        "[...document.querySelectorAll('[data-figure]')].map(one => [one.dataset.figure, one.textContent])"
    ):
        assert text == metrics[name].text, name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing runs off a phone"
    page.screenshot(path=str(shots / f"explorable-{view}-{width}-{theme}.png"))
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.errors == []
    page.context.close()
