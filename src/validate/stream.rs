//! Feeds that come in pieces: a window over the text that moves on with the tokens.

use std::io::{self, Read};

use encoding_rs::UTF_8;

use super::decode::{choose, not_decoded, push_decoded};
use super::pass::Pass;
use super::place::Mark;
use super::rules;
use super::sink::Sink;
use super::text::{damage, forbidden_character};
use super::{Options, Report};

/// Bytes that are read at once.
pub(super) const PIECE: usize = 1 << 18;

/// What may stand before the first mark of a feed and still decide what it is.
const HEAD: usize = 1024;

/// Checks a feed from a reader, `piece` bytes at a time.
pub(super) fn validate(
    mut reader: impl Read,
    options: &Options,
    piece: usize,
) -> io::Result<Report> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let choice = choose(&head);
    let first = choice
        .encoding
        .decode_without_bom_handling(&head[choice.skip..])
        .0
        .trim_start_matches([' ', '\t', '\r', '\n'])
        .chars()
        .next();
    if matches!(first, None | Some('{' | '[')) {
        reader.read_to_end(&mut head)?;
        return Ok(super::validate(&head, options));
    }
    let mut sink = Sink::new(options);
    let mut faulty = choice.fault.is_some();
    if let Some((rule, mark, message, help)) = choice.fault {
        sink.push(rule, mark, message, help);
    }
    encoding(&mut sink, choice.encoding.name());
    let mut pass = Pass::new(sink);
    let mut decoder = choice.encoding.new_decoder_without_bom_handling();
    let mut window = String::new();
    let mut bytes = head.split_off(choice.skip);
    let mut last = false;
    loop {
        let from = window.len();
        let fault = push_decoded(&mut decoder, &bytes, &mut window, last);
        if let Some(at) = fault.filter(|_| !faulty) {
            faulty = true;
            let place = pass.mark.at(&window, at);
            let (rule, mark, message, help) = not_decoded(place, choice.encoding.name());
            pass.walk.sink.push_ahead(rule, mark, message, help);
        }
        characters(&mut pass, &window, from, faulty);
        pass.run(&window, last);
        if last {
            break;
        }
        if pass.stopped {
            // The bytes of the rest are still looked at.
            pass.skip(&mut window);
        }
        // Moving the rest to the front costs as much as it holds, so the half must be free.
        if pass.position() * 2 >= window.len() {
            let released = pass.release(&window);
            window.drain(..released);
        }
        // A token longer than the window is looked at again: the window doubles.
        let wanted = piece.max(window.len());
        bytes.clear();
        reader
            .by_ref()
            .take(wanted as u64)
            .read_to_end(&mut bytes)?;
        last = bytes.is_empty();
    }
    if faulty {
        // Bytes that are no text, found behind it, say the same with more certainty.
        pass.walk.sink.retract(&rules::DAMAGED_TEXT);
    }
    Ok(pass.report())
}

/// Says that the encoding is not the one that every reader knows.
pub(super) fn encoding(sink: &mut Sink, name: &str) {
    if name != UTF_8.name() {
        sink.push(
            &rules::RARE_ENCODING,
            Mark::START,
            format!("the file is in {name}"),
            "save it as UTF-8, which every reader knows",
        );
    }
}

/// Looks at the characters of the window from `from` on; `faulty` where bytes were replaced already.
pub(super) fn characters(pass: &mut Pass, window: &str, from: usize, faulty: bool) {
    let mut next = from;
    let mut mark = pass.mark;
    while let Some(at) = forbidden_character(window, next) {
        mark = mark.at(window, at);
        let character = window[at..].chars().next().unwrap_or('\0');
        let sink = &mut pass.walk.sink;
        sink.push_ahead(
            &rules::INVALID_CHARACTER,
            mark,
            format!("character U+{:04X}", u32::from(character)),
            "leave it out (XML 1.0, 2.2)",
        );
        next = at + character.len_utf8();
        if sink.is_full() {
            break;
        }
    }
    if faulty || pass.damaged {
        return;
    }
    let piece = &window[from..];
    // Damage is two characters, and a piece may end between them.
    let over_seam = match (pass.before, piece.chars().next()) {
        (Some((one, mark)), Some(other)) => damage(&String::from_iter([one, other])).map(|_| mark),
        _ => None,
    };
    if let Some(last) = piece.chars().next_back() {
        let at = window.len() - last.len_utf8();
        pass.before = matches!(last, 'Â' | 'Ã' | 'â').then(|| (last, pass.mark.at(window, at)));
    }
    let inside = || damage(piece).map(|at| pass.mark.at(window, from + at));
    if let Some(mark) = over_seam.or_else(inside) {
        pass.damaged = true;
        pass.walk.sink.push_ahead(
            &rules::DAMAGED_TEXT,
            mark,
            "characters that a wrong encoding leaves behind",
            "mend the text at its source: it was read in an encoding that it was not in",
        );
    }
}
