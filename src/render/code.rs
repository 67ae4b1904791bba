//! Code: the text as it was written, and its language as `language-x`.
//!
//! Highlighters wrap words in elements whose colours no reader has, put numbers before the lines and
//! buttons beside them. What is left is what somebody can copy.

use dom_query::{Element, NodeRef};

use super::tree::{self, attribute, classes, has_class};
use super::walk::{Context, Walk};

/// Classes of line numbers and of what stands beside the code: Pygments, Rouge, Chroma, Prism,
/// highlightjs-line-numbers, Hexo, Crayon, SyntaxHighlighter, GitHub, VitePress, Docusaurus.
const GUTTERS: &[&str] = &[
    "linenos",
    "lineno",
    "linenodiv",
    "lnt",
    "ln",
    "rouge-gutter",
    "gutter",
    "gutter-line",
    "line-number",
    "line-numbers-rows",
    "line-numbers-wrapper",
    "hljs-ln-numbers",
    "hljs-ln-n",
    "crayon-nums",
    "blob-num",
    "codeLineNumber_Tfdd",
    "react-syntax-highlighter-line-number",
    "copy",
    "copy-button",
    "copybtn",
    "btn-copy",
    "clipboard-copy",
    "zeroclipboard-container",
    "toolbar-item",
];

/// Classes of tables that hold code.
const TABLES: &[&str] = &[
    "highlighttable",
    "codehilitetable",
    "rouge-table",
    "lntable",
    "hljs-ln",
    "crayon-table",
    "js-file-line-container",
    "syntaxhighlighter",
];

/// Classes of elements that are there to hold code, and of code that a highlighter has been at.
const WRAPPERS: &[&str] = &[
    "highlight",
    "highlighter-rouge",
    "codehilite",
    "code-block",
    "code-wrapper",
    "code-toolbar",
    "gatsby-highlight",
    "sourceCode",
    "chroma",
    "hljs",
    "shiki",
    "astro-code",
    "prism-code",
    "prettyprint",
    "prettyprinted",
    "rouge",
    "linenodiv",
    "literal-block",
    "literal-block-wrapper",
    "EnlighterJSRAW",
    "wp-block-code",
    "wp-block-syntaxhighlighter-code",
    "src",
    "z-code",
];

/// Names that say there is no language.
const NONE: &[&str] = &[
    "",
    "text",
    "txt",
    "plain",
    "plaintext",
    "none",
    "no-highlight",
    "nohighlight",
    "default",
    "undefined",
    "null",
];

/// Whether an element is line numbers, or a button beside code.
pub(super) fn is_gutter(element: &Element) -> bool {
    has_class(element, GUTTERS)
        // Chroma without classes.
        || &*element.name.local == "span"
            && attribute(element, "style").is_some_and(|style| style.contains("user-select:none"))
}

/// Whether an element is there to hold code alone.
pub(super) fn is_wrapper(element: &Element) -> bool {
    &*element.name.local == "div"
        && classes(element).any(|class| {
            WRAPPERS.contains(&class)
                || class.starts_with("codeBlockContainer")
                || class.starts_with("codeBlockContent")
                || class.starts_with("highlight-")
                || class.starts_with("language-")
        })
}

/// Whether a table holds code, with the numbers of its lines.
pub(super) fn is_table(node: &NodeRef<'_>, element: &Element) -> bool {
    has_class(element, TABLES)
        // Hexo: the figure alone says it.
        || node.parent().is_some_and(|parent| {
            parent.has_name("figure")
                && parent.element_ref().is_some_and(|figure| has_class(&figure, &["highlight"]))
        })
        || numbers_lines(node)
}

/// Whether a table has code behind a cell with the numbers of its lines, and says it by nothing else, as
/// where the colours are written as styles.
fn numbers_lines(table: &NodeRef<'_>) -> bool {
    /// Bytes of the numbers that are looked at.
    const ENOUGH: usize = 100_000;
    let row = table
        .descendants_it()
        .take(8)
        .find(|inner| inner.has_name("tr"));
    let cells = row.map(|row| row.element_children());
    let Some([numbers, code]) = cells.as_deref() else {
        return false;
    };
    let holds_pre = |cell: &NodeRef<'_>| cell.descendants_it().any(|inner| inner.has_name("pre"));
    if !holds_pre(numbers) || !holds_pre(code) {
        return false;
    }
    let text = tree::text(numbers, ENOUGH);
    let mut last = None;
    let counts_on = text.split_whitespace().all(|word| {
        let number = word.parse::<u32>().ok();
        let is_next = number.is_some() && (last.is_none() || last.map(|last| last + 1) == number);
        last = number.map(|number| number.min(u32::MAX - 1));
        is_next
    });
    counts_on && last.is_some()
}

/// Writes a table that holds code: what stands in the last cell of each row.
pub(super) fn table(walk: &mut Walk<'_>, node: &NodeRef<'_>, context: Context) {
    let cells: Vec<NodeRef<'_>> = node
        .descendants_it()
        .filter(|inner| inner.has_name("tr") && is_row_of(inner, node))
        .filter_map(|row| row.element_children().pop())
        .collect();
    let whole: Vec<NodeRef<'_>> = cells
        .iter()
        .filter_map(|cell| cell.descendants_it().find(|inner| inner.has_name("pre")))
        .collect();
    if !whole.is_empty() {
        for pre in whole {
            let is_written = pre
                .element_ref()
                .is_some_and(|element| block(walk, &pre, &element, context));
            // The table says that it is code, where the `<pre>` alone does not.
            if !is_written {
                open(walk, None, language(&pre).or_else(|| language(node)));
                walk.children(&pre, context.in_code());
                walk.out.push_str("</code></pre>");
            }
        }
        return;
    }
    open(walk, None, language(node));
    for cell in cells {
        walk.children(&cell, context.in_code());
        end_line(walk);
    }
    walk.out.push_str("</code></pre>");
}

