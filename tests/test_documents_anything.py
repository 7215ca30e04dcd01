"""Whatever a file holds, it is a document with true places, or skipped with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.documents import read_file, sentences
from positions.model import BlockKind, Skipped

HEADER = ["Envoys meet", "The Daily Example", "https://news.example/1", "2025-12-01", ""]
PROSE = "Moscow rejects the proposal and wants the whole region, its envoy said on Monday."
_LINES = st.sampled_from(
    [
        *HEADER,
        PROSE,
        "Share",
        "# A",
        "- b",
        "| a | b |",
        "Who?",
        "> q",
        "\u2028",
        "\x85",
    ]
)
any_content = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])).map(str.encode),
    st.tuples(st.lists(_LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r", "\n\n"])).map(
        lambda drawn: drawn[1].join(drawn[0]).encode()
    ),
    st.binary(),
)


@given(any_content, st.sampled_from(["any.txt", "any.md", "any.html"]))
def test_any_content_is_a_document_with_true_places_or_skipped(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    root = tmp_path_factory.getbasetemp()
    (root / name).write_bytes(content)
    found = read_file(root / name, root)
    assert read_file(root / name, root) == found
    if isinstance(found, Skipped):
        assert found.reason
        return
    found.text.encode()
    assert found.title
    assert "\n" not in found.title
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end <= len(found.text)
        end = block.end
    end = 0
    for sentence in sentences(found):
        assert end <= sentence.start < sentence.end
        assert found.blocks[sentence.block].kind is not BlockKind.FURNITURE
        end = sentence.end
