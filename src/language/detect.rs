//! The language of a text by its letters, where nobody wrote it down.

use std::collections::HashSet;

/// Letters of an alphabet below which no guess is made: below about 100, trigrams err often.
const LEAST_LETTERS: usize = 100;

/// The same for scripts in which a letter is a syllable or a word.
const LEAST_SYLLABLES: usize = 30;

/// Characters that are looked at; more change nothing.
const LOOKED_AT: usize = 2000;

/// The share of words that must be among the common ones of the language, in percent.
const LEAST_COMMON: usize = 4;

/// The BCP 47 tag of a text's language; `None` where the text is too short or the answer not sure.
///
/// Trigrams propose, common words confirm: a language that is not known looks to trigrams like one
/// that is (Albanian like French), and has none of its little words.
pub fn detect(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(LOOKED_AT)
        .map_or(text.len(), |(end, _)| end);
    let text = &text[..end];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let info = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    let code = info.lang().code();
    if let Some((_, tag)) = BY_SYLLABLES.iter().find(|(known, _)| *known == code) {
        return (letters >= LEAST_SYLLABLES).then_some(tag);
    }
    if letters < LEAST_LETTERS {
        return None;
    }
    if let Some((_, tag)) = BY_SCRIPT.iter().find(|(known, _)| *known == code) {
        return Some(tag);
    }
    let (_, tag, common) = BY_WORDS.iter().find(|(known, ..)| *known == code)?;
    let common: HashSet<&str> = common.split(' ').collect();
    let (mut words, mut hits) = (0, 0);
    let mut seen = HashSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && !is_inside_word(c)) {
        if word.is_empty() {
            continue;
        }
        words += 1;
        if let Some(hit) = common.get(word.to_lowercase().as_str()) {
            hits += 1;
            seen.insert(*hit);
        }
    }
    (seen.len() >= 2 && hits * 100 >= words * LEAST_COMMON).then_some(tag)
}

