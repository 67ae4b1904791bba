//! News agencies and the wires of press releases, by the names that their texts carry.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The name to print, and the spellings parted by `|`; names of two and three letters count in
/// their own case alone.
#[rustfmt::skip]
static AGENCIES: &[(&str, &str)] = &[
    // Worldwide.
    ("Reuters", "Reuters|Reuters News|Thomson Reuters|Reuters Staff|रॉयटर्स|रायटर|Рейтер|路透社|路透|ロイター|ロイター通信|로이터|로이터통신|رويترز|رویترز|রয়টার্স|רויטרס|Ρόιτερς"),
    ("Associated Press", "AP|ap|The Associated Press|Associated Press|एपी|АП|美联社|美聯社|AP通信|أ ب|أسوشيتد برس|অ্যাসোসিয়েটেড প্রেস|এপি"),
    ("AFP", "AFP|afp|Agence France-Presse|Agence France Presse|एएफपी|АФП|法新社|أ ف ب|أ.ف.ب|ا ف ب|فرانس برس|এএফপি|AFP通信|AFP時事|AFPBB News"),
    ("Bloomberg", "Bloomberg|Bloomberg News|ブルームバーグ|彭博|彭博社"),
    ("UPI", "UPI"),
    ("dpa", "dpa|DPA|Dpa|dpa-AFX|Deutsche Presse-Agentur|د ب أ|دب أ|德新社"),
    // Asia.
    ("Xinhua", "Xinhua|新华社|新華社|新华网|新華網|Синьхуа|शिन्हुआ|شينخوا|新華|新华|신화|신화통신"),
    ("China News Service", "CNS|China News Service|中新社|中新网|中新網|中國新聞社|中国新闻社|中新经纬|中国新闻网"),
    ("CNA", "CNA|中央社|中央通訊社|Focus Taiwan"),
    ("KCNA", "KCNA|조선중앙통신|朝鮮中央通信|朝中社"),
    ("Kyodo News", "Kyodo|KYODO|Kyodo News|共同|共同通信|共同通信社|共同社|교도통신|교도"),
    ("Jiji Press", "Jiji|Jiji Press|JIJI|時事|時事通信|時事通信社|지지통신"),
    ("Yonhap", "Yonhap|YONHAP|Yonhap News Agency|연합뉴스|聯合ニュース|韩联社|韓聯社|연합"),
    ("Newsis", "Newsis|뉴시스"),
    ("News1", "News1|뉴스1"),
    ("Newspim", "Newspim|뉴스핌"),
    ("PTI", "PTI|Press Trust of India|पीटीआई|पीटीआइ|পিটিআই"),
    ("PTI-Bhasha", "भाषा|पीटीआई-भाषा|पीटीआई भाषा|Bhasha"),
    ("ANI", "ANI|एएनआई"),
    ("IANS", "IANS|आईएएनएस"),
    ("UNI", "UNI|यूनीवार्ता|वार्ता"),
    ("APP", "APP|Associated Press of Pakistan|اے پی پی"),
    ("BSS", "BSS|বাসস"),
    ("UNB", "UNB|ইউএনবি"),
    ("RSS", "RSS|रासस"),
    ("ANTARA", "ANTARA|Antara|ANTARA News|Antaranews"),
    ("Bernama", "Bernama|BERNAMA"),
    ("VNA", "VNA|TTXVN|Vietnam+|VietnamPlus"),
    ("TNA", "TNA|สำนักข่าวไทย"),
    ("PNA", "PNA|Philippine News Agency"),
    ("IRNA", "IRNA|ایرنا|إرنا"),
    ("ISNA", "ISNA|ایسنا"),
    ("Fars", "Fars|فارس"),
    ("Mehr", "Mehr News|مهر"),
    ("Tasnim", "Tasnim|تسنیم|تسنيم"),
    ("Anadolu", "AA|Anadolu|Anadolu Agency|Anadolu Ajansı|الأناضول|Анадолу|AA Muhabiri"),
    ("DHA", "DHA|Demirören Haber Ajansı"),
    ("İHA", "İHA|IHA|İhlas Haber Ajansı"),
    ("ANKA", "ANKA"),
    ("SPA", "SPA|واس"),
    ("WAM", "WAM|وام"),
    ("KUNA", "KUNA|كونا"),
    ("QNA", "QNA|قنا"),
    ("Petra", "Petra|بترا"),
    ("WAFA", "WAFA|وفا"),
    ("SANA", "SANA|سانا"),
    ("MENA", "MENA|أ ش أ|أ.ش.أ|أش أ"),
    ("NNA", "NNA|الوطنية للإعلام"),
    ("Kazinform", "Kazinform|Казинформ|KAZINFORM"),
    ("Azertac", "AZERTAC|Azertac|AZƏRTAC"),
    ("Armenpress", "Armenpress|ARMENPRESS"),
    // Europe.
    ("TASS", "TASS|ТАСС|ИТАР-ТАСС|ITAR-TASS|塔斯社|تاس|タス通信"),
    ("RIA Novosti", "RIA Novosti|РИА Новости|RIA|РИА НОВОСТИ|俄新社"),
    ("Interfax", "Interfax|INTERFAX|Интерфакс|ИНТЕРФАКС|INTERFAX.RU|ИНТЕРФАКС.РУ|国际文传电讯社"),
    ("Interfax-Ukraine", "Interfax-Ukraine|Интерфакс-Украина|Інтерфакс-Україна"),
    ("Regnum", "REGNUM|ИА REGNUM|РЕГНУМ"),
    ("Sputnik", "Sputnik|Спутник|SPUTNIK|سبوتنيك"),
    ("UNIAN", "UNIAN|УНИАН|УНІАН"),
    ("Ukrinform", "Ukrinform|Укринформ|Укрінформ|УКРІНФОРМ"),
    ("BelTA", "BelTA|БЕЛТА|БелТА"),
    ("EFE", "EFE|Agencia EFE|Efe|埃菲社"),
    ("Europa Press", "Europa Press|EUROPA PRESS"),
    ("ANSA", "ANSA|Ansa"),
    ("AGI", "AGI"),
    ("Adnkronos", "Adnkronos|ADNKRONOS|AdnKronos"),
    ("LaPresse", "LaPresse"),
    ("askanews", "askanews|Askanews"),
    ("Italpress", "ITALPRESS|Italpress"),
    ("Lusa", "Lusa|LUSA|Agência Lusa"),
    ("Belga", "Belga|BELGA"),
    ("ANP", "ANP|Novum"),
    ("NTB", "NTB"),
    ("TT", "TT"),
    ("Ritzau", "Ritzau|ritzau|/ritzau/"),
    ("STT", "STT"),
    ("APA", "APA|apa"),
    ("Keystone-SDA", "SDA|sda|Keystone-SDA|Keystone-ATS|ATS|ats"),
    ("SID", "SID|sid"),
    ("epd", "epd|Evangelischer Pressedienst"),
    ("KNA", "KNA|kna"),
    ("AFX", "AFX|dpa-afx"),
    ("ČTK", "ČTK|CTK"),
    ("TASR", "TASR"),
    ("PAP", "PAP"),
    ("MTI", "MTI"),
    ("Agerpres", "Agerpres|AGERPRES"),
    ("Mediafax", "Mediafax|MEDIAFAX"),
    ("BTA", "BTA|БТА"),
    ("Tanjug", "Tanjug|Танјуг|Tanjug"),
    ("Beta", "BETA"),
    ("FoNet", "FoNet|FONET"),
    ("Hina", "Hina|HINA"),
    ("STA", "STA"),
    ("ANA-MPA", "ANA-MPA|AMNA|ΑΠΕ-ΜΠΕ|ΑΠΕ|ΑΜΠΕ"),
    ("PA Media", "PA|PA Media|Press Association"),
    // The Americas, Africa, Oceania.
    ("The Canadian Press", "The Canadian Press|Canadian Press|CP|THE CANADIAN PRESS"),
    ("La Presse Canadienne", "La Presse Canadienne|PC"),
    ("Télam", "Télam|Telam|TÉLAM|TELAM"),
    ("Prensa Latina", "Prensa Latina|PL"),
    ("Notimex", "Notimex|NTX"),
    ("Agência Brasil", "Agência Brasil|ABr"),
    ("Estadão Conteúdo", "Estadão Conteúdo|Estadão"),
    ("Folhapress", "Folhapress|FOLHAPRESS"),
    ("Andina", "Andina|ANDINA"),
    ("AAP", "AAP"),
    ("RNZ", "RNZ"),
    ("NAN", "NAN|News Agency of Nigeria"),
    ("GNA", "GNA|Ghana News Agency"),
    ("MAP", "MAP"),
    ("APS", "APS|وأج"),
    ("TAP", "TAP|وات"),
    ("SAnews", "SAnews"),
    ("PANA", "PANA"),
    ("IPS", "IPS|Inter Press Service"),
    // Press releases, and papers that sign their datelines as agencies do.
    ("PR Newswire", "PRNewswire|PR Newswire|PRNEWSWIRE"),
    ("Business Wire", "BUSINESS WIRE|Business Wire"),
    ("GlobeNewswire", "GLOBE NEWSWIRE|GlobeNewswire|Globe Newswire"),
    ("ACCESSWIRE", "ACCESSWIRE|ACCESS Newswire"),
    ("Newsfile", "Newsfile Corp|Newsfile Corp.|NEWSFILE"),
    ("ots", "ots|OTS"),
    ("KOMPAS.com", "KOMPAS.com"),
    ("CNN Indonesia", "CNN Indonesia"),
    ("CNBC Indonesia", "CNBC Indonesia"),
    ("TEMPO.CO", "TEMPO.CO|Tempo.co"),
    ("Medcom.id", "Medcom.id"),
];