/// Whether a row is one of a table itself, and not of a table in one of its cells.
fn is_row_of(row: &NodeRef<'_>, table: &NodeRef<'_>) -> bool {
    // Between them is `<tbody>` at most.
    let nearest = row
        .ancestors_it(Some(2))
        .find(|inner| inner.has_name("table"));
    nearest.is_some_and(|nearest| nearest.id == table.id)
}

/// Writes a `<pre>`; `false` where it holds no code but lines that somebody set.
pub(super) fn block(
    walk: &mut Walk<'_>,
    node: &NodeRef<'_>,
    element: &Element,
    context: Context,
) -> bool {
    let language = language(node);
    let holds_code = || {
        node.descendants_it()
            .take(4)
            .any(|inner| inner.has_name("code"))
    };
    let is_highlighted = || {
        has_class(element, WRAPPERS)
            || node.parent().is_some_and(|parent| {
                parent
                    .element_ref()
                    .is_some_and(|parent| is_wrapper(&parent))
            })
    };
    if language.is_none() && !holds_code() && !is_highlighted() {
        return false;
    }
    open(walk, attribute(element, "id"), language);
    let start = walk.out.len();
    walk.children(node, context.in_code());
    if walk.out[start..].trim().is_empty() {
        walk.out.truncate(start);
    }
    walk.out.push_str("</code></pre>");
    true
}

fn open(walk: &mut Walk<'_>, id: Option<&str>, language: Option<String>) {
    walk.out.push_str("<pre");
    if let Some(id) = id {
        walk.attribute("id", id);
    }
    walk.out.push_str("><code");
    if let Some(language) = language {
        walk.attribute("class", &format!("language-{language}"));
    }
    walk.out.push('>');
}

/// Ends the line that is being written.
pub(super) fn end_line(walk: &mut Walk<'_>) {
    if !walk.out.ends_with(['\n', '>']) {
        walk.out.push('\n');
    }
}

/// The language of a block of code: by itself, the `code` in it, or what is around it for its sake.
fn language(node: &NodeRef<'_>) -> Option<String> {
    let of = |node: &NodeRef<'_>| of_element(&*node.element_ref()?);
    let inner = || {
        let mut children = node.descendants_it().take(4);
        let code = children.find(|inner| inner.has_name("code"))?;
        of(&code)
    };
    let around = || {
        // Row, cell and body of a table, and two or three elements around it.
        for ancestor in node.ancestors_it(Some(8)) {
            if let Some(found) = of(&ancestor) {
                return Some(found);
            }
            let element = ancestor.element_ref()?;
            let goes_on = matches!(
                &*element.name.local,
                "table" | "tbody" | "tr" | "td" | "code" | "figure"
            ) || is_wrapper(&element)
                || classes(&element).next().is_none() && &*element.name.local == "div";
            if !goes_on {
                return None;
            }
        }
        None
    };
    let found = of(node).or_else(inner).or_else(around)?;
    (!NONE.contains(&found.as_str())).then_some(found)
}

/// The language that an element names, in lower case; `text` where it says that there is none.
pub(super) fn of_element(element: &Element) -> Option<String> {
    let name = &*element.name.local;
    for key in ["data-lang", "data-language", "data-enlighter-language"] {
        if let Some(found) = attribute(element, key).and_then(clean) {
            return Some(found);
        }
    }
    if name == "pre"
        && let Some(found) = attribute(element, "lang").filter(|lang| is_code_language(lang))
    {
        return clean(found);
    }
    let mut words = classes(element).peekable();
    while let Some(class) = words.next() {
        let after = ["language-", "lang-", "highlight-source-", "src-", "brush:"]
            .into_iter()
            .find_map(|prefix| class.strip_prefix(prefix))
            .or_else(|| match class {
                // Sphinx; `highlight-text` and its like stand for themselves.
                _ if name == "div" => class.strip_prefix("highlight-"),
                // Pandoc and highlight.js give the name alone; Hexo with its figure.
                "sourceCode" | "hljs" => words.peek().copied(),
                "highlight" if name == "figure" => words.peek().copied(),
                _ => None,
            });
        let found = match after {
            Some("") => words.peek().copied().and_then(clean),
            Some(found) => clean(found),
            None => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// A name as the class may have it.
fn clean(name: &str) -> Option<String> {
    let end = name.find([';', ',', '{', ':', ' ']).unwrap_or(name.len());
    let name = name[..end].trim().to_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || "+#._-".contains(c);
    let is_name = !name.is_empty() && name.len() <= 40 && name.chars().all(fits);
    // `hljs copy-wrap`, `language-js line-numbers` and their like.
    let is_other = name.starts_with("line-") || name.starts_with("copy");
    (is_name && !is_other).then_some(name)
}

/// Whether `lang` names a language of programs, as GitHub's own HTML has it, and not one of people.
fn is_code_language(lang: &str) -> bool {
    const SHORT: &[&str] = &[
        "c", "d", "r", "v", "js", "ts", "py", "rb", "rs", "go", "cs", "sh", "vb", "md", "hs", "pl",
        "ps", "fs", "kt", "c++", "c#", "f#",
    ];
    SHORT.contains(&lang) || lang.len() > 3 && lang.chars().all(|c| c.is_ascii_alphanumeric())
}
