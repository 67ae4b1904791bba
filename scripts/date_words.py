"""What CLDR does not hold of the words in dates; read by `date_names.py`.

Written for this project: connecting words, units after numbers, case forms, and the abbreviations
that people use and CLDR leaves out. `|` parts the forms; an empty string adds none.
"""

# Languages by how much of the web is written in them. Where a date does not say its language, the
# first that knows its words reads it, and only these make it ambiguous.
RANK = (
    "en es de fr pt it ru ja zh ko nl pl tr ar fa id vi cs sv hu ro uk el da fi th nb he bg hr sk "
    "sr sl lt lv et ca hi bn ur ta te mr gu kn ml pa si ne ms fil sw af sq mk bs is ka hy az kk uz "
    "be mn eu gl cy ga my km lo am or as ky tg tk ps ckb ku yue"
).split()

# Codes that mean the same language.
ALIASES = {"no": "nb", "nn": "nb", "tl": "fil", "iw": "he", "in": "id", "mo": "ro", "sh": "sr"}

# Constructed languages and those whose data in CLDR is a copy of another's.
LEFT_OUT = {"tok", "jbo", "io", "vo", "ia", "ie", "cop", "pcm", "prg", "gez", "sa", "la", "cu"}

ENGLISH_MONTHS = set()

PERSIAN_LANGUAGES = {"fa", "ps", "ckb", "en", "uz", "tg"}
ISLAMIC_LANGUAGES = {"ar", "fa", "ur", "en", "tr", "id", "ms", "fr", "de"}
ETHIOPIC_LANGUAGES = {"am", "ti", "om", "en"}

# Languages that print the month in Roman numerals: 7 III 2016. One letter is too little to tell.
ROMAN_LANGUAGES = "hu pl cs sk ro bg hr sr bs sl ru uk be lv lt".split()
ROMAN = "- II III IV - VI VII VIII IX - XI XII".split()

# Letters that a language writes at the start of a month's name: Hebrew `in` and `of`.
PREFIXES = {"he": ["ב", "ל"]}

CHINESE_WEEKDAYS = [
    "|".join(prefix + day for prefix in
             ("星期", "週", "周", "礼拜", "禮拜", "禮拜"))
    for day in ("一", "二", "三", "四", "五", "六", "日")
]
CHINESE_WEEKDAYS[6] += "|星期天|礼拜天|禮拜天|周天|週天"