/// Names and spellings by the first letter of a spelling, in lower case.
static BY_LETTER: LazyLock<HashMap<char, Vec<(&'static str, &'static str)>>> =
    LazyLock::new(|| {
        let mut by_letter: HashMap<char, Vec<(&str, &str)>> = HashMap::new();
        for (name, spellings) in AGENCIES {
            for one in spellings.split('|') {
                by_letter.entry(letter(one)).or_default().push((name, one));
            }
        }
        by_letter
    });

fn letter(text: &str) -> char {
    let first = text.chars().next().unwrap_or(' ');
    first.to_lowercase().next().unwrap_or(first)
}

fn spelt_like(text: &str) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    BY_LETTER.get(&letter(text)).into_iter().flatten()
}

/// The agency of that name. Short names count in their own case alone, and so does every name where
/// nothing around it says that an agency is meant (`exact`).
pub(crate) fn agency(text: &str, exact: bool) -> Option<&'static str> {
    let text = text.trim();
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    let short = text.chars().count() <= 3;
    spelt_like(text)
        .find(|(_, one)| *one == text || !exact && !short && folds_to(one, text))
        .map(|(name, _)| *name)
}

/// The agency that a bracket names: `(Reuters)`, `(AFP/AP)`, `(dpa/lni)`, `(PTI) VN`.
pub(super) fn in_bracket(inside: &str) -> Option<&'static str> {
    if let Some(name) = agency(inside, false) {
        return Some(name);
    }
    let mut parts = inside
        .split(['/', '、', '／', '-', '–', ',', '&'])
        .map(str::trim);
    let name = agency(parts.next()?, false)?;
    parts
        .all(|part| agency(part, false).is_some() || part.chars().count() <= 6)
        .then_some(name)
}

