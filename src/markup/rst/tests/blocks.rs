//! Titles, lists, quotes, literal text, tables.

use super::Case;

pub(super) const CASES: &[Case] = &[
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
];
