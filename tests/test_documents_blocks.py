"""Blocks: what is a heading, a question, an item, a row, a paragraph, and what is furniture."""

import pytest

from positions.documents.blocks import divide
from positions.documents.furniture import is_furniture
from positions.model import BlockKind

PROSE = "Moscow rejects the proposal and wants the whole region, its envoy said on Monday."
ANSWER = "Kyiv says that it will hold a vote once the shooting has stopped for good."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in divide(text)]


def kept(text: str) -> list[str]:
    return [words for kind, words in kinds(text) if kind != BlockKind.FURNITURE]


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Comment",
        "No comments:",
        "Post a Comment",
        "Scroll to Top",
        "Subtotal",
        "0",
        "Listen to this article",
        "image 1a2b3c4d 5e6f.png",
        "front_line-map (2).JPG",
        "Your email address will not be published. Required fields are marked *",
        "Based On XYZ Report",
        "Share",
        "Follow us on",
        "Follow us on Facebook",
        "Sign up for our newsletter",
        "Sign up to receive the Morning Brief in your inbox every day.",
        "Subscribe now",
        "We use cookies to improve this site.",
        "By continuing to use this site you agree to everything.",
        "Read more: What the envoys packed for lunch",
        "Related: Five maps of the front",
        "What do the sides want?Read more",
        "Advertisement",
        "Story continues below advertisement",
        "© 2025 The Daily Example",
        "Copyright © 2025 The Daily Example",
        "All rights reserved.",
        "Photo: A. Person / Reuters",
        "FILE PHOTO: Envoys arrive at a hotel in Geneva",
        "[Image: envoys at a table]",
        "Envoys arrive at a hotel in Geneva. Photograph: A Person/AFP",
        "Envoys arrive at a hotel in Geneva (Photo by A. Person)",
        "A Person | AFP | Getty Images",
        "![Envoys at a table](https://pictures.example/table.png)",
        "By Jane Q. Example",
        "By Jane Example and John Sample, political correspondent",
        "Dec. 1, 2025, 9:52 AM EST",
        "1 December 2025",
        "2025-12-01 10:30",
        "Published: 1 December 2025 at 10:30 GMT",
        "Issued on: 04/02/2026 - 06:59",
        "POSTED 1 DECEMBER 2025, 10:30 GMTDec. 5 by Ana Lee",
        "3 hours ago",
        "5 min read",
        "04:37",
        "12 comments",
        "Mail   Facebook   LinkedIn",
        "Home | World | Europe | Opinion",
        "This live blog is no longer being updated.",
        "***",
        "----",
        "(9 March 2025)",
        "([Watch](https://v.example/2))",
        "|",
        "abc/def/gh",
        "ForecastRisk analysisEuropeRussiaUnited States",
        "https://news.example/ukraine-rejects-the-plan?from=mail",
        "<https://news.example/a>",
        "By entering your email, you agree to everything.",
    ],
)
def test_page_furniture_is_known_by_its_words(line: str) -> None:
    assert is_furniture(line)
    assert kinds(f"{PROSE}\n\n{line}\n\n{ANSWER}")[1] == ("furniture", line.strip())


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        ANSWER,
        "No.",
        "Comments by the minister angered Kyiv.",
        "Share the burden, he told the allies.",
        "Photo opportunities are no peace talks, she said.",
        "He painted a grim picture: nobody would sign.",
        "Updated proposals with 28 points were sent to Kyiv.",
        "Published plans call for a vote within 100 days.",
        # A pattern that could cut such a line in many ways would try them all, for years.
        "PUBLISHED THE MINISTER TOLD EUROPE THAT KYIV WILL NEVER CEDE LAND IN TALKS WITH A FOE",
        "Updated 123456789012345678901234567890123456789012345678901234567890 times",
        "Get our troops out, the senator said.",
        "By Friday, Russia must answer.",
        "By Christmas Ukraine wants a deal.",
        "From Kyiv to Lviv, nobody wants to give up land.",
        "Subscribe to no illusions, the general said.",
        "Follow the plan or lose the aid, he warned.",
        "Related talks in Geneva failed.",
        "Watch this space, he said.",
        "Continue, he told them.",
        "Home to two million people, the region is claimed by both.",
        "The image of the alliance has suffered.",
        "We use cookies. Ukraine rejects the plan, its president said.",
        "Envoys met. Moscow refused a truce. Photograph: A Person/AFP",
        "In 2025 the army had 880,000 soldiers.",
        "Україна відкидає план.",
        "McConnell, DeSantis, LaRose, McCaul and MacArthur told the allies in Geneva",
        "https://news.example/a says that Kyiv agreed.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_kept(line: str) -> None:
    assert not is_furniture(line)
    assert line in kept(f"{PROSE}\n\n{line}\n\n{ANSWER}")


