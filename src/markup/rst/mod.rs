//! reStructuredText in, HTML out: the bodies of Nikola and Pelican articles.
//!
//! The text goes through two passes, since a reference may come before its target: `block` (with
//! `inline`, `directive` and `table`) turns lines into a `tree` and collects targets, footnotes and
//! substitutions; `html` writes the tree and resolves what refers to them. What a text asks of its
//! site generator (other files, charts, tables of contents) is left out and noted.
//!
//! Faults never stop it: where docutils prints an error into the page, the text is shown as it
//! stands. Blocks nested more than a hundred deep become preformatted text, time is linear in the
//! length of the source, and so is what substitutions and empty cells may add to it.
//!
//! Our own, not `rst_parser` and `rst_renderer` (0.4.2). On 106 articles of a Nikola site the text
//! of theirs equals that of docutils in 52, with a panic in one and two not parsed; they read
//! enumerated, definition and field lists as paragraphs, put unknown directives and figures into
//! comments, do not know `` `text`:role: ``, and panic at grid tables and generic admonitions.

mod address;
mod block;
mod directive;
mod explicit;
mod html;
mod inline;
mod list;
mod role;
mod table;
mod tree;

use super::{Context, Html, Kind, Removed, shortcodes};
use block::Parser;
use tree::{Line, prepare};

/// The body of an article as HTML, its first section level as `<h2>`.
///
/// Text is escaped, but `raw:: html` passes as it is: the result still has to be sanitised.
pub fn to_html(source: &str) -> String {
    to_html_with_notes(source).0
}

/// A body with what generators put into it; what it asks of them is left out and told.
pub(super) fn body(source: &str, context: &Context<'_>) -> Html {
    let (expanded, lines) = shortcodes::in_rst(source, context);
    let (html, notes) = to_html_with_notes(&expanded.text);
    let mut removed = expanded.removed;
    removed.extend(notes.into_iter().map(|(line, what)| {
        Removed {
            kind: Kind::Directive,
            what,
            line: lines
                .get((line as usize).saturating_sub(1))
                .copied()
                .unwrap_or(line),
            count: 1,
        }
    }));
    removed.sort_by_key(|removed| removed.line);
    Html {
        html: expanded.slots.fill(html),
        removed,
    }
}

/// Like [`to_html`], with what was left out: the line, counted from 1, and a clause about it.
pub fn to_html_with_notes(source: &str) -> (String, Vec<(u32, String)>) {
    let text = prepare(source);
    let lines = Line::split(&text);
    let document = Parser::new().document(&lines);
    html::write(document, source.len())
}

