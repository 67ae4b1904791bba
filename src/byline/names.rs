//! The grammar of names: where one ends and the next begins, what is a role, who is nobody.

use super::agencies;
use super::words::{is_and, is_han, is_unspaced};

/// The names in a text that may join several: `A, B and C`, `A und B`, `张三、李四`. A text whose parts
/// do not all look like full names is one name, so that `Leszek Swirski, V8th of his name` and
/// `Smith, John` stay one; what stands in brackets and links is not looked at.
///
/// ```
/// use dateline::byline::split_names;
///
/// assert_eq!(split_names("Ada Berg, Bo Ek and Cy Dahl"), ["Ada Berg", "Bo Ek", "Cy Dahl"]);
/// assert_eq!(split_names("Smith, John"), ["Smith, John"]);
/// ```
pub fn split_names(text: &str) -> Vec<&str> {
    let text = text.trim();
    if !text.contains([' ', ',', '、', '，', '・', '·', '\u{a0}', '&', '+', '/']) {
        return vec![text];
    }
    let pieces = cut(text, |rest| {
        let c = rest.chars().next()?;
        match c {
            '、' | '，' | '،' => Some(c.len_utf8()),
            ',' if rest[1..].starts_with(char::is_whitespace) => Some(1),
            _ => None,
        }
    });
    let pieces = with_suffixes(text, pieces);
    let names: Vec<&str> = pieces
        .iter()
        .flat_map(|piece| joined(without_and(piece)))
        .filter(|name| !name.is_empty())
        .collect();
    let fits = |name: &&str| {
        (looks_like_full_name(name) && (pieces.len() == 1 || role(name).is_none()))
            || is_short_name(name)
    };
    if pieces.len() == 1 || names.iter().all(fits) {
        names
    } else {
        vec![text]
    }
}

/// `and C` behind the last comma.
pub(super) fn without_and(piece: &str) -> &str {
    let piece = piece.trim();
    match piece.split_once(' ') {
        Some((first, rest)) if is_and(first) && looks_like_full_name(rest) => rest.trim(),
        _ => piece,
    }
}

/// `Jr.` and `PhD` belong to the name before the comma.
pub(super) fn with_suffixes<'a>(text: &'a str, pieces: Vec<&'a str>) -> Vec<&'a str> {
    const SUFFIXES: [&str; 12] = [
        "jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "mba", "esq", "msc",
    ];
    let mut out: Vec<&'a str> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        // `Jr.`, `Jr. and the next`
        let mut words = piece.split_whitespace();
        let first = words.next().unwrap_or_default();
        let ends = words.next().is_none_or(is_and);
        let plain = first.trim_end_matches('.').to_lowercase();
        match out.last_mut() {
            Some(last) if ends && SUFFIXES.contains(&plain.as_str()) => {
                let from = last.as_ptr() as usize - text.as_ptr() as usize;
                let to = piece.as_ptr() as usize - text.as_ptr() as usize + piece.len();
                *last = &text[from..to];
            }
            _ => out.push(piece),
        }
    }
    out
}

/// The pieces between marks, whose length `mark` gives, that stand outside of brackets and links.
fn cut(text: &str, mark: impl Fn(&str) -> Option<usize>) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut depth, mut from, mut skip) = (0_usize, 0, 0);
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '[' | '(' | '<' | '（' => depth += 1,
            ']' | ')' | '>' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => {
                if let Some(length) = mark(&text[at..]) {
                    pieces.push(&text[from..at]);
                    from = at + length;
                    skip = from;
                }
            }
            _ => {}
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// `A and B`, `A & B`, `A и B`, `أحمد علي ومحمد حسن`: several names where each side is a full one.
fn joined(part: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = part.trim();
    'names: loop {
        let mut depth = 0_usize;
        for (at, c) in rest.char_indices() {
            match c {
                '[' | '(' | '<' => depth += 1,
                ']' | ')' | '>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > 0 {
                continue;
            }
            let Some(length) = joint(&rest[at..]) else {
                continue;
            };
            let (left, right) = (rest[..at].trim(), rest[at + length..].trim());
            // Han alone is short; elsewhere a name has two words.
            let whole = |name: &str| looks_like_full_name(name) || is_han_name(name);
            let first = right.split(' ').next().unwrap_or_default();
            if whole(left) && (whole(right) || whole(&right[first.len()..])) && starts_full(right) {
                names.push(left);
                rest = right;
                continue 'names;
            }
        }
        names.push(rest);
        return names;
    }
}

