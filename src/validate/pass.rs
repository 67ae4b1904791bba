//! The pass over a text that comes in windows: what is read of each, and what may be dropped.

use super::Report;
use super::place::Mark;
use super::sink::Sink;
use super::values::Value;
use super::walk::{Step, Walk};
use super::xml::Tokeniser;

/// The pass over a text that comes in windows.
pub(super) struct Pass {
    pub(super) walk: Walk,
    tokeniser: Tokeniser,
    /// A place at or before the next token, from which later ones are counted.
    pub(super) mark: Mark,
    /// The rest is not looked at.
    pub(super) stopped: bool,
    /// Traces of a wrong encoding were reported.
    pub(super) damaged: bool,
    /// The last character of the text so far and its place, where damage may begin with it.
    pub(super) before: Option<(char, Mark)>,
}

impl Pass {
    pub(super) fn new(sink: Sink) -> Pass {
        Pass {
            walk: Walk::new(sink),
            tokeniser: Tokeniser::default(),
            mark: Mark::START,
            stopped: false,
            damaged: false,
            before: None,
        }
    }

    /// What was found.
    pub(super) fn report(self) -> Report {
        Report {
            kind: self.walk.kind,
            findings: self.walk.sink.finish(),
            is_foreign: self.walk.state.is_foreign,
        }
    }

    /// Drops the window where nothing more is read from it.
    pub(super) fn skip(&mut self, window: &mut String) {
        self.mark = self.mark.at(window, window.len());
        self.mark.offset = 0;
        self.tokeniser.position = 0;
        window.clear();
    }

    /// Where the next token starts in the window.
    pub(super) fn position(&self) -> usize {
        self.tokeniser.position
    }

    /// Looks at the tokens that the window holds whole; `last` where no text follows it.
    pub(super) fn run(&mut self, window: &str, last: bool) {
        while !self.stopped {
            match self
                .walk
                .step(window, last, &mut self.tokeniser, &mut self.mark)
            {
                Step::Next => {}
                Step::More => return,
                Step::Stop => self.stopped = true,
            }
        }
    }

    /// How many bytes of the window are no longer needed. They are taken as dropped.
    pub(super) fn release(&mut self, window: &str) -> usize {
        // The text of a value is read when its element ends.
        let values = self.walk.frames.iter().filter(|frame| {
            !frame.skip
                && frame
                    .element
                    .is_some_and(|element| !matches!(element.value, Value::Elements))
        });
        let first = values.map(|frame| frame.mark.offset).min();
        let position = self.tokeniser.position;
        let released = first.map_or(position, |first| first.min(position));
        self.mark = self.mark.at(window, released);
        self.mark.offset = self.mark.offset.saturating_sub(released);
        self.tokeniser.position -= released;
        for frame in &mut self.walk.frames {
            frame.mark.offset = frame.mark.offset.saturating_sub(released);
            frame.content = frame.content.saturating_sub(released);
        }
        released
    }
}
