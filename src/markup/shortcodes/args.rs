//! The arguments of a shortcode: by name and by place, as all the generators write them.

/// What stands behind a shortcode's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Args {
    /// By name, as `src="a.png"`, `src=a.png`, `lang:js`.
    pub named: Vec<(String, String)>,
    /// By place.
    pub positional: Vec<String>,
    /// All of it as written.
    pub raw: String,
}

impl Args {
    /// Reads arguments parted by white space or commas. A value is a word, or a text in `"`, `'` or
    /// `` ` ``.
    pub(super) fn read(raw: &str) -> Args {
        let mut args = Args {
            raw: raw.trim().to_owned(),
            ..Args::default()
        };
        let mut rest = raw;
        let mut endless = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if rest.is_empty() {
                return args;
            }
            if let Some((key, after)) = key(rest) {
                let (value, after) = value(after, &mut endless);
                args.named.push((key.to_lowercase(), value));
                rest = after;
            } else {
                let (value, after) = value(rest, &mut endless);
                args.positional.push(value);
                rest = after;
            }
        }
    }

    /// Empties the values that hold marks of a tag; whether there were any. A tag within a tag is what is
    /// left where an end is missing.
    pub(super) fn clear_tags(&mut self) -> bool {
        let named = self.named.iter_mut().map(|(_, value)| value);
        let mut found = false;
        for value in named
            .chain(&mut self.positional)
            .chain(std::iter::once(&mut self.raw))
            .filter(|value| ["{{<", "{%"].iter().any(|mark| value.contains(mark)))
        {
            value.clear();
            found = true;
        }
        found
    }

    /// The first of these names that has something to say.
    pub(super) fn named(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.named.iter().find(|(key, _)| key == name);
            found
                .map(|(_, value)| value.trim())
                .filter(|v| !v.is_empty())
        })
    }

    /// The argument at a place, from 0.
    pub(super) fn at(&self, place: usize) -> Option<&str> {
        let found = self.positional.get(place).map(|value| value.trim());
        found.filter(|value| !value.is_empty())
    }

    /// By one of these names, else at a place.
    pub(super) fn get(&self, names: &[&str], place: usize) -> Option<&str> {
        self.named(names).or_else(|| self.at(place))
    }

    /// The arguments by place as one text.
    pub(super) fn words(&self) -> String {
        self.positional.join(" ")
    }
}

/// A name with `=` or `:` behind it, and what follows.
fn key(text: &str) -> Option<(&str, &str)> {
    let length = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@')))
        .unwrap_or(text.len());
    let name = text.get(..length)?;
    if !name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '@')) {
        return None;
    }
    let behind = &text[length..];
    if let Some(value) = behind.trim_start().strip_prefix('=') {
        return Some((name, value.trim_start_matches(' ')));
    }
    let value = behind.strip_prefix(':')?;
    // `https://…` is a value, `a::b` a path.
    (!value.starts_with(['/', ':'])).then(|| (name, value.trim_start_matches(' ')))
}

/// A value and what follows it. `endless` has the marks whose end is not in the rest: each is looked for
/// in vain once.
fn value<'a>(text: &'a str, endless: &mut Vec<char>) -> (String, &'a str) {
    for (open, close) in [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”')] {
        let Some(inner) = text
            .strip_prefix(open)
            .filter(|_| !endless.contains(&close))
        else {
            continue;
        };
        let mut value = String::new();
        let mut letters = inner.char_indices();
        while let Some((at, c)) = letters.next() {
            match c {
                // Raw strings know no escapes.
                '\\' if open != '`' => match letters.next() {
                    Some((_, next)) if next == close || next == '\\' => value.push(next),
                    Some((_, next)) => value.extend(['\\', next]),
                    None => value.push('\\'),
                },
                c if c == close => return (value, &inner[at + c.len_utf8()..]),
                c => value.push(c),
            }
        }
        // A mark without its end is a letter.
        endless.push(close);
        break;
    }
    if let Some(list) = text.strip_prefix('[').filter(|_| !endless.contains(&']')) {
        match list.split_once(']') {
            Some((inside, after)) => return (inside.to_owned(), after),
            None => endless.push(']'),
        }
    }
    let end = text
        .find(|c: char| c.is_whitespace() || c == ',')
        .unwrap_or(text.len());
    // A comma alone would not move.
    let end = end.max(text.chars().next().map_or(0, char::len_utf8));
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_as_every_generator_writes_them() {
        for (raw, named, positional) in [
            ("src=\"a b.png\" alt=x", "src=a b.png|alt=x", ""),
            ("user 123 \"file name.rs\"", "", "user|123|file name.rs"),
            (
                "caption=`raw \"quotes\" \\n`",
                "caption=raw \"quotes\" \\n",
                "",
            ),
            ("alt=\"a \\\"b\\\"\"", "alt=a \"b\"", ""),
            ("\"./a.png\", \"alt text\"", "", "./a.png|alt text"),
            ("Title here lang:js", "lang=js", "Title|here"),
            ("id=\"x\", autoplay=true", "id=x|autoplay=true", ""),
            ("https://example.org/?v=1", "", "https://example.org/?v=1"),
            ("src = 'x'", "src=x", ""),
            ("it's fine", "", "it's|fine"),
            ("\"open", "", "\"open"),
            ("hl_lines=[1,2] go", "hl_lines=1,2", "go"),
            ("", "", ""),
            (",,,", "", ""),
        ] {
            let args = Args::read(raw);
            let pairs: Vec<String> = args.named.iter().map(|(k, v)| format!("{k}={v}")).collect();
            assert_eq!(pairs.join("|"), named, "{raw}");
            assert_eq!(args.positional.join("|"), positional, "{raw}");
        }
    }
}