/// Whether what follows a joint begins with a full name, whatever is joined to that.
fn starts_full(text: &str) -> bool {
    let end = text
        .char_indices()
        .find_map(|(at, _)| joint(&text[at..]).map(|_| at))
        .unwrap_or(text.len());
    let first = text[..end].trim();
    looks_like_full_name(first) || is_han_name(first)
}

/// The length of what joins two names here: a word between spaces, a mark.
fn joint(rest: &str) -> Option<usize> {
    let c = rest.chars().next()?;
    if matches!(c, '・' | '·' | '/' | '／') {
        return Some(c.len_utf8());
    }
    if !matches!(c, ' ' | '\u{a0}' | '\n') {
        return None;
    }
    let inner = &rest[c.len_utf8()..];
    let end = inner.find([' ', '\u{a0}', '\n'])?;
    let word = &inner[..end];
    if word.len() <= 12 && word.chars().next().is_some_and(|c| !c.is_uppercase()) && is_and(word) {
        return Some(c.len_utf8() + end);
    }
    // Arabic writes `and` in one with the word behind it.
    (word.chars().count() > 3 && word.starts_with('و')).then(|| c.len_utf8() + 'و'.len_utf8())
}

/// A first and a last name, both with a capital where the script has such. What a link or a bracket
/// holds does not count.
pub fn looks_like_full_name(name: &str) -> bool {
    const PARTICLES: [&str; 40] = [
        "de", "da", "do", "dos", "das", "van", "von", "vom", "der", "den", "dem", "ten", "ter",
        "te", "zu", "zum", "zur", "la", "le", "las", "los", "del", "della", "dello", "degli", "di",
        "du", "des", "bin", "ibn", "bint", "al", "el", "ul", "y", "e", "i", "af", "av", "ze",
    ];
    let plain;
    let name = if name.contains(['[', '<', '(']) {
        plain = without_brackets(name);
        plain.trim()
    } else {
        name.trim()
    };
    let mut count = 0;
    let mut capital = false;
    for word in name.split_whitespace() {
        count += 1;
        let Some(first) = word
            .chars()
            .find(|c| !matches!(c, '"' | '“' | '”' | '«' | '»' | '\'' | '‘' | '’' | '„'))
        else {
            return false;
        };
        if first.is_lowercase() {
            // `al-Sayed`, `d’Alba`, `o'Brien`.
            let inner = word
                .split(['-', '\'', '’'])
                .nth(1)
                .and_then(|part| part.chars().next());
            if !PARTICLES.contains(&word) && !inner.is_some_and(char::is_uppercase) {
                return false;
            }
        } else {
            capital = true;
        }
    }
    (2..=5).contains(&count) && capital
}

/// Two to four Chinese characters, as names in Chinese, Japanese and Korean papers have them.
pub(super) fn is_han_name(name: &str) -> bool {
    let name = name.trim();
    (2..=5).contains(&name.chars().count()) && name.chars().all(is_han)
}

/// A name of a script that parts no words.
fn is_short_name(name: &str) -> bool {
    let name = name.trim();
    (2..=12).contains(&name.chars().count())
        && name
            .chars()
            .all(|c| is_unspaced(c) || c == '·' || c == '・')
}

/// The text with `[label](address)` reduced to the label, and without what stands in `<>` and `()`.
fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            '[' | ']' => {}
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Words that no name has, as running text and headlines have them.
#[rustfmt::skip]
const NEVER_IN_NAMES: [&str; 80] = [
    "the", "this", "that", "these", "those", "every", "each", "not", "his", "her", "its", "my", "our", "your", "their",
    "of", "in", "on", "at", "to", "for", "from", "with", "by", "as", "than", "into", "over", "under", "after", "before",
    "when", "while", "who", "what", "why", "how", "is", "are", "was", "were", "has", "have", "had", "would", "could",
    "should", "wins", "says", "sails", "ein", "eine", "einem", "einer", "ist", "mit", "für", "auf", "nach", "wegen",
    "une", "est", "sur", "dans", "pour", "avec", "una", "para", "qué", "que", "um", "uma", "não", "gli", "che", "sono",
    "het", "een", "niet", "unknown",
];

