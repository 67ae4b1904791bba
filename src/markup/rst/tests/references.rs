//! Footnotes, links, targets and substitutions.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "footnotes",
        "See [1]_, [#]_, [#n]_ and [*]_.\n\n.. [1] One.\n.. [#] Two.\n.. [#n] Three.\n\
         .. [*] Star.\n\n   More.\n",
        "<p>See <a href=\"#footnote-1\" \
         id=\"footnote-reference-1\"><sup>[1]</sup></a>, <a href=\"#footnote-2\" \
         id=\"footnote-reference-2\"><sup>[2]</sup></a>, <a href=\"#footnote-3\" \
         id=\"footnote-reference-3\"><sup>[3]</sup></a> and <a href=\"#footnote-4\" \
         id=\"footnote-reference-4\"><sup>[*]</sup></a>.</p>\n\
         <div class=\"footnote\" id=\"footnote-1\">\n\
         <p><a href=\"#footnote-reference-1\">[1]</a> One.</p>\n</div>\n\
         <div class=\"footnote\" id=\"footnote-2\">\n\
         <p><a href=\"#footnote-reference-2\">[2]</a> Two.</p>\n</div>\n\
         <div class=\"footnote\" id=\"footnote-3\">\n\
         <p><a href=\"#footnote-reference-3\">[3]</a> Three.</p>\n</div>\n\
         <div class=\"footnote\" id=\"footnote-4\">\n\
         <p><a href=\"#footnote-reference-4\">[*]</a> Star.</p>\n<p>More.</p>\n</div>\n",
    ),
    (
        "citations",
        "As [Knuth74]_ says.\n\n.. [Knuth74] A paper.\n",
        "<p>As <a href=\"#footnote-1\" \
         id=\"footnote-reference-1\"><sup>[Knuth74]</sup></a> says.</p>\n\
         <div class=\"footnote\" id=\"footnote-1\">\n\
         <p><a href=\"#footnote-reference-1\">[Knuth74]</a> A paper.</p>\n</div>\n",
    ),
    (
        "named references",
        "A link_, `two words`_ and `Two\nWords`_.\n\n.. _link: https://a.example/\n\
         .. _two words:\n   https://b.example/\n   long\n",
        "<p>A <a href=\"https://a.example/\">link</a>, <a \
         href=\"https://b.example/long\">two words</a> and <a \
         href=\"https://b.example/long\">Two\nWords</a>.</p>\n",
    ),
    (
        "anonymous references",
        "`a`__ and b__\n\n__ https://a.example/\n.. __: https://b.example/\n",
        "<p><a href=\"https://a.example/\">a</a> and <a \
         href=\"https://b.example/\">b</a></p>\n",
    ),
    (
        "references with their address",
        "`a <https://a.example/?x=1&y=2>`_, `b <c.html>`__, `<d.html>`_, `e \
         <me@f.example>`_; again: a_.",
        "<p><a href=\"https://a.example/?x=1&amp;y=2\">a</a>, <a \
         href=\"c.html\">b</a>, <a href=\"d.html\">d.html</a>, <a \
         href=\"mailto:me@f.example\">e</a>; again: <a \
         href=\"https://a.example/?x=1&amp;y=2\">a</a>.</p>\n",
    ),
    (
        "references to other references",
        "x_, `y <x_>`_\n\n.. _x: z_\n.. _z: https://z.example/\n",
        "<p><a href=\"https://z.example/\">x</a>, <a \
         href=\"https://z.example/\">y</a></p>\n",
    ),
    (
        "references to places in the text",
        "See `A title`_, spot_ and here_.\n\nA title\n=======\n\nThe _`spot`.\n\n\
         .. _here:\n\nHere.",
        "<p>See <a href=\"#a-title\">A title</a>, <a href=\"#spot\">spot</a> and <a \
         href=\"#here\">here</a>.</p>\n<h2 id=\"a-title\">A title</h2>\n\
         <p>The <span id=\"spot\">spot</span>.</p>\n<span id=\"here\"></span>\n\
         <p>Here.</p>\n",
    ),
    (
        "targets that stand together lead to one place",
        "a_ b_\n\n.. _a:\n.. _b: https://b.example/",
        "<p><a href=\"https://b.example/\">a</a> <a \
         href=\"https://b.example/\">b</a></p>\n",
    ),
    (
        "a circle of targets leads nowhere",
        "a_\n\n.. _a: b_\n.. _b: a_\n",
        "<p>a_</p>\n",
    ),
    (
        "an unknown target leaves its text",
        "snake_case_ and `two words`_",
        "<p>snake_case_ and two words</p>\n",
    ),
    (
        "addresses in the text",
        "See https://a.example/x_(y). Or (http://b.example), <me@c.example>, not \
         a.example or a@b.",
        "<p>See <a href=\"https://a.example/x_(y)\">https://a.example/x_(y)</a>. Or \
         (<a href=\"http://b.example\">http://b.example</a>), &lt;<a \
         href=\"mailto:me@c.example\">me@c.example</a>&gt;, not a.example or a@b.</p>\n",
    ),
    (
        "substitutions",
        "|a| |B| |i| |t| x |---| y |none|\n\n.. |a| replace:: *rst*\n\
         .. |b| replace:: [|a|]\n.. |i| image:: i.png\n   :alt: I\n\
         .. |t| unicode:: U+2122\n.. |---| unicode:: U+02014\n   :trim:\n",
        "<p><em>rst</em> [<em>rst</em>] <img src=\"i.png\" alt=\"I\"> \u{2122} \
         x\u{2014}y |none|</p>\n",
    ),
    (
        "a substitution as a link",
        "|s|_\n\n.. |s| replace:: S\n.. _s: https://s.example/\n",
        "<p><a href=\"https://s.example/\">S</a></p>\n",
    ),
];
