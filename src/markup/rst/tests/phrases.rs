//! Text, emphasis and roles.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "a paragraph keeps its lines",
        "One\ntwo.\n\nThree.",
        "<p>One\ntwo.</p>\n<p>Three.</p>\n",
    ),
    (
        "text is escaped",
        "a < b & \"c\" > d",
        "<p>a &lt; b &amp; &quot;c&quot; &gt; d</p>\n",
    ),
    (
        "a backslash takes the meaning from a mark",
        "\\*a\\* b\\ c \\\\",
        "<p>*a* bc \\</p>\n",
    ),
    (
        "emphasis, strong and literal text",
        "*a* **b** ``c <\\d>``",
        "<p><em>a</em> <strong>b</strong> <code>c &lt;\\d&gt;</code></p>\n",
    ),
    (
        "a mark between letters or blanks is text",
        "2*x*y and 2 * x * y and a**b",
        "<p>2*x*y and 2 * x * y and a**b</p>\n",
    ),
    (
        "a mark between quotes is text",
        "\"*\" and (*) and '``'",
        "<p>&quot;*&quot; and (*) and '``'</p>\n",
    ),
    (
        "a start without an end is text",
        "*a and **b and `c and ``d and |e",
        "<p>*a and **b and `c and ``d and |e</p>\n",
    ),
    (
        "markup does not nest",
        "**a *b* c**",
        "<p><strong>a *b* c</strong></p>\n",
    ),
    (
        "standard roles",
        "H\\ :sub:`2`\\ O, x\\ :sup:`2`, :code:`a\\b`, :math:`\\frac{1}{2}`, `c`, \
         :kbd:`F1`",
        "<p>H<sub>2</sub>O, x<sup>2</sup>, <code>a\\b</code>, <code \
         class=\"math\">\\frac{1}{2}</code>, <cite>c</cite>, <kbd>F1</kbd></p>\n",
    ),
    (
        "a role may follow its text",
        "`x`:sup: and `y`:strong:",
        "<p><sup>x</sup> and <strong>y</strong></p>\n",
    ),
    (
        "an unknown role leaves its text",
        ":doc:`Read this <slug>` and :ref:`there` and :wrong:`that`",
        "<p>Read this and there and that</p>\n",
    ),
    (
        "numbered pages and abbreviations",
        ":pep:`8`, :rfc:`822`, :abbr:`RSS (Really Simple Syndication)`",
        "<p><a href=\"https://peps.python.org/pep-0008\">PEP 8</a>, <a \
         href=\"https://datatracker.ietf.org/doc/html/rfc822\">RFC 822</a>, <abbr \
         title=\"Really Simple Syndication\">RSS</abbr></p>\n",
    ),
    (
        "a role that the text defines",
        ".. role:: raw-html(raw)\n   :format: html\n\na\\ :raw-html:`<br>`\\ b",
        "<p>a<br>b</p>\n",
    ),
    (
        "the default role can be set",
        ".. default-role:: math\n\n`\\pi`",
        "<p><code class=\"math\">\\pi</code></p>\n",
    ),
];