def test_a_menu_is_furniture_and_the_article_after_it_is_not() -> None:
    menu = "Home\nWorld\nEurope\nSports\nOpinion\nWeather"
    text = f"{menu}\nEnvoys meet again in Geneva this week\n{PROSE}\n{ANSWER}"
    assert kept(text) == ["Envoys meet again in Geneva this week", PROSE, ANSWER]


def test_short_lines_of_an_interview_are_kept() -> None:
    talk = ["Will you sign?", "No.", "Why not?", "Because of the land.", "And the army?", "Stays."]
    assert kept("\n".join([PROSE, *talk])) == [PROSE, *talk]


def test_short_demands_in_a_list_are_kept() -> None:
    items = ["No NATO membership", "Elections in 100 days", "Army capped", "Sanctions lifted"]
    text = "The plan has four parts:\n" + "\n".join(f"- {item}" for item in items)
    assert [words for kind, words in kinds(text) if kind == "list"] == items


def test_short_headlines_of_three_words_are_kept() -> None:
    lines = ["Putin rejects truce", "Kyiv wants guarantees", "Berlin sends weapons", "Rome says no"]
    assert kept("\n".join(lines)) == lines


def test_headlines_under_an_announcement_of_other_stories_are_furniture() -> None:
    text = (
        f"{PROSE}\nMost read\nSeven ways to cook an egg\nWhy did the team lose the final?\n"
        f"Rain is coming to the north\n{ANSWER}"
    )
    assert kept(text) == [PROSE, ANSWER]


def test_prose_after_an_announcement_of_other_stories_is_kept() -> None:
    assert kept(f"{PROSE}\n\n## Read more\n\n{ANSWER}") == [PROSE, ANSWER]
    wrapped = (
        "Read more\n" + "Moscow rejects the plan and wants\nmore of the land than it has,\n" * 4
    )
    assert "Moscow rejects" in "".join(kept(wrapped))


def test_links_alone_are_furniture_and_links_in_a_sentence_are_not() -> None:
    text = (
        "- [Another story](https://news.example/a)\n"
        "- [A second story](https://news.example/b)\n\n"
        "The plan was\n[leaked](https://news.example/c)\nto the press on Monday.\n"
    )
    assert kept(text) == ["The plan was\n[leaked](https://news.example/c)\nto the press on Monday."]


def test_a_heading_that_is_a_link_is_a_heading() -> None:
    text = f"## [Moscow refuses](https://news.example/a)\n\n{PROSE}"
    assert kinds(text)[0] == ("heading", "[Moscow refuses](https://news.example/a)")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("What Russia Wants From the Talks", "heading"),
        ("What the envoys said", "heading"),
        ("# What the envoys said.", "heading"),
        ("**The Role of Europe**", "heading"),
        ("The Role of U.S. Envoys", "heading"),
        ("The envoys spoke.", "prose"),
        ("The envoys named three points:", "prose"),
        (
            "the minister said that nobody in the room wanted to speak about it at all on that day",
            "prose",
        ),
    ],
)
def test_a_short_line_without_a_stop_over_prose_is_a_heading(heading: str, expected: str) -> None:
    assert kinds(f"{heading}\n\n{PROSE}") == [(expected, heading.lstrip("# ")), ("prose", PROSE)]