/// Words that no first name is, where a phrase begins with the word of a byline: `By Popular Demand`.
#[rustfmt::skip]
const NEVER_FIRST: [&str; 77] = [
    "a", "an", "all", "any", "no", "popular", "sheer", "pure", "special", "public", "royal", "order", "law", "hand",
    "means", "default", "design", "accident", "mistake", "train", "air", "sea", "land", "numbers", "contrast", "early",
    "late", "then", "now", "next", "last", "far", "mid", "midnight", "noon", "morning", "evening", "night", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "july",
    "october", "november", "december", "some", "many", "most", "such", "one", "two", "three", "half", "day", "way",
    "die", "der", "das", "den", "anfang", "kopf", "un", "le", "la", "les", "el", "los", "il", "lo", "de",
];

/// Whether a text can be nothing but the name of a person: a full name without the words of running
/// text, digits and the marks of a sentence, and no place.
pub(super) fn is_person(name: &str) -> bool {
    let name = name.trim();
    if is_han_name(name) {
        return true;
    }
    // Behind a comma only `Jr.` belongs to a name.
    let commas = name.matches([',', '，', '、']).count();
    if commas > 0 && with_suffixes(name, name.split([',', '，', '、']).collect()).len() > 1 {
        return false;
    }
    if name.chars().count() > 60 || !(looks_like_full_name(name) || is_katakana_name(name)) {
        return false;
    }
    let fits = |word: &str| {
        let bare = word.trim_matches(['"', '“', '”', '«', '»', '‘', '’', '\'', '„', '.', ',']);
        let letters = bare.chars().count();
        let point = word.trim_end_matches(['"', '”', '»']).ends_with('.');
        (letters <= 4 || !point || bare.contains('.'))
            && bare
                .chars()
                .all(|c| c.is_alphabetic() || super::words::is_name_mark(c))
            && !is_among(bare, &NEVER_IN_NAMES)
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let among = |word: Option<&&str>, list: &[&str]| word.is_some_and(|word| is_among(word, list));
    if among(words.first(), &NEVER_FIRST) || among(words.last(), &HOUSES) {
        return false;
    }
    let long = words
        .iter()
        .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    long && words.iter().all(|word| fits(word))
        && role(name).is_none()
        && crate::date::place(name, None).is_none()
}

fn is_katakana_name(name: &str) -> bool {
    let count = name.chars().count();
    (3..=20).contains(&count)
        && name.contains(['・', '·'])
        && name
            .chars()
            .all(|c| is_unspaced(c) || matches!(c, '・' | '·' | 'ー'))
}

/// Words that say what somebody does for a paper.
#[rustfmt::skip]
const ROLES: [&str; 116] = [
    "editor", "editors", "reporter", "reporters", "writer", "writers", "correspondent", "correspondents", "staff",
    "technologist", "professor", "contributor", "contributors", "director", "senior", "journalist", "journalists",
    "columnist", "critic", "bureau", "chief", "analyst", "producer", "intern", "freelance", "freelancer",
    "photographer", "desk", "newsroom", "contributing", "assistant", "associate", "stringer", "blogger", "team",
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporterin", "redaktion", "volontär",
    "volontärin", "journalistin", "chefredakteur", "chefredakteurin", "autor", "autorin", "kolumnist",
    "journaliste", "correspondant", "correspondante", "rédacteur", "rédactrice", "envoyé", "envoyée", "spécial",
    "corresponsal", "redactor", "redactora", "redacción", "periodista", "enviado", "enviada", "especial",
    "colaborador", "colaboradora", "jornalista", "correspondente", "repórter", "redação", "corrispondente",
    "giornalista", "inviato", "inviata", "redazione", "redattore", "verslaggever", "correspondente", "redacteur",
    "redactie", "корреспондент", "корреспондентка", "журналист", "журналистка", "редактор", "обозреватель",
    "кореспондент", "журналіст", "редакция", "редакція", "dziennikarz", "dziennikarka", "korespondent", "redaktor",
    "redaktorka", "muhabir", "muhabiri", "editör", "yazar", "gazeteci", "संवाददाता", "रिपोर्टर", "পরিবেশক",
    "প্রতিবেদক", "wartawan", "reportrar", "journalister", "toimittaja", "redaktör", "újságíró", "újságírónő",
    "기자", "특파원", "记者", "記者",
];

/// The text, where it says what somebody does and not who it is.
pub(super) fn role(text: &str) -> Option<&str> {
    let text = text.trim();
    let short = text.chars().count() <= 60 && text.split_whitespace().count() <= 6;
    let any = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '(' | ')' | ',' | '&'))
        .any(|word| is_among(word, &ROLES));
    (short && any).then_some(text)
}

