//! Code, formulas and diagrams: what stands between the tags is shown as it is written.

use super::words::nothing;
use super::{Holds, Shortcode};
use crate::markup::shortcodes::call::{Call, Out, attribute};
use crate::markup::shortcodes::shown::shown;
use crate::markup::{Kind, markdown};
use crate::text::escape;

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[
    Shortcode::new(
        "highlight codeblock code prism syntaxhighlighter sourcecode includecode fence",
        "Hugo, Jekyll, Hexo, Eleventy, Nikola",
        "the language, or `lang`, `language`; options",
        "`<pre><code class=\"language-…\">` with the code as written; `<code>` with `hl_inline`",
        code,
    )
    .holds(Holds::Code),
    Shortcode::new(
        "mermaid plantuml graphviz dot goat diagram flowchart sequencediagram chart echarts \
         graph",
        "Hugo themes, Hexo",
        "–",
        "the source of the diagram as code",
        diagram,
    )
    .holds(Holds::Code),
    Shortcode::new(
        "math katex latex tex mathjax katexblock mathblock",
        "Hugo themes, Zola, Hexo",
        "–",
        "the TeX source as code",
        math,
    )
    .holds(Holds::Code),
    Shortcode::new(
        "rawhtml raw html unsafe includehtml",
        "Hugo themes",
        "–",
        "the HTML between its tags",
        html,
    )
    .holds(Holds::Code),
    Shortcode::new(
        "comment hidden css style js script javascript stylesheet schema",
        "Liquid, Hugo themes, Eleventy",
        "–",
        "nothing",
        nothing,
    )
    .holds(Holds::Code),
];

/// The code without the line ends around it, and without the marks that kept a generator from it.
fn text_of(inner: &str) -> String {
    let inner = shown(inner).unwrap_or_else(|| inner.to_owned());
    inner.trim_end().trim_start_matches(['\r', '\n']).to_owned()
}

fn in_line(language: Option<&str>, text: &str) -> String {
    let class = language.map(|language| format!("language-{language}"));
    let class = attribute("class", class.as_deref());
    format!("<code{class}>{}</code>", escape(text))
}

fn lines(language: Option<&str>, text: &str) -> String {
    format!("<pre>{}</pre>", in_line(language, &format!("{text}\n")))
}

fn code(call: &Call<'_>) -> Out {
    let Some(inner) = call.verbatim else {
        // Hugo takes the code as an argument too; a file is not here.
        return match call.named(&["code"]) {
            Some(code) => Out::Block(format!("<pre>{}</pre>", in_line(None, code))),
            None => Out::Lost(Kind::Shortcode),
        };
    };
    // The first words of `codeblock` are a title.
    let first = call.args.at(0).filter(|_| call.name != "codeblock");
    let named = call.named(&["lang", "language", "syntax"]);
    let language = markdown::language_name(named.or(first).unwrap_or_default());
    let language = match language.as_str() {
        "" | "text" | "plain" | "none" => None,
        language => Some(language),
    };
    let text = text_of(inner);
    let raw = &call.args.raw;
    // `{% code %}word{% endcode %}` in a line.
    let is_word = !inner.contains('\n') && language.is_none() && call.name == "code";
    if is_word || raw.contains("hl_inline=true") || raw.contains("hl_inline=1") {
        return Out::Inline(in_line(language, &text));
    }
    Out::Block(lines(language, &text))
}

fn diagram(call: &Call<'_>) -> Out {
    match call.verbatim {
        Some(inner) => Out::Block(lines(Some(&call.name), &text_of(inner))),
        None => Out::Lost(Kind::Shortcode),
    }
}

fn math(call: &Call<'_>) -> Out {
    let Some(inner) = call.verbatim.or_else(|| call.args.at(0)) else {
        return Out::Lost(Kind::Shortcode);
    };
    let text = text_of(inner);
    if inner.trim().contains('\n') || call.name.ends_with("block") {
        Out::Block(formula(&text, true))
    } else {
        Out::Inline(formula(&text, false))
    }
}

/// A formula as readers show it: the source, set as code.
pub(in crate::markup::shortcodes) fn formula(text: &str, display: bool) -> String {
    let code = format!("<code class=\"math\">{}</code>", escape(text));
    if display {
        format!("<pre>{code}</pre>")
    } else {
        code
    }
}

fn html(call: &Call<'_>) -> Out {
    match call.verbatim {
        Some(inner) if inner.contains('\n') => Out::Block(inner.trim().to_owned()),
        Some(inner) => Out::Inline(inner.to_owned()),
        None => Out::Lost(Kind::Shortcode),
    }
}
