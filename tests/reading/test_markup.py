"""HTML fragments to plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.markup import plain_text, weight


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One.\nTwo &amp; three.", "One.\nTwo & three."),
        ("<p>One.</p>\n<p>Two\n  <b>and</b> three.</p>", "One.\n\nTwo and three."),
        ("One.<br/>Two.<BR>Three.", "One.\n\nTwo.\n\nThree."),
        ("<div>One.<ul><li>Two.<li>Three.</ul>Four.</div>", "One.\n\nTwo.\n\nThree.\n\nFour."),
        ("<p>M<sub>1</sub> &lt;b&gt; &nbsp;Ø&eacute;</p>", "M1 <b> Øé"),
        ("<p>One.<script>if (a<b && c) 'x'</script><style>p {}</style><!-- note --> Two.</p>", "One. Two."),
        ("<p>One.</p><figure><img alt='x'><figcaption>Caption</figcaption></figure><table><tr><td>1</td></tr></table>Two.", "One.\n\nTwo."),
        ("<table><tr><td><table></table>1</td></tr></table>One.", "One."),
        ("<a title='a > b' href=x>One</a> two.", "One two."),
        ("5 < 6 and <p it's>7 > 6", "5 < 6 and\n\n7 > 6"),
        ("<p>One.<p", "One."),
        ("<p>&#" + "9" * 5000 + ";", "\ufffd"),
        ("<div>" * 100_000 + "One.", "One."),
        ("<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">One.", "One."),
        ("", ""),
    ],
)
def test_html_to_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("page", "elements", "attributes"),
    [
        ("", 0, 0),
        ("<p>One.</p><br/>", 2, 0),
        ("<p a='1 2' b=\"x y\" c=3 d e = 4>", 1, 5),
        ("<p a=b/c=d>", 1, 1),
        ("<P A>two</P><b c=1 d=2>", 2, 2),
        ("<script a b>if (x<y && z='w') '<p>'</script x><p>", 2, 2),
        ("<!--> <p a b> --><!-- <p> -->", 1, 2),
        ("<p " + "a " * 1_000_000, 1, 1_000_000),
        ("<p a='" * 100_000, 1, 99_999),
    ],
)
def test_what_a_page_asks_of_a_parser(page: str, elements: int, attributes: int) -> None:
    assert weight(page) == (elements, attributes)


_PARTS = "<p> </p> <b > < > & &amp; <!-- --> <table> </table> <script> </script> word = ' \" <![CDATA[ ]]> &#0;".split()


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PARTS)))
def test_no_html_breaks_it(parts: list[str]) -> None:
    plain_text("".join(parts))
