//! Directives: code, pictures, notes, tables, and what is not shown.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "code with its language",
        ".. code-block:: Python\n   :linenos:\n\n   def a():\n\n       pass\n\n\
         .. code::\n\n   x\n",
        "<pre><code class=\"language-python\">def a():\n\n    pass</code></pre>\n\
         <pre><code>x</code></pre>\n",
    ),
    (
        "code without the blank line",
        ".. code:: c\n   int x;\n   int y;\n",
        "<pre><code class=\"language-c\">int x;\nint y;</code></pre>\n",
    ),
    (
        "images",
        ".. image:: a b.png\n   :alt: \"A\"\n   :width: 50%\n   :height: 20px\n\
         \x20  :target: https://a.example/\n   :class: thumb\n\n.. image:: c.png\n\
         \x20  :width: 300\n   :height: big",
        "<p><a href=\"https://a.example/\"><img src=\"ab.png\" alt=\"&quot;A&quot;\" \
         class=\"thumb\" height=\"20\" style=\"width: 50%;\"></a></p>\n\
         <p><img src=\"c.png\" alt=\"\" width=\"300\"></p>\n",
    ),
    (
        "a figure with its caption",
        ".. figure:: a.png\n   :width: 40%\n\n   The *caption*\n\n   A legend.\n",
        "<figure>\n<img src=\"a.png\" alt=\"\" style=\"width: 40%;\">\n\
         <figcaption>The <em>caption</em>\n<p>A legend.</p>\n</figcaption>\n</figure>\n",
    ),
    (
        "admonitions",
        ".. note:: Take care\n   here.\n\n.. Warning::\n\n   - a\n\n\
         .. admonition:: My *own*\n   :class: big\n\n   Text.\n",
        "<div class=\"admonition note\">\n<p><strong>Note</strong></p>\n<p>Take care\n\
         here.</p>\n</div>\n<div class=\"admonition warning\">\n\
         <p><strong>Warning</strong></p>\n<ul>\n<li>a</li>\n</ul>\n</div>\n\
         <div class=\"admonition big\">\n<p><strong>My <em>own</em></strong></p>\n\
         <p>Text.</p>\n</div>\n",
    ),
    (
        "topics, sidebars, rubrics",
        ".. topic:: A\n\n   b\n\n.. sidebar:: C\n   :subtitle: D\n\n   e\n\n\
         .. rubric:: F",
        "<div class=\"topic\">\n<p><strong>A</strong></p>\n<p>b</p>\n</div>\n\
         <div class=\"sidebar\">\n<p><strong>C</strong></p>\n\
         <p><strong>D</strong></p>\n<p>e</p>\n</div>\n<p><strong>F</strong></p>\n",
    ),
    (
        "pulled quotes and classes",
        ".. epigraph::\n\n   a\n\n   -- b\n\n.. container:: one two\n\n   c\n\n\
         .. class:: lead\n\nd",
        "<blockquote class=\"epigraph\">\n<p>a</p>\n<p>\u{2014} b</p>\n</blockquote>\n\
         <div class=\"one two\">\n<p>c</p>\n</div>\n<p>d</p>\n",
    ),
    (
        "HTML as it is",
        ".. raw:: html\n\n   <b>a</b>\n     <i>\n\n.. raw:: latex\n\n   \\b\n",
        "<b>a</b>\n  <i>\n",
    ),
    (
        "parsed literal text and formulas",
        ".. parsed-literal::\n\n   a *b*\n\n.. math::\n\n   x < \\pi\n",
        "<pre>a <em>b</em></pre>\n<pre><code class=\"math\">x &lt; \\pi</code></pre>\n",
    ),
    (
        "tables from lists and values",
        ".. list-table:: T\n   :header-rows: 1\n\n   * - a\n     - b\n   * - c\n\
         \x20    -\n\n.. csv-table::\n   :header: \"A, a\", B\n\n   1, \"say \"\"x\"\"\"\n",
        "<table>\n<caption>T</caption>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n\
         </thead>\n<tbody>\n<tr><td>c</td><td></td></tr>\n</tbody>\n</table>\n<table>\n\
         <thead>\n<tr><th>A, a</th><th>B</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>1</td><td>say &quot;x&quot;</td></tr>\n</tbody>\n</table>\n",
    ),
    (
        "pages for what cannot be shown",
        ".. youtube:: abc\n   :align: center\n\n.. vimeo:: 123\n",
        "<p><a href=\"https://www.youtube.com/watch?v=abc\">\
         https://www.youtube.com/watch?v=abc</a></p>\n\
         <p><a href=\"https://vimeo.com/123\">https://vimeo.com/123</a></p>\n",
    ),
    (
        "what speaks of the site is dropped",
        ".. contents:: On this page\n   :depth: 2\n\n.. sectnum::\n\na",
        "<p>a</p>\n",
    ),
    (
        "tabs and other white space",
        "- a\n\n\t- b\r\n\x0cx",
        "<ul>\n<li>\n<p>a</p>\n<blockquote>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>\n\
         </li>\n</ul>\n<blockquote>\n<p>x</p>\n</blockquote>\n",
    ),
    ("a null is replaced", "a\0b", "<p>a\u{fffd}b</p>\n"),
];
