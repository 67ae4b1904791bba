//! One JSON object a file. A later run takes these lines as its baseline.

use std::io::Write;

use serde::Serialize;

use super::Checked;
use crate::cli::output::{Message, line};

/// One line.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    valid: bool,
    messages: Vec<Message<'a>>,
}

pub(super) fn file(checked: &Checked) {
    // A file that cannot be read has no line: standard error says why.
    if checked.failure.is_some() {
        return;
    }
    let json = Line {
        path: &checked.name,
        valid: checked.is_valid(),
        messages: checked.findings.iter().map(Message::from).collect(),
    };
    line!("{}", serde_json::to_string(&json).unwrap_or_default());
}