@pytest.mark.parametrize(
    "text",
    [
        "The plan was made public by\n[A](https://a.example)\n\n[and](https://b.example)\nby B.",
        "The talks were led by the army secretary\n\n, who had gone to Kyiv the week before.",
        "The talks were led by the army secretary\n\n*who* had gone to Kyiv the week before.",
    ],
)
def test_a_sentence_torn_by_a_blank_line_is_one_paragraph(text: str) -> None:
    assert kinds(text) == [("prose", text)]


@pytest.mark.parametrize(
    "text",
    [
        f"What the envoys said\n\n{ANSWER[0].lower()}{ANSWER[1:]}",
        f"{PROSE}\n\nand that is all.",
        f"The envoys named these three points after the meeting:\n\n{PROSE.lower()}",
        f"# What all the envoys said after the meeting\n\n{PROSE.lower()}",
        f"What all the envoys said after the meeting\n\n- {PROSE.lower()}",
    ],
)
def test_other_lines_over_small_letters_are_not_joined_to_them(text: str) -> None:
    assert len(kinds(text)) == 2


def test_a_line_after_an_item_of_a_list_is_a_paragraph() -> None:
    text = f"* **Five maps of the front** _by A Person_\n**New talks.** {PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["list", "prose"]


def test_a_story_sent_by_a_link_is_furniture() -> None:
    link = (
        "[whatsapp://send?text=Kyiv rejects the plan - https://news.example/a](https://x.example)"
    )
    assert kept(f"{PROSE}\n\n- {link}\n") == [PROSE]


def test_a_last_line_is_a_heading_only_in_title_case() -> None:
    assert kinds(f"{PROSE}\n\nKyiv wants much more than others offered")[1][0] == "prose"
    assert kinds(f"{PROSE}\n\nKyiv Wants Much More Than Others Offered")[1][0] == "heading"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does Kyiv want?", "question"),
        ("And what's next for the talks?", "question"),
        ("Isn’t that a price worth paying?", "question"),
        ("## Will Europe send troops?", "question"),
        ("Q: You will not sign. Is that so?", "question"),
        ("Q    Sir, on Russia. Any decision?", "question"),
        ("Kyiv agrees?", "prose"),
        ("He was tired. Who would not be?", "prose"),
        ("“We ask: who pays?”", "prose"),
    ],
)
def test_a_question_over_an_answer_is_a_question(question: str, expected: str) -> None:
    assert kinds(f"{question}\n\n{ANSWER}")[0] == (expected, question.lstrip("# "))


def test_questions_in_a_row_head_no_answer() -> None:
    assert kinds("Who pays?\nWho signs?") == [("prose", "Who pays?"), ("prose", "Who signs?")]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "2) ", "  - ", "+ "])
def test_an_item_of_a_list_begins_after_its_mark(mark: str) -> None:
    assert kinds(f"{mark}Kyiv holds a vote.") == [("list", "Kyiv holds a vote.")]


def test_a_table_gives_its_rows_without_the_head() -> None:
    text = f"{PROSE}\n\n| Side | View |\n|:---|---:|\n| Russia | Wants land |\n| Kyiv | Says no |"
    assert kinds(text)[1:] == [
        ("furniture", "Side | View"),
        ("furniture", ":---|---:"),
        ("row", "Russia | Wants land"),
        ("row", "Kyiv | Says no"),
    ]


def test_a_table_without_outer_bars_gives_its_rows_too() -> None:
    text = (
        f"Side | View | Army\n:--- | :-: | --:\nRussia | Land | Large\nKyiv | None | Own\n{PROSE}"
    )
    assert kinds(text) == [
        ("furniture", "Side | View | Army"),
        ("furniture", ":--- | :-: | --:"),
        ("row", "Russia | Land | Large"),
        ("row", "Kyiv | None | Own"),
        ("prose", PROSE),
    ]


