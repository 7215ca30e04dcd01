"""Sentences: where they begin and end, and that their places are the text's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents import sentences
from positions.documents.blocks import divide
from positions.documents.stops import spans
from positions.model import BlockKind, Document

PROMPT = (
    "To view this video please enable JavaScript, and consider upgrading to a web browser that "
    "supports HTML5 video "
)
# Each case is written with "¦" where one sentence ends and the next begins.
ONE_OR_MORE = [
    "Russia refused.¦ Ukraine agreed.",
    "Is there a plan?¦ There is.",
    "Enough!¦ The talks are over.",
    "Mr. Sybiha met Ms. Kallas and Dr. Novak in Vienna.",
    "The deal was drafted in the U.S. by three envoys.",
    "The U.S. President called Kyiv.",
    "Officials flew back to the U.S.¦ The talks go on.",
    "The U.S. and the U.K. signed.¦ Italy did not.",
    "He went to the U.N. to speak.",
    "Gen. Kellogg spoke with Lt. Gen. Hnatov about Sen. Graham.",
    "They met on Nov. 23 in Geneva.",
    "They met in Nov.¦ Rubio left early.",
    "On Jan. 5 the truce ends.",
    "The call began at 5 p.m. Monday and ended at 7 p.m. Kyiv time.",
    "The call ended at 5 p.m.¦ Zelensky spoke next.",
    "It starts at 9 a.m. and ends at noon.",
    "He lives at No. 10 Downing Street.",
    "Would he sign?¦ No.¦ He would not.",
    "They met in St. Petersburg on Monday.",
    "He stood in Downing St.¦ The door was shut.",
    "J. D. Vance and J.D. Vance are one man.",
    "Donald J. Trump signed it.",
    "John F. Kennedy asked for more.",
    "He chose plan B.¦ Moscow chose plan A.",
    "Nobody is more tired of it than I.¦ Peace must come.",
    "He posted it on X.¦ Zelensky answered within the hour.",
    "It ended as World War I.¦ Another followed.",
    "Output fell by 3.5 percent, to 2.25 billion.",
    "Version 2.0 of the plan has 19.5 pages.",
    "He paused ... and left the room.",
    "He paused… and left the room.",
    "They talked for hours…¦ The result was thin.",
    "They talked for hours...¦ Nothing came of it.",
    "They talked . . . and talked.",
    "“We will not leave.”¦ The minister sat down.",
    "“We will not leave.¦ We have said so before,” he told reporters.",
    "“We will not leave,” he said.¦ “Never.”",
    "He said: “We wait.¦ We hope.”¦ Then he left.",
    '"We will not leave."¦ "Neither will we."',
    "'We wait.'¦ 'We do not.'",
    "«We wait.»¦ «We do not.»",
    "“Who pays for it?” Merz asked.¦ Nobody knew.",
    "“Never!” Putin said on Friday.",
    "“Never!” the minister said on Friday.",
    "“Never!”¦ The minister sat down.",
    "Really?!¦ Yes.",
    "Stop!!!¦ Now.",
    "He agreed (reluctantly).¦ She did not.",
    "He agreed.¦ (She did not.)¦ They left.",
    "The plan (all 28 points?) was read aloud.",
    "The plan was good (?) and short.",
    "Lockheed Martin Corp. said it would deliver.",
    "The Widget Co.¦ The firm is small.",
    "Mines, fuel, grain, etc. are covered.",
    "Lawyers, bankers, etc.¦ Everyone came.",
    "See Art. 5 of the treaty and Fig. 3 on p. 12.",
    "Kyiv vs. Moscow is no game.",
    "Some allies, e.g. Poland and i.e. Warsaw, agree.",
    "In Washington, D.C. officials waited.",
    "Jared Kushner Jr. was there.",
    "3. Ukraine holds elections.",
    "1. Russia leaves.¦ 2. Ukraine votes.",
    "There are 19 points.¦ 7 are open.",
    "The price is fixed.¦ $50 billion is due.",
    "It rained.¦ — The street was empty.",
    "“It is over.” — Rubio",
    "Ukraine agreed.[1]¦ Russia did not.[2]",
    "**Kyiv agreed.**¦ Moscow did not.",
    "It is [ready in “two weeks.”](https://news.example/a?b=c.d)¦ Nobody believes it.",
    "Read it at news.example.¦ It is long.",
    "Mail press@ministry.example or visit www.ministry.example/News.Html today.",
    "The proposal failed.¦A majority of them voted against it.",
    "“They lost.”¦Most voters agree.",
    "MOSCOW, May 26. /AGENCY/.¦ Russia said no.",
    "Yes.¦\nNo.",
    "MS. LEAVITT: We land.¦ MR. PUTIN: Good.",
    "It was agreed\nthat Ukraine\nvotes.¦ Soon.",
]


def _cut(marked: str) -> tuple[str, list[str]]:
    """The text without its marks, and the sentences between them."""
    return marked.replace("¦", ""), [part.strip() for part in marked.split("¦")]


@pytest.mark.parametrize("marked", ONE_OR_MORE)
def test_a_text_is_cut_where_its_sentences_end(marked: str) -> None:
    text, expected = _cut(marked)
    assert [text[start:end] for start, end in spans(text, 0, len(text))] == expected


def document(text: str) -> Document:
    return Document(id="d", title="", path="d.txt", sha256="", text=text, blocks=divide(text))


def quotes(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(document(text))]


_LINE_ENDS = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\n\n", "\r\n\r\n"]
_PIECES = [
    *("Ukraine", "rejects", "the plan", "Mr.", "U.S.", "J.", "1.", "No.", "p.m.", "…", "..."),
    *(".", "?", "!", ". ", "? ", "“", "”", '"', "'", "(", ")", "[", "](", "https://a.example/b"),
    *("# ", "- ", "* ", "> ", "| a | b |", "|---|", "\t", " ", "  ", "\u200b", "\ufeff", "\xa0"),
    *("Share", "Read more", "Related", "Comments", "Photo: A / B", "2025-12-01", "É", "Ж", "🗙"),
]
any_text = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from(_PIECES + _LINE_ENDS), max_size=60).map("".join),
)


@given(any_text)
def test_sentences_stand_in_the_text_in_order_and_apart(text: str) -> None:
    doc = document(text)
    end_before = 0
    for sentence in sentences(doc):
        quote = text[sentence.start : sentence.end]
        assert quote
        assert quote == quote.strip()
        assert end_before <= sentence.start
        block = doc.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert block.kind is sentence.kind is not BlockKind.FURNITURE
        end_before = sentence.end


@given(any_text)
def test_blocks_stand_in_the_text_in_order_and_apart(text: str) -> None:
    end_before = 0
    for block in divide(text):
        assert end_before <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end_before = block.end


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_spans_lose_nothing_but_white_space(text: str) -> None:
    kept = "".join(text[start:end] for start, end in spans(text, 0, len(text)))
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "word " * 100_000,
        '"' * 100_000,
        '." ' * 100_000,
        "." * 300_000,
        " ." * 100_000,
        "[" * 100_000,
        "[a](" * 50_000,
        ".](" * 100_000,
        "J. " * 100_000,
        "| a " * 50_000,
        "a\tb\t" * 50_000,
        " " * 300_000 + "a",
        "He said no. " * 100_000,
    ],
    ids=lambda text: f"{text[:9].strip()!r} and so on",
)
def test_a_long_run_of_anything_is_cut_without_hanging(text: str) -> None:
    found = sentences(document(text))
    assert all(s.start < s.end <= len(text) for s in found)


def test_a_transcript_without_stops_is_cut_at_line_ends() -> None:
    lines = [f"and then he said the {n} plan was fine and we went on" for n in range(40)]
    found = quotes("\n".join(lines))
    assert len(found) > 3
    assert all(len(quote) <= 400 for quote in found)
    assert [line for quote in found for line in quote.split("\n")] == lines


def test_a_long_run_without_stops_or_line_ends_is_left_whole() -> None:
    text = "and he went on " * 100
    assert quotes(text) == [text.strip()]


def test_a_long_sentence_over_several_lines_is_left_whole() -> None:
    lines = ["the ministry said once again that no foreign troops were welcome and"] * 8
    text = "\n".join(["Asked about it,", *lines, "that this would not change."])
    assert len(quotes(text)) == 1


def test_furniture_in_a_text_of_one_line_is_left_out_sentence_by_sentence() -> None:
    text = "Market data provided by Someone. Ukraine rejects the plan, its president said."
    assert quotes(text) == ["Ukraine rejects the plan, its president said."]


@pytest.mark.parametrize(
    "before",
    [
        "WHY KYIV KEEPS PUSHING FOR MEMBERSHIP EVEN THOUGH ALLIES SAY NO ",
        "ENVOY: TALKS ‘CAN’T GO ON’ WITHOUT EUROPE, MINISTER SAYS\xa0 ",
        f"{PROMPT} ",
        PROMPT.replace(" web ", "\nweb "),
        "(A. Person/AFP via Getty Images) ",
        "(Getty) ",
    ],
)
@pytest.mark.parametrize("saying", ["Ukraine rejects the plan.", "“Ukraine rejects it,” she said."])
def test_furniture_run_into_a_sentence_is_not_quoted_with_it(before: str, saying: str) -> None:
    assert quotes(f"Talks went on. {before}{saying} Nobody left.") == [
        "Talks went on.",
        saying,
        "Nobody left.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "“I AM VERY, VERY UNHAPPY WITH MOSCOW” Trump wrote.",
        "EU, US, UK, NATO, UN Secretary-General Guterres and others met.",
        "NATO and the EU want THE WHOLE OF IT AND MORE Today.",
        "(The Ukrainians said so) Moscow did not.",
        "(AP) reported it.",
        "STOP THE WAR NOW AND SIGN IT!",
    ],
)
def test_a_sentence_that_begins_in_capitals_or_brackets_is_left_whole(sentence: str) -> None:
    assert quotes(sentence) == [sentence]


def test_a_sentence_knows_the_heading_or_question_that_it_stands_under() -> None:
    text = (
        "# Territory\n\nMoscow wants all of the Donbas.\n\n"
        "What does Kyiv say?\n\nKyiv says that it will not leave.\n\n"
        "# Elections\n\nNobody has set a date for the vote."
    )
    under = {
        text[s.start : s.end]: text[slice(*s.heading)] if s.heading else ""
        for s in sentences(document(text))
    }
    assert under == {
        "Territory": "",
        "Moscow wants all of the Donbas.": "Territory",
        "What does Kyiv say?": "Territory",
        "Kyiv says that it will not leave.": "What does Kyiv say?",
        "Elections": "",
        "Nobody has set a date for the vote.": "Elections",
    }
