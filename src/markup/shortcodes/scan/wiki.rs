//! Marks of Obsidian and other note books: `[[links]]`, `![[embeds]]`, `==marked==`, `%%comments%%`.

/// `[[target#heading|label]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::markup::shortcodes) struct Wiki<'a> {
    /// `!` in front: the thing itself, not a link to it.
    pub embed: bool,
    /// Heading included.
    pub target: &'a str,
    pub label: Option<&'a str>,
}

impl Wiki<'_> {
    /// Whether it is a table of contents, as GitLab and VitePress write it.
    pub(in crate::markup::shortcodes) fn is_contents(&self) -> bool {
        matches!(self.target.to_lowercase().as_str(), "_toc_" | "toc")
    }
}

/// Finds the marks.
#[derive(Default)]
pub(super) struct Finder {
    /// Where a mark that opened closes.
    close: Option<usize>,
}

impl Finder {
    /// `[[…]]` that begins here, and its end.
    pub(super) fn link<'a>(&self, text: &'a str, at: usize) -> Option<(Wiki<'a>, usize)> {
        let rest = &text[at..];
        let embed = rest.starts_with('!');
        let inner = rest[usize::from(embed)..].strip_prefix("[[")?;
        if text[..at].ends_with('[') {
            return None;
        }
        let end = inner.find(['[', ']', '\n'])?;
        let behind = inner[end..].strip_prefix("]]")?;
        let inside = &inner[..end];
        // `[[1]](address)` is a link with brackets in its text, `[[ -f x ]]` a test of a shell.
        let fits = !inside.trim().is_empty()
            && !inside.starts_with(' ')
            && !behind.starts_with(['(', '[', ':', ']']);
        if !fits {
            return None;
        }
        // In a table the bar is escaped.
        let (target, label) = match inside.split_once('|') {
            Some((target, label)) => (target.trim_end_matches('\\'), Some(label.trim())),
            None => (inside, None),
        };
        let wiki = Wiki {
            embed,
            target: target.trim(),
            label: label.filter(|label| !label.is_empty()),
        };
        Some((wiki, text.len() - behind.len()))
    }

    /// One side of `==marked==` that stands here: its end, and whether it is the first.
    pub(super) fn mark(&mut self, text: &str, at: usize) -> Option<(usize, bool)> {
        if self.close == Some(at) {
            self.close = None;
            return Some((at + 2, false));
        }
        let inner = text[at..].strip_prefix("==")?;
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '=' | '!' | '<' | '>'))
            || inner.starts_with('=')
            || inner.starts_with(char::is_whitespace)
        {
            return None;
        }
        let end = inner.find("==")?;
        let marked = &inner[..end];
        let behind = inner[end + 2..].chars().next();
        let fits = !marked.is_empty()
            && !marked.ends_with(char::is_whitespace)
            && !marked.ends_with(['!', '<', '>'])
            && !marked.contains("\n\n")
            && !behind.is_some_and(|c| c.is_alphanumeric() || c == '=');
        if !fits {
            return None;
        }
        self.close = Some(at + 2 + end);
        Some((at + 2, true))
    }

    /// The end of `%%…%%` that begins here.
    pub(super) fn comment(&self, text: &str, at: usize) -> Option<usize> {
        let inner = text[at..].strip_prefix("%%")?;
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace()) || inner.starts_with('%') {
            return None;
        }
        let end = inner.find("%%")?;
        let behind = inner[end + 2..].chars().next();
        let in_line = !inner[..end].contains('\n');
        let own_line = before.is_none_or(|c| c == '\n') && inner.starts_with(['\n', '\r']);
        let fits = end > 0
            && (in_line || own_line)
            && !behind.is_some_and(|c| c.is_alphanumeric() || c == '%');
        fits.then_some(at + 2 + end + 2)
    }
}

/// The end of the name of a block (`^37066d`) that stands here, at the end of its paragraph or item.
pub(super) fn block_id(text: &str, at: usize) -> Option<usize> {
    const SHORTEST: usize = 3;
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| !c.is_whitespace()) {
        return None;
    }
    let rest = &text[at + 1..];
    let length = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'-')
        .count();
    // Less may be an exponent.
    let fits = length >= SHORTEST && rest[..length].contains(|c: char| c.is_ascii_alphabetic());
    let behind = rest[length..].trim_start_matches([' ', '\t', '\r']);
    let ends = match behind.strip_prefix('\n') {
        Some(next) => {
            let next = next.trim_start_matches([' ', '\t', '\r']);
            next.is_empty()
                || next.starts_with(['\n', '-', '*', '+', '>'])
                || next.starts_with(|c: char| c.is_ascii_digit())
        }
        None => behind.is_empty(),
    };
    (fits && ends).then_some(at + 1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_note_books_are_told_from_brackets() {
        for (text, expected) in [
            ("[[note]]", Some((false, "note", None))),
            (
                "[[a/note#part|the text]]",
                Some((false, "a/note#part", Some("the text"))),
            ),
            ("![[image.png|300]]", Some((true, "image.png", Some("300")))),
            ("[[a\\|b]]", Some((false, "a", Some("b")))),
            ("[[1]](https://example.org)", None),
            ("[[ -f x ]]", None),
            ("[[a](b), [c](d)]", None),
            ("[[x", None),
            ("[[]]", None),
        ] {
            let finder = Finder::default();
            let found = finder
                .link(text, 0)
                .map(|(w, _)| (w.embed, w.target, w.label));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn marks_and_comments_stand_free() {
        let mark = |text: &str, at| Finder::default().mark(text, at);
        assert_eq!(mark("==a b==", 0), Some((2, true)));
        for (text, at) in [("a==b==c", 1), ("== a ==", 0), ("======", 0), ("==a", 0)] {
            assert_eq!(mark(text, at), None, "{text}");
        }
        let comment = |text: &str, at| Finder::default().comment(text, at);
        assert_eq!(comment("%%a%%", 0), Some(5));
        assert_eq!(comment("%%\na\n%%\n", 0), Some(7));
        for (text, at) in [("50%% a %%", 2), ("%%a", 0), ("x %%a\n\nb%%", 2)] {
            assert_eq!(comment(text, at), None, "{text}");
        }
    }
}