def test_a_table_ends_with_a_blank_line_and_has_its_rule_under_its_head() -> None:
    said = "He wrote it as a | b once more."
    assert kinds(f"Side | View\n---|---\nRussia | Land\n\n{said}")[-1] == ("prose", said)
    assert kinds(f"{said}\n\n---|---\n\n{PROSE}")[0] == ("prose", said)


def test_a_table_of_labels_is_no_menu() -> None:
    text = "| Place | Geneva | Berlin |\n| Time | Monday | Tuesday |"
    assert kept(text) == ["Place | Geneva | Berlin", "Time | Monday | Tuesday"]


def test_lines_with_tabs_are_rows_and_speakers_are_not() -> None:
    table = "Russia\tWants land\nUkraine\tSays no"
    assert kinds(table) == [("row", "Russia\tWants land"), ("row", "Ukraine\tSays no")]
    talk = "ENVOY:\tWe wait for them.\nMINISTER:\tWe do not wait."
    assert {kind for kind, _ in kinds(talk)} == {"prose"}


def test_quoted_lines_lose_their_mark() -> None:
    assert kinds(f"> {PROSE}") == [("prose", PROSE)]


def test_where_every_line_is_a_paragraph_a_line_is_a_block() -> None:
    lines = [f"{PROSE} {ANSWER}", PROSE, f"{ANSWER} {PROSE}", ANSWER]
    assert kinds("\n".join(lines)) == [("prose", line) for line in lines]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_joined_to_paragraphs(line_end: str) -> None:
    first = (
        "The ministry said on Monday that it would not\naccept the proposal in its present form,"
        "\nbecause it left open who would watch over the\nfront line after the fighting had ended."
    )
    second = (
        "Its spokesman told reporters that the talks in\nVienna would go on in the coming week"
        " and\nthat envoys of both sides were expected there\nto discuss prisoners of war."
    )
    first, second = first.replace("\n", line_end), second.replace("\n", line_end)
    text = f"The Week in Talks{line_end}{line_end}{first}{line_end}{line_end}{second}"
    assert kinds(text) == [("heading", "The Week in Talks"), ("prose", first), ("prose", second)]


def test_wrapped_items_of_a_list_are_joined() -> None:
    item = (
        "“There will be no deal over the heads of those\n    whom it is about, and nobody here"
        " wants\n    to make one, whatever may have been written\n    in the papers by others.”"
    )
    text = f"-   {item}\n-   {item}"
    assert kinds(text) == [("list", item), ("list", item)]


def test_full_sentences_line_by_line_are_a_list_where_paragraphs_are_set_apart() -> None:
    points = [f"Point {n} Kyiv and its friends agree on what to do." for n in range(5)]
    text = "\n\n".join([PROSE, ANSWER, PROSE, ANSWER, PROSE, ANSWER, "\n".join(points)])
    assert kinds(text)[-5:] == [("list", point) for point in points]


def test_time_stamps_and_source_links_after_an_item_are_not_part_of_it() -> None:
    text = (
        "*  The envoy is confident. [[00:00:09](https://v.example/w?t=9)]\n"
        "*  “We agreed on much.”\n    ([Watch](https://v.example/2))\n"
    )
    assert kept(text) == ["The envoy is confident.", "“We agreed on much.”"]


def test_what_stands_before_the_body_is_furniture() -> None:
    header = "Envoys meet\nThe Daily Example\n-\n2025\n\n"
    text = header + PROSE
    blocks = divide(text, len(header))
    assert [block.kind for block in blocks] == [BlockKind.FURNITURE, BlockKind.PROSE]
    assert text[blocks[0].start : blocks[0].end] == header.strip()


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u200b", "\ufeff", "|", "#", "- ", "> ", "**"])
def test_a_text_that_says_nothing_has_nothing_to_keep(text: str) -> None:
    assert kept(text) == []
