"""Which replies come first, and what changes that."""

from shopdesk.services.assistant.ranking import Candidate, Ranking

FAST = Candidate("1", "urge_shipping", "en", "On its way soon", "We send it today.")
SLOW = Candidate("2", "urge_shipping", "en", "Sorry for the delay", "It takes a little longer.")
BACK = Candidate("3", "return", "en", "Return", "Send it back within seven days.")
ZH = Candidate("4", "urge_shipping", "zh", "马上发", "今天就发出。")
MUG = Candidate("5", "urge_shipping", "en", "Mugs ship Monday", "The kiln is hot.", product="MUG")
SHIP = {"urge_shipping": 0.9, "return": 0.1}


def names(ranking: Ranking, text: str, chances: dict[str, float], *products: str) -> list[str]:
    return [one.name for one, _score in ranking.best(text, chances, frozenset(products))]


def test_the_scenario_decides_then_the_words() -> None:
    ranking = Ranking([FAST, SLOW, BACK])
    assert names(ranking, "why the delay", SHIP) == ["2", "1", "3"]
    assert names(ranking, "send it back", {"return": 0.9})[0] == "3"


def test_the_language_of_the_message_counts() -> None:
    assert names(Ranking([FAST, ZH]), "怎么还不发", SHIP) == ["4"]
    assert names(Ranking([FAST]), "怎么还不发", SHIP) == ["1"]  # better than nothing


def test_a_reply_for_a_product_needs_that_product() -> None:
    ranking = Ranking([FAST, MUG])
    assert names(ranking, "when does it ship", SHIP) == ["1"]
    assert names(ranking, "when does it ship", SHIP, "MUG") == ["5", "1"]


def test_what_was_sent_before_comes_first_again() -> None:
    asked = "my nephew has his birthday on sunday"
    plain = Ranking([FAST, SLOW, BACK])
    assert names(plain, asked, SHIP)[0] == "1"
    learned = Ranking([FAST, SLOW, BACK], [("2", "urge_shipping", "it is my nephew's birthday on sunday")])
    assert names(learned, asked, SHIP)[0] == "2"
    gone = Ranking([FAST, BACK], [("2", "urge_shipping", asked)])
    assert names(gone, asked, SHIP)[0] == "1"


def test_a_favourite_wins_between_equals() -> None:
    other = Candidate("9", FAST.scenario, "en", FAST.title, FAST.text, favourite=True)
    assert names(Ranking([FAST, other]), "hello", SHIP) == ["9", "1"]


def test_scores_are_shares() -> None:
    ranking = Ranking([FAST], [("1", "urge_shipping", "send it today")] * 30)
    assert 0 < ranking.best("send it today", {"urge_shipping": 1.0})[0][1] <= 1
    assert Ranking([]).best("hello", SHIP) == []
