//! Datelines of papers in Chinese, Japanese and Korean: `新华社北京5月5日电（记者…）`, `【東京時事】`,
//! `(서울=연합뉴스) 홍길동 기자 = …`.

use super::credit::credit;
use super::day::{self, Day};
use super::names::is_han_name;
use super::words::{is_han, is_unspaced};
use super::{Stamp, agencies};
use crate::date::place;

/// Reads such a dateline and how many bytes it takes.
pub(super) fn lead(text: &str) -> Option<(Stamp, usize)> {
    let first = text.chars().next()?;
    if !(is_unspaced(first) || matches!(first, '【' | '［' | '[' | '(' | '（' | '〔' | '<' | '＜'))
    {
        return None;
    }
    korean(text)
        .or_else(|| bracketed(text))
        .or_else(|| chinese(text))
}

/// `新华社北京5月5日电（记者张三、李四）…`, `中新网上海5月5日电 (记者 王五)…`, `本报北京5月5日讯 …`.
fn chinese(text: &str) -> Option<(Stamp, usize)> {
    let (stamp, rest) = wire(text)?;
    let (stamp, rest) = with_reporters(stamp, rest);
    let behind = rest.trim_start_matches([' ', '\u{3000}', '：', ':', '\u{a0}', '】']);
    Some((stamp, text.len() - behind.len()))
}