/// Whether a list of words in lower case has a word, whatever its case.
fn is_among(word: &str, list: &[&str]) -> bool {
    if word.is_ascii() {
        return list.iter().any(|one| one.eq_ignore_ascii_case(word));
    }
    let lower = word.to_lowercase();
    list.contains(&lower.as_str())
}

/// Whether a name is nobody's: an account, an office, a desk.
///
/// ```
/// use dateline::byline::is_nobody;
///
/// assert!(is_nobody("Web Desk") && is_nobody("admin") && !is_nobody("Stafford Webb"));
/// ```
pub fn is_nobody(name: &str) -> bool {
    #[rustfmt::skip]
    const NOBODY: [&str; 109] = [
        "admin", "administrator", "wordpressadmin", "super user", "root", "user", "guest", "webadmin", "webmaster",
        "anonymous", "unknown", "default", "staff", "our staff", "staff writer", "staff writers", "staff reporter",
        "staff reporters", "our staff reporter", "our reporter", "our correspondent", "own correspondent",
        "our own correspondent", "our special correspondent", "special correspondent", "our bureau", "bureau",
        "correspondent", "reporter", "editor", "editors", "editorial", "editorial team", "editorial staff",
        "editorial board", "the editors", "the editor", "editorial desk", "news staff", "wire reports",
        "wire services", "wire report", "agencies", "agency", "news agencies", "web desk", "webdesk", "online desk",
        "digital desk", "news desk", "newsdesk", "city desk", "sports desk", "national desk", "foreign desk", "desk",
        "web team", "team", "internet desk", "express news service", "staff report",
        "redaktion", "die redaktion", "agenturen", "red", "redacción", "redaccion", "la redacción", "agencias",
        "agences", "la rédaction", "rédaction", "redazione", "la redazione", "agenzie", "redação", "da redação",
        "agências", "redactie", "onze redactie", "redakcja", "редакция", "редакція", "агентства", "haber merkezi",
        "वेब डेस्क", "डिजिटल डेस्क", "न्यूज डेस्क", "न्यूज़ डेस्क", "डेस्क", "एजेंसी", "एजेंसियां", "निज संवाददाता",
        "নিজস্ব প্রতিবেদক", "ডেস্ক রিপোর্ট", "অনলাইন ডেস্ক", "المحرر", "التحرير", "وكالات", "redaksi", "tim redaksi",
        "redaktionen", "toimitus", "redakce", "szerkesztőség", "σύνταξη", "编辑部", "編集部", "본사 기자",
    ];
    let name = name.trim().trim_matches(['.', ',', '"']);
    let name = match name.split_at_checked(4) {
        Some((the, rest)) if the.eq_ignore_ascii_case("the ") => rest,
        _ => name,
    };
    is_among(name, &NOBODY)
}

/// Last words of the names of papers and broadcasters.
#[rustfmt::skip]
const HOUSES: [&str; 24] = [
    "times", "post", "news", "press", "journal", "herald", "tribune", "gazette", "chronicle", "observer",
    "guardian", "mail", "telegraph", "express", "today", "service", "magazine", "television", "radio", "zeitung",
    "nachrichten", "online", "network", "media",
];

/// Whether a text names a paper, a broadcaster or the like, or an agency.
pub(super) fn is_house(text: &str) -> bool {
    let text = text.trim();
    if agencies::agency(text, false).is_some() {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let sign = words.len() == 1
        && (2..=6).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_uppercase());
    let last = words
        .last()
        .map(|word| word.to_lowercase())
        .unwrap_or_default();
    sign || (1..=5).contains(&words.len())
        && words.iter().all(capital)
        && (HOUSES.contains(&last.as_str()) || last.ends_with(".com") || last.ends_with(".org"))
}