/// The agency whose name a text begins with, in its own case, and the text behind it.
pub(super) fn strip_agency(text: &str) -> Option<(&'static str, &str)> {
    let mut best: Option<(&'static str, &str)> = None;
    for (name, one) in spelt_like(text) {
        let Some(rest) = text.strip_prefix(one) else {
            continue;
        };
        let last = one.chars().next_back().unwrap_or(' ');
        let goes_on =
            !super::words::is_unspaced(last) && rest.starts_with(|c: char| c.is_alphanumeric());
        if !goes_on && best.is_none_or(|(_, shortest)| rest.len() < shortest.len()) {
            best = Some((name, rest));
        }
    }
    best
}

/// The agency whose name a text ends with, and the text before it.
pub(super) fn ends_with_agency(text: &str) -> Option<(&'static str, &str)> {
    let mut best: Option<(&'static str, &str)> = None;
    for (name, spellings) in AGENCIES {
        for one in spellings.split('|') {
            if let Some(rest) = text.strip_suffix(one)
                && best.is_none_or(|(_, shortest)| rest.len() < shortest.len())
            {
                best = Some((name, rest));
            }
        }
    }
    best
}

fn folds_to(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.chars()
        .flat_map(char::to_lowercase)
        .eq(other.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_count_in_their_own_case() {
        assert_eq!(agency("REUTERS", false), Some("Reuters"));
        assert_eq!(agency("REUTERS", true), None);
        assert_eq!(agency("Pa", false), None);
        assert_eq!(in_bracket("dpa/lni"), Some("dpa"));
        assert_eq!(in_bracket("AFP/Reuters"), Some("AFP"));
        assert_eq!(in_bracket("see the Reuters report"), None);
    }
}
