//! A problem in an article, a configuration or a feed: what was found, where, and how to mend it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Some reader suffers, or a value had to be assumed.
    Warning,
    /// A specification forbids it, or something is lost: an article is left out, a feed not written.
    Error,
}

impl Severity {
    /// The lower-case name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's stable name in kebab case, such as `unreadable-date`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The file, as the user would name it; empty where the text has no file (library calls).
    pub path: PathBuf,
    /// Line in that file, from 1; 0 where the problem is the file itself.
    pub line: u32,
    /// Column in characters, from 1; 0 where the problem is the whole line.
    pub column: u32,
    /// What was expected and what was found, one clause.
    pub message: String,
    /// How to mend it; may be empty.
    pub help: String,
    /// What few findings have; boxed, so that a `Result` with a finding stays small.
    pub context: Option<Box<Context>>,
}

/// What a finding is about beside its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Other places that it is about.
    pub related: Vec<Related>,
    /// Identifier of the entry of a feed that it is in (RSS `guid`, Atom `id`, JSON Feed `id`).
    pub entry: Option<Arc<str>>,
}

/// A further place that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Related {
    /// The file; empty where it is that of the finding.
    #[serde(skip_serializing_if = "is_empty")]
    pub path: PathBuf,
    /// Line in that file, from 1; 0 where it is the file itself.
    pub line: u32,
    /// Column in characters, from 1; 0 where it is the whole line.
    pub column: u32,
    /// What stands there.
    pub message: &'static str,
}

fn is_empty(path: &Path) -> bool {
    path.as_os_str().is_empty()
}

impl fmt::Display for Related {
    /// `path:line:column: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_empty(&self.path) {
            write!(f, "line {}", self.line)?;
            if self.column > 0 {
                write!(f, ", column {}", self.column)?;
            }
        } else {
            write!(f, "{}", self.path.display())?;
            if self.line > 0 {
                write!(f, ":{}", self.line)?;
            }
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {}", self.message)
    }
}

impl Diagnostic {
    /// A problem without a place yet.
    pub fn new(rule: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity,
            path: PathBuf::new(),
            line: 0,
            column: 0,
            message: message.into(),
            help: String::new(),
            context: None,
        }
    }

    /// Shorthand for [`Severity::Error`].
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(rule, Severity::Error, message)
    }

    /// Shorthand for [`Severity::Warning`].
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(rule, Severity::Warning, message)
    }

    /// Shorthand for [`Severity::Info`].
    pub fn info(rule: &'static str, message: impl Into<String>) -> Self {
        Diagnostic::new(rule, Severity::Info, message)
    }

    /// In this file.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = path.into();
        self
    }

    /// At this line and column, both from 1; 0 where unknown.
    #[must_use]
    pub fn at(mut self, line: u32, column: u32) -> Self {
        self.line = line;
        self.column = column;
        self
    }

    /// Other places that it is about; mostly none.
    pub fn related(&self) -> &[Related] {
        let context = self.context.as_deref();
        context.map_or(&[], |context| &context.related)
    }

    /// Identifier of the entry of a feed that it is in (RSS `guid`, Atom `id`, JSON Feed `id`).
    pub fn entry(&self) -> Option<&str> {
        self.context.as_deref()?.entry.as_deref()
    }

    /// Line and column of what is at fault: those of the attribute where the finding has the line of
    /// its element.
    pub fn exact_place(&self) -> (u32, u32) {
        let related = self
            .related()
            .iter()
            .find(|related| is_empty(&related.path));
        related.map_or((self.line, self.column), |related| {
            (related.line, related.column)
        })
    }

    /// Also about this place.
    #[must_use]
    pub fn also(mut self, related: Related) -> Self {
        self.context.get_or_insert_default().related.push(related);
        self
    }

    /// With this advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `path:line:column: severity[rule]: message`, then other places and the help on lines of their
    /// own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.as_os_str().is_empty() {
            write!(f, "{}:", self.path.display())?;
        }
        if self.line > 0 {
            write!(f, "{}:", self.line)?;
            if self.column > 0 {
                write!(f, "{}:", self.column)?;
            }
        }
        if !self.path.as_os_str().is_empty() || self.line > 0 {
            f.write_str(" ")?;
        }
        write!(
            f,
            "{}[{}]: {}",
            self.severity.name(),
            self.rule,
            self.message
        )?;
        for related in self.related() {
            write!(f, "\n  see: {related}")?;
        }
        if !self.help.is_empty() {
            write!(f, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_prints_its_place_rule_message_and_help() {
        let diagnostic = Diagnostic::error("unreadable-date", "no such day, found `2024-02-30`")
            .in_file("articles/launch.md")
            .at(3, 0)
            .help("write the day of publication, such as `2024-02-29`");
        assert_eq!(
            diagnostic.to_string(),
            "articles/launch.md:3: error[unreadable-date]: no such day, found `2024-02-30`\n  \
             help: write the day of publication, such as `2024-02-29`"
        );
    }
}