/// Agency, place, day and the word for a wire.
fn wire(text: &str) -> Option<(Stamp, &str)> {
    let mut stamp = Stamp::default();
    let rest = match agencies::strip_agency(text) {
        Some((agency, rest)) => {
            stamp.agency = Some(agency.to_owned());
            rest
        }
        None => [
            "本报",
            "本報",
            "本社",
            "人民网",
            "央视网",
            "央廣網",
            "央广网",
            "环球网",
            "光明网",
        ]
        .iter()
        .find_map(|paper| text.strip_prefix(paper))?,
    };
    let rest = rest.trim_start();
    // `中央社記者王小明台北5日電`
    let (reporter, rest) = match rest
        .strip_prefix("記者")
        .or_else(|| rest.strip_prefix("记者"))
    {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let digit = rest.find(|c: char| c.is_numeric()).filter(|&at| at <= 60)?;
    let mut between = rest[..digit].trim();
    if reporter {
        let name = between.char_indices().map(|(at, _)| at).find(|&at| {
            at > 0 && place(&between[at..], None).is_some() && is_han_name(&between[..at])
        })?;
        stamp.authors.push(between[..name].to_owned());
        between = &between[name..];
    }
    if between
        .chars()
        .any(|c| !(is_unspaced(c) || matches!(c, '·' | ' ' | '/' | '（' | '）')))
    {
        return None;
    }
    if !between.is_empty() {
        stamp.place = Some(between.to_owned());
    }
    let dated = &rest[digit..];
    let end = dated
        .find(['电', '電', '讯', '訊', '消'])
        .filter(|&at| at <= 40)?;
    let written = dated[..end].trim();
    match day::kind(written) {
        Some(Day::Relative) => {}
        Some(_) => stamp.day = Some(written.to_owned()),
        // `5日電`: the month is the paper's.
        None if written.ends_with('日') && written.chars().count() <= 3 => {}
        None => return None,
    }
    let mark = dated[end..].chars().next()?;
    let rest = &dated[end + mark.len_utf8()..];
    Some((stamp, rest.strip_prefix('息').unwrap_or(rest)))
}

/// `（记者张三 李四）`, ` (记者 张三)` behind the wire.
fn with_reporters(mut stamp: Stamp, rest: &str) -> (Stamp, &str) {
    let trimmed = rest.trim_start();
    let Some(inside) = trimmed.strip_prefix(['（', '(']) else {
        return (stamp, rest);
    };
    let Some(at) = inside.find(['）', ')']).filter(|&at| at <= 150) else {
        return (stamp, rest);
    };
    let close = inside[at..].chars().next().map_or(1, char::len_utf8);
    let names = &inside[..at];
    let labels = [
        "本报记者",
        "本報記者",
        "特约记者",
        "实习记者",
        "总台记者",
        "通讯员",
        "记者",
        "記者",
    ];
    let Some(named) = labels
        .iter()
        .find_map(|label| names.trim_start().strip_prefix(label))
    else {
        return (stamp, rest);
    };
    let all: Vec<&str> = named
        .split(['、', '，', ',', ' ', '\u{3000}', '：', ':', '/'])
        .map(|name| {
            labels
                .iter()
                .fold(name, |name, label| name.strip_prefix(label).unwrap_or(name))
        })
        .filter(|name| !name.is_empty())
        .collect();
    if !all
        .iter()
        .all(|name| is_han_name(name) || name.contains('·'))
    {
        return (stamp, rest);
    }
    stamp.authors.extend(all.into_iter().map(str::to_owned));
    (stamp, &inside[at + close..])
}

/// `【東京時事】`, `【ワシントン＝共同】`, `【カイロ＝山田太郎】`, `［東京　５日　ロイター］ - `, `【新华社北京5月5日电】`,
/// `（中央社記者王小明台北5日電）`.
fn bracketed(text: &str) -> Option<(Stamp, usize)> {
    let open = text.chars().next()?;
    let close = match open {
        '【' => '】',
        '［' => '］',
        '[' => ']',
        '〔' => '〕',
        '（' => '）',
        '(' => ')',
        _ => return None,
    };
    let inside = &text[open.len_utf8()..];
    let at = inside.find(close).filter(|&at| at <= 150)?;
    let (inside, rest) = (inside[..at].trim(), &inside[at + close.len_utf8()..]);
    let behind = rest.trim_start_matches([
        ' ', '\u{3000}', '-', '－', '–', '—', '：', ':', '=', '＝', '\u{a0}',
    ]);
    let taken = text.len() - behind.len();
    if let Some((stamp, left)) = wire(inside)
        && with_reporters(stamp.clone(), left).1.trim().is_empty()
    {
        return Some((with_reporters(stamp, left).0, taken));
    }
    if !inside.chars().any(is_unspaced) {
        return None;
    }
    let mut stamp = Stamp::default();
    let mut parts: Vec<&str> = inside
        .split(['＝', '=', ' ', '\u{3000}', '、', '，', ','])
        .filter(|part| !part.is_empty())
        .collect();
    // The agency may be written in one with the place.
    if let Some(last) = parts.last().copied()
        && agencies::agency(last, true).is_none()
        && let Some((agency, place)) = agencies::ends_with_agency(last)
        && !place.is_empty()
        && place.chars().all(|c| is_unspaced(c) || c == '・')
    {
        stamp.agency = Some(agency.to_owned());
        parts.pop();
        parts.push(place);
    }
    for (at, part) in parts.iter().enumerate() {
        if let Some(agency) = agencies::agency(part, true) {
            stamp.agency.get_or_insert(agency.to_owned());
        } else if let Some(day) = day::kind(part) {
            if day != Day::Relative {
                stamp.day.get_or_insert((*part).to_owned());
            }
        } else if part.ends_with('日')
            && part.chars().count() <= 3
            && part.chars().any(char::is_numeric)
        {
            // The day alone, of the month of the paper.
        } else if at == 0
            && part.chars().count() <= 12
            && part.chars().all(|c| is_unspaced(c) || c == '・')
        {
            stamp.place = Some((*part).to_owned());
        } else if at > 0
            && is_han_name(part)
            && part.chars().all(is_han)
            && inside.contains(['＝', '='])
        {
            stamp.authors.push((*part).to_owned());
        } else {
            return None;
        }
    }
    let known = stamp
        .place
        .as_deref()
        .is_some_and(|name| place(name, None).is_some());
    let dated = known && stamp.day.is_some();
    let signed = stamp.agency.is_some() || !stamp.authors.is_empty() || dated;
    signed.then_some((stamp, taken))
}

/// `(서울=연합뉴스) 홍길동 기자 = …`, `[서울=뉴시스]홍길동 기자 = …`, `(도쿄=연합뉴스) …`.
fn korean(text: &str) -> Option<(Stamp, usize)> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let inside = &text[1..];
    let at = inside.find(close).filter(|&at| at <= 80)?;
    let (inside, rest) = (&inside[..at], &inside[at + 1..]);
    let (places, agency) = inside.split_once(['=', '＝'])?;
    let mut stamp = Stamp {
        place: Some(places.trim().to_owned()),
        agency: Some(agencies::agency(agency, true)?.to_owned()),
        ..Stamp::default()
    };
    let mut behind = rest.trim_start();
    if let Some((names, lead)) = behind
        .split_once(" = ")
        .filter(|(names, _)| names.len() <= 90)
        && let Some(credit) = korean_names(names)
    {
        stamp.authors = credit;
        behind = lead.trim_start();
    }
    Some((stamp, text.len() - behind.len()))
}