/// The title that the text starts with, as plain text, and the line it stands on, counted from 1.
///
/// Comments (the header lines of Nikola among them) and link targets may come before it.
pub fn first_heading(source: &str) -> Option<(String, u32)> {
    let text = prepare(source);
    let lines = Line::split(&text);
    let mut at = 0;
    while at < lines.len() {
        let rest = &lines[at..];
        if rest[0].is_blank() {
            at += 1;
        } else if let Some(skipped) = explicit::unseen(rest) {
            at += skipped;
        } else if list::starts_block(rest) {
            return None;
        } else {
            let title = block::title(rest)?;
            let phrase = Parser::new().phrase(title.text.trim(), title.number);
            return Some((inline::plain(&phrase), title.number));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{first_heading, to_html, to_html_with_notes};
    use crate::growth::is_linear;

    /// What a case says, the source, and the HTML expected of it.
    const CASES: &[(&str, &str, &str)] = &[
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
        (
            "titles by the order of their adornments",
            "One\n===\n\nTwo\n---\n\nThree\n^^^^^\n\nBack\n----\n\nUp\n==\n",
            "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n\
             <h4 id=\"three\">Three</h4>\n<h3 id=\"back\">Back</h3>\n\
             <h2 id=\"up\">Up</h2>\n",
        ),
        (
            "an overline makes another level",
            "=====\n Top \n=====\n\nNext\n====\n",
            "<h2 id=\"top\">Top</h2>\n<h3 id=\"next\">Next</h3>\n",
        ),
        (
            "equal titles get different ids",
            "A b\n===\n\nA b\n===\n\n\u{4e16}\u{754c}\n====\n\n!!!\n===\n",
            "<h2 id=\"a-b\">A b</h2>\n<h2 id=\"a-b-1\">A b</h2>\n\
             <h2 id=\"\u{4e16}\u{754c}\">\u{4e16}\u{754c}</h2>\n<p>!!!\n===</p>\n",
        ),
        (
            "a line too short for its title is text",
            "Some title\n--\n",
            "<p>Some title\n--</p>\n",
        ),
        (
            "a title in a quote opens no section",
            "   Inside\n   ------\n",
            "<blockquote>\n<p><strong>Inside</strong></p>\n</blockquote>\n",
        ),
        (
            "a transition between paragraphs",
            "a\n\n----\n\nb",
            "<p>a</p>\n<hr>\n<p>b</p>\n",
        ),
        (
            "short bullet lists have no paragraphs",
            "* a\n* b\n  c\n\n  - d\n\n- e",
            "<ul>\n<li>a</li>\n<li>b\nc\n<ul>\n<li>d</li>\n</ul>\n</li>\n</ul>\n<ul>\n\
             <li>e</li>\n</ul>\n",
        ),
        (
            "a list with a long item has paragraphs",
            "- a\n\n  b\n- c",
            "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n",
        ),
        (
            "enumerated lists by their numbers",
            "1. a\n2. b\n\n(c) d\n(d) e\n\niv) f\nv) g\n\n#. h\n#. i",
            "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ol type=\"a\" start=\"3\">\n<li>d</li>\n\
             <li>e</li>\n</ol>\n<ol type=\"i\" start=\"4\">\n<li>f</li>\n<li>g</li>\n\
             </ol>\n<ol>\n<li>h</li>\n<li>i</li>\n</ol>\n",
        ),
        (
            "a number that is not the next starts another list",
            "1. a\n\n3. b",
            "<ol>\n<li>a</li>\n</ol>\n<ol start=\"3\">\n<li>b</li>\n</ol>\n",
        ),
        (
            "a sentence that begins with a letter and a point is no list",
            "A. Einstein was\nhere.",
            "<p>A. Einstein was\nhere.</p>\n",
        ),
        (
            "definitions with classifiers",
            "term : kind\n  Means *this*.\n\n``a : b``\n  One.\n\n  Two.",
            "<dl>\n<dt>term : <em>kind</em></dt>\n<dd>Means <em>this</em>.</dd>\n\
             <dt><code>a : b</code></dt>\n<dd>\n<p>One.</p>\n<p>Two.</p>\n</dd>\n</dl>\n",
        ),
        (
            "fields",
            ":Author: Me\n:Long name: first\n   second\n",
            "<dl>\n<dt>Author:</dt>\n<dd>Me</dd>\n<dt>Long name:</dt>\n<dd>first\n\
             second</dd>\n</dl>\n",
        ),
        (
            "options",
            "-a            All.\n-f FILE, --file=FILE\n              From a file.\n\
             /V            Version.\n",
            "<dl>\n<dt><code>-a</code></dt>\n<dd>All.</dd>\n\
             <dt><code>-f FILE</code>, <code>--file=FILE</code></dt>\n\
             <dd>From a file.</dd>\n<dt><code>/V</code></dt>\n<dd>Version.</dd>\n</dl>\n",
        ),
        (
            "a dash without a description is text",
            "-5 degrees\nand falling",
            "<p>-5 degrees\nand falling</p>\n",
        ),
        (
            "a literal block after two colons",
            "Code::\n\n    if a < b:\n\n        c\n\nSpaced ::\n\n  x\n\n::\n\n  y",
            "<p>Code:</p>\n<pre><code>if a &lt; b:\n\n    c</code></pre>\n<p>Spaced</p>\n\
             <pre><code>x</code></pre>\n<pre><code>y</code></pre>\n",
        ),
        (
            "a quoted literal block",
            "Said::\n\n> a\n> *b*\n\nc",
            "<p>Said:</p>\n<pre><code>&gt; a\n&gt; *b*</code></pre>\n<p>c</p>\n",
        ),
        (
            "a doctest block",
            ">>> 1 + 1\n2\n\nEnd.",
            "<pre><code class=\"language-pycon\">&gt;&gt;&gt; 1 + 1\n2</code></pre>\n\
             <p>End.</p>\n",
        ),
        (
            "lines keep their breaks",
            "| a\n|   b\n| c\n  d\n|\n| e",
            "<p>a<br>\n\u{a0}\u{a0}b<br>\nc\nd<br>\n<br>\ne</p>\n",
        ),
        (
            "a quote with its attribution",
            "a\n\n   Quote.\n\n   -- Somebody\n\n   Another.\n",
            "<p>a</p>\n<blockquote>\n<p>Quote.</p>\n<p>\u{2014} Somebody</p>\n\
             </blockquote>\n<blockquote>\n<p>Another.</p>\n</blockquote>\n",
        ),
        (
            "an empty comment parts two quotes",
            "   a\n\n..\n\n   b",
            "<blockquote>\n<p>a</p>\n</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>\n",
        ),
        (
            "a grid table",
            "+-----+-----+\n| A   | B   |\n+=====+=====+\n| c   | - d |\n|     | - e |\n\
             +-----+-----+\n| wide      |\n+-----------+\n",
            "<table>\n<thead>\n<tr><th>A</th><th>B</th></tr>\n</thead>\n<tbody>\n\
             <tr><td>c</td><td><ul>\n<li>d</li>\n<li>e</li>\n</ul>\n</td></tr>\n\
             <tr><td colspan=\"2\">wide</td></tr>\n</tbody>\n</table>\n",
        ),
        (
            "a cell over two rows",
            "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n",
            "<table>\n<tbody>\n<tr><td rowspan=\"2\">a</td><td>b</td></tr>\n\
             <tr><td>c</td></tr>\n</tbody>\n</table>\n",
        ),
        (
            "columns are those of the screen",
            "+------+---+\n| \u{4e16}\u{754c} | a |\n+------+---+\n",
            "<table>\n<tbody>\n<tr><td>\u{4e16}\u{754c}</td><td>a</td></tr>\n</tbody>\n\
             </table>\n",
        ),
        (
            "a simple table",
            "=====  =====\nHead   B\n=====  =====\na      long text\nb      c\n       d\n\
             =====  =====\n",
            "<table>\n<thead>\n<tr><th>Head</th><th>B</th></tr>\n</thead>\n<tbody>\n\
             <tr><td>a</td><td>long text</td></tr>\n<tr><td>b</td><td>c\nd</td></tr>\n\
             </tbody>\n</table>\n",
        ),
        (
            "a simple table with joined columns",
            "==  ==  ==\n  a     b\n------  --\n1   2   3\n==  ==  ==\n",
            "<table>\n<tbody>\n<tr><td colspan=\"2\">a</td><td>b</td></tr>\n\
             <tr><td>1</td><td>2</td><td>3</td></tr>\n</tbody>\n</table>\n",
        ),
        (
            "a malformed table stays as it is",
            "+---+---+\n| a | b\n+---+---+\n",
            "<pre><code>+---+---+\n| a | b\n+---+---+</code></pre>\n",
        ),
        (
            "comments are not shown",
            ".. a comment\n   over lines\n\nText.\n\n.. title: Header\n.. slug: header\n",
            "<p>Text.</p>\n",
        ),
        (
            "the end of the teaser",
            "a\n\n.. TEASER_END\n\nb\n\n.. END_TEASER: more\n",
            "<p>a</p>\n<!--more-->\n<p>b</p>\n<!--more-->\n",
        ),
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

    #[test]
    fn each_construct_becomes_its_html() {
        for (name, source, html) in CASES {
            assert_eq!(&to_html(source), html, "{name}");
        }
    }

    #[test]
    fn an_empty_text_gives_nothing() {
        for source in ["", "\n", "  \n\t\n", "\u{feff}", "..", ".. a\n"] {
            assert_eq!(
                to_html_with_notes(source),
                (String::new(), Vec::new()),
                "{source:?}"
            );
        }
    }

    #[test]
    fn what_is_left_out_is_noted_with_its_line() {
        let source = "a\n\n.. chart:: Bar\n   :title: T\n\n   'a', [1]\n\n- b\n\n  .. x-y:: z\n\n\
                      .. include:: other.txt\n\nc_ |d| [9]_\n\n.. |e| date::\n";
        let notes = [
            (3, "unknown directive `chart` left out"),
            (10, "unknown directive `x-y` left out"),
            (12, "directive `include` left out: it reads another file"),
            (14, "unknown footnote in `[9]_`"),
            (14, "unknown substitution `|d|`"),
            (14, "unknown target in `c_`"),
            (
                16,
                "directive `date` left out: the text would change with the clock",
            ),
        ];
        let notes: Vec<(u32, String)> = notes.map(|(line, note)| (line, note.to_owned())).to_vec();
        let html = "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n<p>c_ |d| [9]_</p>\n";
        assert_eq!(to_html_with_notes(source), (html.to_owned(), notes));
    }

    #[test]
    fn the_title_at_the_start_is_found() {
        let cases = [
            ("Title\n=====\n\nText", Some(("Title", 1))),
            ("\n\n=======\n *A* b\n=======\n", Some(("A b", 4))),
            (
                ".. title: x\n.. slug: y\n\nTitle\n-----\n",
                Some(("Title", 4)),
            ),
            (".. _here:\n\n``a`` & b\n~~~~~~~~~\n", Some(("a & b", 3))),
            ("Text.\n\nTitle\n=====\n", None),
            (".. note:: a\n\nTitle\n=====\n", None),
            ("* a\n\nTitle\n=====\n", None),
            ("- a\n---\n", None),
            ("1. Title\n========\n", Some(("1. Title", 1))),
            ("Longer\n--\n", None),
            ("----\n\nTitle\n=====\n", None),
            ("", None),
        ];
        for (source, title) in cases {
            let title = title.map(|(text, line)| (text.to_owned(), line));
            assert_eq!(first_heading(source), title, "{source:?}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |mark: &str, step: usize, depth: usize| -> String {
            (0..depth)
                .map(|at| format!("{}{mark}\n", " ".repeat(at * step)))
                .collect()
        };
        for source in [
            "- ".repeat(10_000),
            "1. ".repeat(10_000),
            "| ".repeat(10_000),
            ".. note:: ".repeat(10_000),
            ".. [#] ".repeat(10_000),
            ".. class:: a\n\n ".repeat(500),
            deep("- a\n", 2, 1_000),
            deep("a\n", 1, 1_000),
            deep("a", 1, 1_000),
            deep(":a: b\n", 1, 1_000),
            deep(".. note::\n", 1, 1_000),
        ] {
            let html = to_html(&source);
            assert!(html.matches("<blockquote>").count() <= 101);
            assert!(html.matches("<ul>").count() <= 101);
        }
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        let stars = format!("a {}", "*".repeat(1 << 20));
        assert!(to_html(&stars).starts_with("<p>a <strong>***"));
        for part in [
            "*",
            "`",
            "|",
            "_",
            "[",
            "\\",
            "\0",
            "+",
            "=",
            ":",
            "-",
            " ",
            "\n",
            "\t",
            "\u{e9}",
            "**a ",
            "*a ",
            "`a ",
            "``a ",
            "|a ",
            "_`a ",
            "a-",
            ":a",
            "a_ ",
            "a__ ",
            "http:-",
            "http://(",
            "a@",
            "a@b-",
            "[1]_ ",
            "[*]_ ",
            "|a| ",
            "a::\n\n",
            ".. a\n",
            ".. _a:\n",
            ".. _a: b_\n",
            "__ a\n",
            "=\n",
            "== ==\n",
            "== ==\na\n",
            "+--+\n",
            "a\n=\n",
            "- a\n",
            "a\n b\n",
            " a\n\n -- b\n\n",
            "-a\n\n",
            ".. |a| replace:: |a|\n",
            ".. a::\n\n b\n",
        ] {
            is_linear(part, (1 << 14) / part.len(), |count| {
                let source = part.repeat(count);
                to_html_with_notes(&source);
                first_heading(&source);
            });
            let source = part.repeat((1 << 17) / part.len());
            let (html, _) = to_html_with_notes(&source);
            assert!(
                html.len() < 16 * source.len(),
                "{part:?} made {} bytes",
                html.len()
            );
        }
    }

    #[test]
    fn substitutions_do_not_multiply_without_end() {
        let twice = |at: usize| format!(".. |a{at}| replace:: |a{0}| |a{0}|\n", at + 1);
        let mut source: String = (0..1_000).map(twice).collect();
        source.push_str("\n|a0| |a0|\n");
        assert!(to_html(&source).len() < 40 * source.len());
        let long = format!(
            ".. |a| replace:: {}\n\n{}",
            "b".repeat(10_000),
            "|a| ".repeat(10_000)
        );
        assert!(to_html(&long).len() < 40 * long.len());
    }

    #[test]
    fn what_is_named_once_does_not_come_back_without_end() {
        let long = "b".repeat(10_000);
        for source in [
            format!(".. _a: http://{long}\n\n{}", "a_ ".repeat(10_000)),
            format!(
                ".. role:: a\n   :class: {long}\n\n{}",
                ":a:`x` ".repeat(10_000)
            ),
            format!(".. |a| image:: {long}\n\n{}", "|a| ".repeat(10_000)),
        ] {
            assert!(
                to_html(&source).len() < 40 * source.len(),
                "{}",
                &source[..20]
            );
        }
    }

    #[test]
    fn a_table_is_not_larger_than_its_text() {
        let border = "= ".repeat(5_000);
        let source = format!("{border}\n{}{border}\n", "a\n".repeat(5_000));
        assert!(to_html(&source).len() < 16 * source.len());
    }
}