WORDS = {
    "en": {
        "months": ["", "", "", "", "", "", "", "", "sept", "", "", ""],
        "islamic_months": [
            "muharram", "safar", "rabi al-awwal|rabi ul-awwal|rabi' al-awwal", "rabi al-thani|rabi al-akhir|rabi' al-thani",
            "jumada al-awwal|jumada al-ula|jumada ul-awwal", "jumada al-thani|jumada al-akhirah|jumada ul-thani", "rajab",
            "shaban|sha'ban|shaaban", "ramadan|ramadhan|ramazan", "shawwal", "dhu al-qadah|dhu al-qi'dah|dhul qadah|zulqadah",
            "dhu al-hijjah|dhul hijjah|dhu al-hijja|zulhijjah"],
        "weekdays": ["", "tues", "weds|wednes", "thur|thurs", "", "", ""],
        "filler": "on|of|the|in|and|from|by|year|day|dated|t|hrs|hours|hr|o'clock",
        "at": "at",
        "ordinal": "st|nd|rd|th",
        "relative": "ago|now|just now|last|next|this|yesterday|today|tomorrow|tonight|"
                    "last week|last month|last year",
        "am": "am|a m", "pm": "pm|p m",
        "noon": "noon|midday|12 noon", "midnight": "midnight|12 midnight",
        "hour": "h",
        "reiwa": "reiwa", "heisei": "heisei", "showa": "showa", "taisho": "taisho", "meiji": "meiji",
        "buddhist": "be", "minguo": "minguo|roc", "islamic": "ah|hijri", "persian": "ap|sh",
        "before": "bc|bce",
    },
    "es": {
        "months": ["", "", "", "", "", "", "", "", "set|setiembre|sept", "", "", ""],
        "filler": "de|del|el|año|día|dia|y|en|a|hs|hrs|hora|horas",
        "at": "a las|a la|las|en|a",
        "hour": "h|hs|hrs|horas",
        "am": "de la mañana|de la madrugada|por la mañana|am|a m",
        "pm": "de la tarde|de la noche|por la tarde|por la noche|pm|p m",
        "noon": "mediodía|del mediodía|al mediodía", "midnight": "medianoche|a medianoche",
        "ordinal": "º|ª|o",
        "relative": "hace|ahora|ayer|hoy|mañana",
    },
    "pt": {
        "filler": "de|do|da|dia|no|ano|e|em|às|as|a|hs|hrs|hora|horas",
        "at": "às|as|à|a",
        "hour": "h|hs|hrs|horas",
        "am": "da manhã|da madrugada", "pm": "da tarde|da noite",
        "noon": "meio-dia|ao meio-dia", "midnight": "meia-noite|à meia-noite",
        "ordinal": "º|ª|o",
        "relative": "há|atrás|agora|ontem|hoje|amanhã",
    },
    "fr": {
        "months": ["", "fevr", "", "", "", "", "juil", "", "sept", "", "", ""],
        "filler": "le|du|de|la|l|à|a|en|an|et|heures|heure",
        "at": "à|a|vers",
        "hour": "h|heures|heure",
        "ordinal": "er|ère|re|e|ème|eme|º",
        "am": "du matin|am", "pm": "de l'après-midi|du soir|pm",
        "noon": "midi|à midi", "midnight": "minuit|à minuit",
        "relative": "il y a|maintenant|hier|aujourd'hui|demain",
    },
    "it": {
        "filler": "il|del|di|dell|l|lo|lì|li|e|in|anno|giorno|ore|ora",
        "at": "ore|alle|alle ore|ora|h|all|alla",
        "hour": "h",
        "ordinal": "º|ª|o",
        "am": "di mattina|del mattino", "pm": "di pomeriggio|del pomeriggio|di sera|della sera",
        "noon": "mezzogiorno|a mezzogiorno", "midnight": "mezzanotte|a mezzanotte",
        "relative": "fa|adesso|ora|ieri|oggi|domani",
    },
    "ro": {
        "filler": "la|în|data|de|din|anul|ora|orele|a|al",
        "at": "la|ora|orele|la ora", "hour": "h",
        "relative": "acum|ieri|azi|astăzi|mâine",
    },
    "ca": {
        "filler": "de|del|d|el|l|a|any|dia|i", "at": "a les|a la|les", "hour": "h|hores",
        "relative": "fa|ara|ahir|avui|demà",
    },
    "gl": {"filler": "de|do|da|o|a|ás|día|ano", "at": "ás|as", "hour": "h|horas"},
    "de": {
        "months": ["jänner|jän|jaenner", "feber", "maerz|mrz|mär", "", "", "", "", "", "sept|sep",
                   "", "", ""],
        "weekdays": ["", "", "", "", "", "sonnabend|sonnab", ""],
        "filler": "am|den|der|dem|des|vom|im|jahr|jahre|und|von|uhr",
        "at": "um|gegen",
        "hour": "uhr|h",
        "ordinal": "te|ter|ten|er",
        "am": "vormittags|morgens|früh|vorm", "pm": "nachmittags|abends|nachm",
        "noon": "mittags|mittag", "midnight": "mitternacht|mitternachts",
        "relative": "vor|jetzt|gestern|heute|morgen|vorgestern|übermorgen",
    },
    "nl": {
        "months": ["", "", "mrt|maa", "", "", "", "", "", "sept", "", "", ""],
        "filler": "op|de|van|het|in|uur|u|en|den", "at": "om", "hour": "uur|u|h",
        "ordinal": "e|ste|de",
        "am": "vm|'s ochtends|s ochtends|'s morgens|s morgens",
        "pm": "nm|'s middags|s middags|'s avonds|s avonds",
        "relative": "geleden|nu|gisteren|vandaag|morgen",
    },
    "sv": {
        "filler": "den|kl|klockan|i|på|året|av|d", "at": "kl|klockan",
        "ordinal": "e|a|:e|:a|: e|: a",
        "am": "fm|förmiddag", "pm": "em|eftermiddag",
        "relative": "sedan|nu|igår|idag|imorgon|i går|i dag|i morgon",
    },
    "da": {
        "filler": "den|d|kl|klokken|i|på|af", "at": "kl|klokken",
        "relative": "siden|nu|i går|i dag|i morgen|igår|idag",
    },
    "nb": {
        "filler": "den|d|kl|klokka|klokken|i|på|av", "at": "kl|klokka|klokken",
        "relative": "siden|nå|i går|i dag|i morgen",
    },
    "is": {"filler": "þann|hinn|klukkan|kl|árið", "at": "kl|klukkan"},
    "fi": {
        "filler": "klo|kello|na|nä|ta|tä", "at": "klo|kello",
        "am": "ap", "pm": "ip",
        "relative": "sitten|nyt|eilen|tänään|huomenna",
    },
    "et": {"filler": "kell|a|aasta|aastal", "at": "kell"},
    "lv": {"filler": "gada|g|plkst|gads", "at": "plkst"},
    "lt": {
        "filler": "m|d|metų|metais|val|diena|mėn", "at": "",
        "hour": "val", "minute": "min",
    },
    "pl": {
        "months": ["", "", "", "", "", "", "", "", "wrzes", "pazdz", "", ""],
        "weekdays": ["pn", "wt", "środę|srodę|śr|sr", "cz", "pt", "sobotę|sb|so", "niedzielę|nd|niedz"],
        "filler": "r|rok|roku|o|w|we|dnia|dn|z|godzinie|godz|godzina|g",
        "at": "o|godz|godzina|o godz|o godzinie|g", "hour": "h",
        "relative": "temu|teraz|wczoraj|dzisiaj|dziś|jutro",
    },
    "cs": {
        "months": ["led", "úno", "bře", "dub", "kvě", "čer|čvn", "čec|čvc", "srp", "zář", "říj", "lis",
                   "pro"],
        "weekdays": ["pondělka|pondělku", "úterka|úterku", "středu|středy", "čtvrtka|čtvrtku", "pátku",
                     "sobotu|soboty", "neděli"],
        "filler": "dne|v|ve|o|hod|hodin|roku|r|den", "at": "v|ve|o", "hour": "h|hod|hodin",
        "am": "dop", "pm": "odp",
        "relative": "před|nyní|teď|včera|dnes|zítra",
    },
    "sk": {
        "filler": "dňa|v|vo|o|hod|hodín|roku|r", "at": "o|v", "hour": "h|hod|hodín",
        "relative": "pred|teraz|včera|dnes|zajtra",
    },
    "hu": {
        "filler": "én|án|kor|i|óra|órakor|perc|napján|nap|év|a|az",
        "hour": "óra|ó|h", "minute": "perc|p",
        "am": "de|délelőtt|reggel|hajnali|hajnalban", "pm": "du|délután|este",
        "noon": "dél|délben", "midnight": "éjfél|éjfélkor",
        "relative": "ezelőtt|most|tegnap|ma|holnap|tegnapelőtt",
    },
    "hr": {
        "months": ["siječnju", "veljači", "ožujku", "travnju", "svibnju", "lipnju", "srpnju",
                   "kolovozu", "rujnu", "listopadu", "studenom|studenome", "prosincu"],
        "weekdays": ["", "", "srijedu", "", "", "subotu", "nedjelju"],
        "filler": "u|dana|godine|god|g|sati|sata|sat|h|i", "at": "u|u @", "hour": "h|sati|sata|sat",
        "noon": "podne|u podne", "midnight": "ponoć|u ponoć",
        "relative": "prije|sada|jučer|danas|sutra",
    },
    "bs": {"filler": "u|dana|godine|god|g|sati|h", "at": "u", "hour": "h|sati"},
    "sr": {
        "months": ["јануару|januaru", "фебруару|februaru", "марту|martu", "априлу|aprilu", "мају|maju",
                   "јуну|junu", "јулу|julu", "августу|avgustu", "септембру|septembru",
                   "октобру|oktobru", "новембру|novembru", "децембру|decembru"],
        "filler": "у|дана|године|год|г|u|dana|godine|god|g|часова|сати|h", "at": "у|u",
        "hour": "h|часова|сати|časova|sati",
        "noon": "подне|podne",
        "relative": "пре|сада|јуче|данас|сутра|pre|juče|danas|sutra",
    },
    "sl": {"filler": "ob|dne|leta|uri|v", "at": "ob", "hour": "h|uri"},
    "mk": {"filler": "во|на|година|год|г|часот", "at": "во", "hour": "ч|часот"},
    "bg": {
        "weekdays": ["", "", "", "", "", "", "неделя"],
        "filler": "в|на|г|год|година|ч|часа|от", "at": "в|от", "hour": "ч|часа",
        "relative": "преди|сега|вчера|днес|утре",
    },
    "ru": {
        "months": ["янв", "фев|февр", "мар", "апр", "", "июн", "июл", "авг", "сен|сент", "окт",
                   "нояб|ноя", "дек"],
        "weekdays": ["пнд|понед", "втр", "срд|среду", "чтв|четв", "птн|пятн|пятницу",
                     "сбт|субб|субботу", "вск|воскр"],
        "filler": "г|гг|год|года|году|в|во|на|от|числа|часов|час|часа|мин|минут|и|с",
        "at": "в|во",
        "hour": "ч|час|часа|часов", "minute": "м|мин|минут|минуты|минуту",
        "second": "сек|секунд|с", "ordinal": "-го|- го|го|-е|- е",
        "am": "утра|ночи", "pm": "вечера|дня", "noon": "полдень|в полдень",
        "midnight": "полночь|в полночь",
        "relative": "назад|сейчас|вчера|сегодня|завтра|позавчера|послезавтра",
    },
    "uk": {
        "weekdays": ["пнд", "втр", "срд|середу", "чтв", "птн|п'ятницю", "сбт|суботу",
                     "ндл|нед|неділю"],
        "filler": "р|рр|рік|року|році|о|об|в|у|на|від|год|години|годині",
        "at": "о|об|в|у", "hour": "год|година|години|годин", "minute": "хв|хвилин",
        "ordinal": "-го|- го",
        "am": "ранку|ночі", "pm": "вечора|дня", "noon": "опівдні", "midnight": "опівночі",
        "relative": "тому|зараз|вчора|сьогодні|завтра|учора",
    },
    "be": {
        "months": ["стд|студз", "лют", "сак", "крс|красав", "траўня|тра", "чэрв", "ліп", "жнв|жнів",
                   "врс|верас", "кст|кастр", "ліст", "снж|снеж"],
        "filler": "г|год|года|годзе|у|в|аб|а|на|ад", "at": "у|а|аб",
        "hour": "гадз|гадзін|гадзіна|гадзіну|гадзіны", "minute": "хв|хвілін|хвіліна|хвіліну|хвіліны",
        "relative": "таму|зараз|учора|сёння|заўтра",
    },
    "tr": {
        "weekdays": ["pzt", "", "çrş|çrs", "prş|prs", "", "cmt", "paz"],
        "filler": "tarihinde|saat|günü|yılı|de|da|te|ta", "at": "saat", "hour": "",
        "am": "öö|sabah", "pm": "ös|akşam",
        "relative": "önce|şimdi|dün|bugün|yarın|evvelsi gün",
    },
    "az": {"filler": "il|ci il|cü il|cu il|saat|tarixində", "at": "saat"},
    "uz": {"filler": "yil|yili|y|soat|kuni", "at": "soat"},
    "kk": {"filler": "ж|жыл|жылы|жылғы|сағат", "at": "сағат"},
    "ky": {"filler": "ж|жыл|жылы|жылдын|саат", "at": "саат"},
    "mn": {"filler": "оны|он|ын|ний|ны|н|өдөр|гараг|цаг", "month": "- р сар|-р сар",
           "day": "- ны", "hour": "цаг", "minute": "минут"},
    "el": {
        "months": ["ιαν|ιανουάριο", "φεβ|φεβρ|φεβρουάριο", "μαρ|μάρτιο", "απρ|απρίλιο",
                   "μάι|μάιο|μαΐ|μαΐο", "ιουν|ιούν|ιούνιο", "ιουλ|ιούλ|ιούλιο",
                   "αυγ|αύγ|αύγουστο", "σεπ|σεπτ|σεπτέμβριο", "οκτ|οκτώβριο", "νοε|νοέμ|νοέμβριο",
                   "δεκ|δεκέμβριο"],
        "weekdays": ["δευτ", "τριτ", "τετ", "πεμ", "παρ", "σαβ", "κυρ"],
        "filler": "στις|του|ώρα|και|η|την|τη|το|τον|στο|έτος", "at": "στις|ώρα",
        "ordinal": "η|ης|ή|ής",
        "am": "πμ|π μ", "pm": "μμ|μ μ", "noon": "μεσημέρι", "midnight": "μεσάνυχτα",
        "relative": "πριν|τώρα|χθες|χτες|σήμερα|αύριο",
    },
    "ar": {
        "filler": "في|من|عام|سنة|شهر|يوم|تاريخ|الموافق|م|الساعه",
        "at": "الساعة|الساعه|على الساعة|في تمام الساعة",
        "am": "ص|صباحا|صباحًا|صباحاً|فجرا", "pm": "م|مساء|مساءً|عصرا|ظهرا",
        "midnight": "منتصف الليل",
        "islamic": "ه|هـ|هجري|هجرية",
        "relative": "قبل|منذ|الآن|أمس|اليوم|غدا|امس",
    },
    "fa": {
        "months": ["ژانویه|ژانویهٔ", "فوریه|فوریهٔ", "مارس", "آوریل|اپریل", "مه|مهٔ|می", "ژوئن|جون",
                   "ژوئیه|ژوئیهٔ|جولای", "اوت|آگوست", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
        "weekdays": ["دوشنبه|دو شنبه", "سه شنبه|سهشنبه|سه‌شنبه", "چهارشنبه|چهار شنبه",
                     "پنجشنبه|پنج شنبه|پنج‌شنبه", "جمعه|آدینه", "شنبه", "یکشنبه|یک شنبه|یک‌شنبه"],
        "filler": "مورخ|سال|ماه|روز|تاریخ|در|و|ام|م|هجری|شمسی",
        "at": "ساعت|ساعت ساعت|در ساعت",
        "hour": "و", "minute": "دقیقه", "second": "ثانیه",
        "am": "ق ظ|صبح|قبل از ظهر|بامداد", "pm": "ب ظ|بعد از ظهر|بعدازظهر|عصر|شب",
        "noon": "ظهر", "midnight": "نیمه شب",
        "persian_months": ["فروردین", "اردیبهشت|اردی بهشت", "خرداد", "تیر", "مرداد|امرداد", "شهریور", "مهر",
                    "آبان|ابان", "آذر|اذر", "دی", "بهمن", "اسفند"],
        "numbers": ["یکم|اول|یک", "دوم|دو", "سوم|سه", "چهارم|چهار", "پنجم|پنج", "ششم|شش", "هفتم|هفت",
                    "هشتم|هشت", "نهم|نه", "دهم|ده", "یازدهم|یازده", "دوازدهم|دوازده",
                    "سیزدهم|سیزده", "چهاردهم|چهارده", "پانزدهم|پانزده", "شانزدهم|شانزده",
                    "هفدهم|هفده", "هجدهم|هیجدهم|هجده", "نوزدهم|نوزده", "بیستم|بیست",
                    "بیست و یکم|بیست و یک", "بیست و دوم|بیست و دو", "بیست و سوم|بیست و سه",
                    "بیست و چهارم|بیست و چهار", "بیست و پنجم|بیست و پنج", "بیست و ششم|بیست و شش",
                    "بیست و هفتم|بیست و هفت", "بیست و هشتم|بیست و هشت", "بیست و نهم|بیست و نه",
                    "سی ام|سی‌ام|سیم|سی", "سی و یکم|سی و یک"],
        "relative": "پیش|قبل|اکنون|دیروز|امروز|فردا|پریروز",
    },
    "ur": {
        "filler": "کو|بروز|بتاریخ|ء|سن|بجے|عیسوی", "hour": "بجے",
        "relative": "پہلے|کل|آج|ابھی",
    },
    "he": {
        "months": ["", "", "מרס|מארס|במרס|במארס|למרס|למארס", "", "", "", "", "", "", "", "", ""],
        "weekdays": ["שני", "שלישי", "רביעי", "חמישי", "שישי|ששי", "שבת", "ראשון"],
        "filler": "ב|ה|של|שעה|בשעה|יום|ביום|שנת|ל", "at": "בשעה|שעה|ב|בשעה:",
        "am": "בבוקר|לפנות בוקר", "pm": "בערב|אחרי הצהריים|אחה\"צ", "noon": "בצהריים",
        "midnight": "חצות|בחצות",
        "relative": "לפני|עכשיו|אתמול|היום|מחר|שלשום",
    },
    "hi": {
        "months": ["जनवरी|जन", "फरवरी|फर", "मार्च", "अप्रैल", "मई", "जून", "जुलाई|जुल", "अगस्त|अग",
                   "सितंबर|सितम्बर|सित", "अक्टूबर|अक्तूबर|अक्टू", "नवंबर|नवम्बर|नव",
                   "दिसंबर|दिसम्बर|दिस"],
        "weekdays": ["", "मंगल", "", "वीरवार|बृहस्पतिवार|गुरु", "", "शनिचर", "इतवार"],
        "filler": "को|सन्|सन|वर्ष|साल|बजे|दिनांक|और|की|के|का|तारीख|में",
        "at": "समय", "hour": "बजे|बजकर", "minute": "मिनट|मिनिट",
        "am": "पूर्वाह्न|सुबह|तड़के|प्रातः", "pm": "अपराह्न|शाम|सायं|दोपहर", "night": "रात",
        "relative": "पहले|अभी|कल|आज|परसों",
    },
    "mr": {"filler": "रोजी|सन|साल|वाजता|दिनांक", "hour": "वाजता|वा", "relative": "पूर्वी|काल|आज|उद्या"},
    "ne": {"filler": "गते|सन्|बजे|मिति|साल", "hour": "बजे", "relative": "अघि|पहिले|हिजो|आज|भोलि"},
    "bn": {
        "months": ["জানু|জানুয়ারী|জানুয়ারি", "ফেব্রু|ফেব্রুয়ারী|ফেব্রুয়ারি", "", "", "", "", "", "আগষ্ট|আগস্ট",
                   "সেপ্ট", "অক্টো", "নভে", "ডিসে"],
        "filler": "সাল|সালে|সালের|ই|এ|টা|টায়|তারিখ|এর|সময়",
        "ordinal": "শে|ই|লা|রা|ঠা|তম", "hour": "টা|টায়", "minute": "মিনিট|মিনিটে",
        "am": "সকাল|সকালে|ভোর", "pm": "বিকাল|বিকেল|সন্ধ্যা|দুপুর|রাত",
        "relative": "আগে|গতকাল|আজ|আগামীকাল",
    },
    "ta": {"filler": "அன்று|ஆம்|ம்|தேதி|மணி|மணிக்கு", "hour": "மணி|மணிக்கு"},
    "te": {"filler": "న|తేదీ|గంటలకు", "hour": "గంటలకు"},
    "th": {
        "filler": "เมื่อ|วันที่|วัน|ที่|เวลา|น|ปี|ค ศ|คศ|เดือน|นาฬิกา", "at": "เวลา",
        "months": ["", "", "", "", "", "", "กรกฏาคม", "", "", "", "", ""],
        "weekdays": ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี|พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์"],
        "hour": "น|นาฬิกา", "minute": "นาที",
        "buddhist": "พ ศ|พศ|พุทธศักราช",
        "relative": "ที่แล้ว|ที่ผ่านมา|เมื่อวาน|วันนี้|พรุ่งนี้|เมื่อวานนี้",
    },
    "vi": {
        "months": [f"tháng {w}" for w in
                   ("giêng|tháng một", "hai", "ba", "tư|tháng bốn", "năm", "sáu", "bảy|tháng bẩy",
                    "tám", "chín", "mười", "mười một", "mười hai|tháng chạp")],
        "weekdays": ["thứ 2|th 2", "thứ 3|th 3", "thứ 4|th 4", "thứ 5|th 5", "thứ 6|th 6", "thứ 7|th 7", "cn"],
        "filler": "ngày|năm|lúc|vào|giờ|phút|hồi", "at": "lúc|vào lúc|hồi",
        "hour": "giờ|g|h", "minute": "phút|ph",
        "am": "sáng", "pm": "chiều|tối|trưa",
        "relative": "trước|hôm qua|hôm nay|ngày mai|bây giờ",
    },
    "id": {
        "months": ["djanuari|djan", "pebruari|peb", "", "", "", "djuni|djun", "djuli|djul", "agt|agst|ags|agus", "", "", "nop|nopember",
                   ""],
        "filler": "tanggal|tgl|pada|hari|tahun|pukul|jam|dan", "at": "pukul|jam|pkl",
        "am": "pagi", "pm": "siang|sore|malam",
        "relative": "lalu|yang lalu|sekarang|kemarin|hari ini|besok",
    },
    "ms": {"filler": "pada|hari|jam|pukul|hb|haribulan", "at": "jam|pukul", "ordinal": "hb"},
    "fil": {
        "filler": "ng|noong|ika|at|ang|sa|ika-|alas", "at": "nang|alas",
        "am": "ng umaga|umaga", "pm": "ng hapon|ng gabi|hapon|gabi",
        "relative": "nakalipas|kahapon|ngayon|bukas",
    },
    "sw": {"filler": "mwezi|tarehe|mwaka|saa", "at": "saa"},
    "eu": {"filler": "ko|eko|a|e|n|an|ean|aren|urteko|urtea|etan", "at": "etan"},
    "ka": {"filler": "წლის|წელი|წ|საათი"},
    "hy": {"filler": "թ|թվականի|թվական|ժամը|ին|ի", "at": "ժամը"},
    "sq": {"filler": "më|në|e|i|datë|ora|orën", "at": "në|ora"},
    "ja": {
        "year": "年", "month": "月", "day": "日", "hour": "時|时", "minute": "分", "second": "秒",
        "weekdays": ["月|月曜", "火|火曜", "水|水曜", "木|木曜", "金|金曜", "土|土曜", "日|日曜"],
        "am": "午前|朝|am", "pm": "午後|夜|夕方|pm", "noon": "正午", "filler": "頃|ごろ|付|付け|曜|に|は|の",
        "reiwa": "令和", "heisei": "平成", "showa": "昭和", "taisho": "大正", "meiji": "明治",
        "numbers": ["元"],
        "relative": "前|昨日|今日|明日|先日|本日|先月|先週|今朝|一昨日",
    },
    "zh": {
        "year": "年", "month": "月|月份", "day": "日|号|號", "hour": "时|時|点|點|點鐘|点钟",
        "minute": "分|分钟|分鐘", "second": "秒",
        "weekdays": CHINESE_WEEKDAYS,
        "am": "上午|早上|凌晨|清晨|早|晨|早晨", "pm": "下午|晚上|傍晚|晚|午后|午後|夜",
        "noon": "中午", "night": "夜里|半夜|深夜", "filler": "公元|西元|于|於|在",
        "minguo": "民国|民國|中華民國|中华民国",
        "numbers": ["元"],
        "relative": "前|昨天|今天|明天|前天|刚刚|剛剛|现在|後天|后天|昨日|今日",
    },
    "yue": {"year": "年", "month": "月", "day": "日|號", "hour": "時|點", "minute": "分", "second": "秒",
            "weekdays": CHINESE_WEEKDAYS},
    "ko": {
        "year": "년|年", "month": "월|月", "day": "일|日", "hour": "시", "minute": "분", "second": "초",
        "weekdays": ["월|월요일", "화|화요일", "수|수요일", "목|목요일", "금|금요일", "토|토요일", "일|일요일"],
        "am": "오전|새벽|아침", "pm": "오후|저녁|밤|낮", "noon": "정오", "midnight": "자정", "filler": "서기|에",
        "relative": "전|어제|오늘|내일|그저께|방금|지금|모레",
    },
}