/// `홍길동 김철수 기자`.
fn korean_names(text: &str) -> Option<Vec<String>> {
    if !korean_words(text).any(|word| KOREAN_TITLES.contains(&word)) {
        return credit(text, false)
            .map(|credit| credit.names)
            .filter(|names| !names.is_empty());
    }
    let names = titled_korean(text, |_| true)?;
    Some(names.into_iter().map(str::to_owned).collect())
}

const KOREAN_TITLES: [&str; 6] = [
    "기자",
    "특파원",
    "선임기자",
    "인턴기자",
    "통신원",
    "논설위원",
];

fn korean_words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '·', ',', '\u{a0}', 'ㆍ', '・'])
        .filter(|word| !word.is_empty())
}

/// The names among the words of a text that are names and titles and nothing else.
fn titled_korean(text: &str, surname: impl Fn(char) -> bool) -> Option<Vec<&str>> {
    let names: Vec<&str> = korean_words(text)
        .filter(|word| !KOREAN_TITLES.contains(word))
        .collect();
    let hangul = |c: char| ('가'..='힣').contains(&c);
    let fits = |name: &&str| {
        (2..=4).contains(&name.chars().count())
            && name.chars().all(hangul)
            && name.starts_with(&surname)
    };
    (!names.is_empty() && names.iter().all(fits)).then_some(names)
}

/// The names of a line that is nothing else: `홍길동 기자`, `홍길동·김철수 기자`. Each begins with one of
/// the surnames that nearly all Koreans have, for `여성 기자` is a headline.
pub(super) fn korean_byline(text: &str) -> Option<Vec<&str>> {
    const SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예";
    let titled = KOREAN_TITLES
        .iter()
        .any(|title| text.ends_with(title) && text.len() > title.len());
    if !titled || !korean_words(text).any(|word| KOREAN_TITLES.contains(&word)) {
        return None;
    }
    titled_korean(text, |c| SURNAMES.contains(c))
}

/// Several names of two to four Chinese characters that spaces alone part: `张三 李四`. Each begins with
/// one of the hundred surnames that most have; `山田 太郎` is one name.
pub(super) fn spaced_han(text: &str) -> Option<Vec<&str>> {
    const SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖萧蕭田董袁潘蒋蔣蔡余杜叶葉程魏苏蘇吕呂丁任卢盧姚钟鐘姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫閻段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯";
    let names: Vec<&str> = text
        .split([' ', '\u{3000}'])
        .filter(|name| !name.is_empty())
        .collect();
    let fits = |name: &&str| {
        (2..=4).contains(&name.chars().count())
            && is_han_name(name)
            && name.starts_with(|c| SURNAMES.contains(c))
    };
    (names.len() > 1 && names.iter().all(fits)).then_some(names)
}