/// Marks that stand on letters, and the joiners between them.
fn is_inside_word(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Languages whose letters are syllables or words.
const BY_SYLLABLES: [(&str, &str); 3] = [("cmn", "zh"), ("jpn", "ja"), ("kor", "ko")];

/// Languages that have their script nearly to themselves.
const BY_SCRIPT: [(&str, &str); 16] = [
    ("ell", "el"),
    ("guj", "gu"),
    ("hye", "hy"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("mal", "ml"),
    ("mya", "my"),
    ("ori", "or"),
    ("pan", "pa"),
    ("sin", "si"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tha", "th"),
    ("heb", "he"),
    ("yid", "yi"),
];

/// Languages that share their script: code of ISO 639-3, tag, common words.
#[rustfmt::skip]
const BY_WORDS: [(&str, &str, &str); 50] = [
    ("afr", "af", "die van en is nie wat het sy hy dat om te vir met ook maar"),
    ("aka", "ak", "na no wɔ sɛ a ne mu so de yɛ"),
    ("amh", "am", "ነው እና ላይ ውስጥ ግን ነበር ወደ ጋር ይህ አንድ"),
    ("ara", "ar", "في من على أن إلى عن التي الذي مع هذا هذه لا كان ما"),
    ("aze", "az", "və bir bu ilə üçün da də ki olan olaraq sonra çox"),
    ("bel", "be", "і ў у не на што з да як гэта але для"),
    ("ben", "bn", "এবং এই করে না ও হয় একটি থেকে জন্য তার যে এ"),
    ("bul", "bg", "и на да се за от не е в с по че са"),
    ("cat", "ca", "el la els les que una amb per dels és i un no del al"),
    ("ces", "cs", "a se v na je že to s do není jako pro ale by si jsou"),
    ("cym", "cy", "y yr yn o i ar mae wedi ei am ac bod gan oedd"),
    ("dan", "da", "og at det der en af er ikke til på den som med de et"),
    ("deu", "de", "der die und das ist nicht ein mit den zu sich von eine auch dem auf im"),
    ("eng", "en", "the of and to in is that it for was on with as are at from"),
    ("epo", "eo", "la kaj de en estas ne al por kiu ke mi estis oni"),
    ("est", "et", "ja on ei et see kui oli mis ka oma ning aga selle nii"),
    ("fin", "fi", "ja on ei että se oli hän myös kun ovat mutta joka niin kuin"),
    ("fra", "fr", "le la les des et une est dans que pour un du pas qui au en ne"),
    ("hin", "hi", "के में है की से का को और पर नहीं एक यह कि भी था"),
    ("hrv", "hr", "i je u se na da su za od nije koji kao što s"),
    ("hun", "hu", "a az és hogy nem egy is volt meg ez csak már de"),
    ("ind", "id", "yang dan di itu dengan untuk tidak ini dari dalam pada akan ke"),
    ("ita", "it", "il che di una per con non sono della è un la del i le si"),
    ("jav", "jv", "sing lan ing iku ora kang karo saka ana iki"),
    ("lat", "la", "et in est non ad cum ut qui quod sed"),
    ("lav", "lv", "un ir ka par no ar kas uz bet tika arī lai pie"),
    ("lit", "lt", "ir kad yra su iš bet tai buvo kaip į apie jis"),
    ("mar", "mr", "आणि आहे या हे तो ते होते एक नाही मी होता आहेत ही"),
    ("mkd", "mk", "и на да се за од не е во со што ќе го"),
    ("nep", "ne", "छ र पनि यो भने छन् थियो हो एक लागि गर्ने गरेको तर"),
    ("nld", "nl", "de het een van en dat niet is op voor in te zijn met die"),
    ("nob", "nb", "og å det som en er ikke av til på den i for har med et"),
    ("pes", "fa", "و در به از که این را با است برای آن یک می"),
    ("pol", "pl", "i w na się nie że z do jest to o jak ale po"),
    ("por", "pt", "o os uma que não com para do da em de um no na se"),
    ("ron", "ro", "și în de la cu o care este pe nu un din că mai"),
    ("rus", "ru", "и в не на что с как по он это из но а для было"),
    ("slk", "sk", "a sa v na je že to s do nie ako pre ale by si sú"),
    ("slv", "sl", "in je v da na se za so ki ni pa kot z tudi"),
    ("sna", "sn", "kuti uye kana asi kuna nekuti pa mu ne"),
    ("spa", "es", "el la los las que una por con para del no un en se y es"),
    ("srp", "sr", "и је у да се на су за од није који као i je u se na da su za od nije koji kao"),
    ("swe", "sv", "och att det som en är av för inte på den till med ett"),
    ("tgl", "tl", "ang ng sa na mga ay at si hindi ito para may"),
    ("tuk", "tk", "we bu bir bilen üçin hem şol ýa olar"),
    ("tur", "tr", "ve bir bu için de da ile ne çok olarak daha gibi olan ama"),
    ("ukr", "uk", "і в не на що та з до у як це але для й"),
    ("urd", "ur", "کے کی میں ہے سے کا کو اور پر نہیں ایک یہ کہ بھی"),
    ("uzb", "uz", "va bu bilan uchun bir ham deb edi esa ва бу билан учун бир ҳам"),
    ("vie", "vi", "là của và không có cho một những các được trong với"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Written for this test.
    #[rustfmt::skip]
    const KNOWN: [(&str, &str); 27] = [
        ("en", "The baker opens the door at six, and by seven there is a queue to the corner. Nobody in it is in a hurry, for the bread is not out of the oven before half past."),
        ("de", "Der Bäcker öffnet die Tür um sechs, und um sieben steht eine Schlange bis zur Ecke. Niemand hat es eilig, denn das Brot kommt nicht vor halb acht aus dem Ofen."),
        ("fr", "Le boulanger ouvre la porte à six heures, et à sept heures la file va jusqu'au coin de la rue. Personne n'est pressé, car le pain ne sort pas du four avant la demie."),
        ("es", "El panadero abre la puerta a las seis y a las siete la cola llega hasta la esquina. Nadie tiene prisa, porque el pan no sale del horno antes de las siete y media."),
        ("pt", "O padeiro abre a porta às seis horas e às sete a fila já chega à esquina. Ninguém tem pressa, porque o pão não sai do forno antes das sete e meia da manhã."),
        ("it", "Il fornaio apre la porta alle sei e alle sette la fila arriva fino all'angolo della strada. Nessuno ha fretta, perché il pane non esce dal forno prima delle sette e mezza."),
        ("nl", "De bakker doet de deur om zes uur open en om zeven uur staat er een rij tot op de hoek. Niemand heeft haast, want het brood komt niet voor half acht uit de oven."),
        ("sv", "Bagaren öppnar dörren klockan sex och klockan sju är det kö till hörnet. Ingen har bråttom, för brödet kommer inte ut ur ugnen före halv åtta på morgonen."),
        ("da", "Bageren åbner døren klokken seks, og klokken syv er der kø helt hen til hjørnet. Ingen har travlt, for brødet kommer ikke ud af ovnen før klokken halv otte."),
        ("fi", "Leipuri avaa oven kello kuusi, ja seitsemältä jono on jo kulmalla asti. Kenelläkään ei ole kiire, sillä leipä ei tule uunista ennen puolta kahdeksaa, ja se on kaikille selvää."),
        ("pl", "Piekarz otwiera drzwi o szóstej, a o siódmej kolejka sięga już do rogu ulicy. Nikt się nie śpieszy, bo chleb i tak nie wychodzi z pieca przed wpół do ósmej."),
        ("cs", "Pekař otevírá dveře v šest hodin a v sedm už je fronta až na roh ulice. Nikdo ale nespěchá, protože chleba není z pece venku dřív než v půl osmé a to všichni vědí."),
        ("hu", "A pék hatkor nyitja az ajtót, és hétkor már a sarokig ér a sor. Senki sem siet, mert a kenyér nem jön ki a kemencéből fél nyolc előtt, és ezt mindenki tudja is."),
        ("tr", "Fırıncı kapıyı saat altıda açar ve yedide kuyruk köşeye kadar uzanır. Kimsenin acelesi yoktur, çünkü ekmek yedi buçuktan önce fırından çıkmaz ve bunu herkes çok iyi bilir."),
        ("ro", "Brutarul deschide ușa la ora șase, iar la șapte coada ajunge până la colț. Nimeni nu se grăbește, pentru că pâinea nu iese din cuptor înainte de șapte și jumătate, și o știu cu toții."),
        ("id", "Tukang roti membuka pintu pada pukul enam, dan pada pukul tujuh antrean sudah sampai di sudut jalan. Tidak ada yang terburu-buru, karena roti itu tidak keluar dari oven sebelum setengah delapan."),
        ("vi", "Người thợ làm bánh mở cửa lúc sáu giờ, và đến bảy giờ thì hàng người đã dài tới góc phố. Không ai vội vàng, vì bánh mì không ra lò trước bảy giờ rưỡi và mọi người đều biết là như vậy."),
        ("ru", "Пекарь открывает дверь в шесть, а к семи очередь тянется до угла. Никто не спешит, потому что хлеб не выйдет из печи раньше половины восьмого, и все это знают."),
        ("uk", "Пекар відчиняє двері о шостій, а о сьомій черга тягнеться аж до рогу вулиці. Ніхто не поспішає, бо хліб не вийде з печі раніше пів на восьму, і всі це добре знають."),
        ("el", "Ο φούρναρης ανοίγει την πόρτα στις έξι και στις επτά η ουρά φτάνει ως τη γωνία. Κανείς δεν βιάζεται, γιατί το ψωμί δεν βγαίνει από τον φούρνο πριν από τις επτά και μισή."),
        ("ar", "يفتح الخباز الباب في الساعة السادسة، وفي السابعة يصل الصف إلى ناصية الشارع. لا أحد في عجلة من أمره، لأن الخبز لا يخرج من الفرن قبل السابعة والنصف، وكل من في الحي يعرف ذلك."),
        ("fa", "نانوا ساعت شش در را باز می‌کند و ساعت هفت صف تا سر کوچه می‌رسد. هیچ کس عجله ندارد، چون نان پیش از هفت و نیم از تنور بیرون نمی‌آید و این را همه می‌دانند که باید صبر کرد."),
        ("he", "האופה פותח את הדלת בשש, ובשבע התור כבר מגיע עד הפינה. איש אינו ממהר, כי הלחם לא יוצא מהתנור לפני שבע וחצי, וכולם יודעים זאת היטב, גם הילדים שבאים עם סבא ועם סבתא."),
        ("hi", "नानबाई छह बजे दरवाज़ा खोलता है और सात बजे तक कतार मोड़ तक पहुँच जाती है। किसी को जल्दी नहीं है, क्योंकि रोटी साढ़े सात से पहले तंदूर से नहीं निकलती और यह बात सब को मालूम है।"),
        ("ja", "パン屋は六時に扉を開け、七時には角まで列ができる。誰も急いではいない。パンが窯から出てくるのは七時半を過ぎてからだと、みんな知っているからだ。"),
        ("zh", "面包师傅六点钟开门，到了七点，队伍已经排到街角。没有人着急，因为大家都知道面包要到七点半以后才会出炉。"),
        ("ko", "빵집 주인은 여섯 시에 문을 열고, 일곱 시가 되면 줄이 모퉁이까지 이어진다. 아무도 서두르지 않는다. 빵은 일곱 시 반이 지나야 나온다는 것을 모두 알고 있기 때문이다."),
    ];

    #[test]
    fn a_text_of_some_length_says_its_language() {
        for (tag, text) in KNOWN {
            assert_eq!(detect(text), Some(tag), "{text}");
        }
    }

    #[test]
    fn a_short_text_says_nothing() {
        for (_, text) in KNOWN {
            let short: String = text.chars().take(28).collect();
            assert_eq!(detect(&short), None, "{short}");
        }
        assert_eq!(detect(""), None);
        assert_eq!(detect("12345 67890 --- 1.2.3"), None);
        assert_eq!(detect(&"0x7f ".repeat(500)), None);
    }

    /// Languages that the detector does not know must not come out as their neighbours.
    #[test]
    fn a_language_that_is_not_known_is_none() {
        #[rustfmt::skip]
        let unknown = [
            ("sq", "Bukëpjekësi e hap derën në orën gjashtë dhe në orën shtatë radha arrin deri te këndi i rrugës. Askush nuk nxitohet, sepse buka nuk del nga furra para shtatë e gjysmë."),
            ("eu", "Okinak seietan irekitzen du atea, eta zazpietarako ilara izkinaraino iristen da. Inork ez du presarik, ogia ez baita labetik ateratzen zazpi eta erdiak baino lehen."),
            ("sw", "Mwokaji hufungua mlango saa kumi na mbili asubuhi, na ifikapo saa moja foleni hufika hadi kona ya barabara. Hakuna mwenye haraka, kwa sababu mkate hautoki tanurini mapema."),
            ("ga", "Osclaíonn an báicéir an doras ar a sé, agus faoina seacht bíonn scuaine ann go dtí an cúinne. Níl deifir ar aon duine, mar ní thagann an t-arán amach as an oigheann roimhe sin."),
            ("mt", "Il-furnar jiftaħ il-bieb fis-sitta, u fis-sebgħa l-kju jkun diġà wasal sal-kantuniera. Ħadd mhu mgħaġġel, għax il-ħobż ma joħroġx mill-forn qabel is-sebgħa u nofs."),
            ("kk", "Наубайшы есікті сағат алтыда ашады, ал жетіде кезек көшенің бұрышына дейін жетеді. Ешкім асықпайды, өйткені нан пештен жеті жарымнан бұрын шықпайды, мұны бәрі біледі."),
        ];
        for (tag, text) in unknown {
            assert_eq!(detect(text), None, "{tag}: {text}");
        }
    }

    #[test]
    fn every_tag_is_one_of_bcp_47() {
        let tags = BY_SYLLABLES.iter().chain(&BY_SCRIPT).map(|(_, tag)| *tag);
        for tag in tags.chain(BY_WORDS.iter().map(|(_, tag, _)| *tag)) {
            assert_eq!(crate::language::tag(tag).as_deref(), Some(tag));
        }
    }
}
