//! The words that stand around names and dates in news texts, by language: the one table of them.
//!
//! All in lower case. Written for this project from how newspapers print their own articles.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// BCP 47 tag.
    pub language: &'static str,
    /// What stands directly before names: `by`, `written by`.
    pub by: &'static [&'static str],
    /// Nouns that a name follows behind a colon: `author`.
    pub author: &'static [&'static str],
    /// What stands before the date of publication.
    pub published: &'static [&'static str],
    /// What stands before the date of the last change.
    pub updated: &'static [&'static str],
    /// What may stand between such a label and its date: `on`, `am`, `le`.
    pub on: &'static [&'static str],
    /// What joins the last of several names.
    pub and: &'static [&'static str],
    /// What names the reporters at the end of an agency's text.
    pub reporting: &'static [&'static str],
    /// What names its editors there.
    pub editing: &'static [&'static str],
    /// What names the source of a text.
    pub source: &'static [&'static str],
}

macro_rules! words {
    ($($language:literal: by $by:tt author $author:tt published $published:tt updated $updated:tt
       on $on:tt and $and:tt reporting $reporting:tt editing $editing:tt source $source:tt;)*) => {
        &[$(Words {
            language: $language,
            by: &$by,
            author: &$author,
            published: &$published,
            updated: &$updated,
            on: &$on,
            and: &$and,
            reporting: &$reporting,
            editing: &$editing,
            source: &$source,
        }),*]
    };
}

/// Every language that has words here.
#[rustfmt::skip]
pub static WORDS: &[Words] = words! {
    "en":
        by ["by", "written by", "posted by", "published by", "reported by", "submitted by", "article by", "story by", "words by", "text by", "view all posts by", "all posts by", "posts by", "more from"]
        author ["author", "authors", "writer", "reporter", "text", "words", "byline", "contributor"]
        published ["published", "published on", "published at", "published date", "publish date", "date published", "publication date", "first published", "first published on", "originally published", "originally published on", "posted", "posted on", "posted at", "date posted", "issued", "issued on", "released", "release date", "created", "created on", "date", "dated"]
        updated ["updated", "updated on", "updated at", "last updated", "last updated on", "last update", "last modified", "last modified on", "modified", "modified on", "date modified", "last edited", "last revised", "revised", "update"]
        on ["on", "at", "the"]
        and ["and", "&", "with", "+"]
        reporting ["reporting by", "reporting and writing by", "reporting and editing by", "writing and reporting by", "writing by", "written by", "additional reporting by", "additional reporting", "compiled by", "report by", "reported by", "by"]
        editing ["editing by", "edited by", "additional editing by", "desk", "production by", "translated by", "translation by", "photos by", "photo by", "photo", "photos", "image", "images", "graphics by", "graphic by"]
        source ["source", "sources", "credit", "agency", "via"];
    "de":
        by ["von", "geschrieben von", "verfasst von", "veröffentlicht von", "ein artikel von", "ein beitrag von", "eine reportage von", "ein bericht von", "ein kommentar von", "ein gastbeitrag von", "artikel von", "beitrag von", "bericht von", "text von", "pressemitteilung von", "autorenseite von", "alle beiträge von", "alle artikel von", "zeige alle beiträge von"]
        author ["autor", "autorin", "autoren", "autorinnen", "verfasser", "text", "text und interview", "redakteur", "redakteurin"]
        published ["veröffentlicht", "veröffentlicht am", "publiziert", "publiziert am", "erstellt", "erstellt am", "erschienen", "erschienen am", "erstmals veröffentlicht", "erstveröffentlichung", "veröffentlichungsdatum", "datum", "eingestellt am"]
        updated ["aktualisiert", "aktualisiert am", "zuletzt aktualisiert", "zuletzt aktualisiert am", "zuletzt geändert", "zuletzt geändert am", "letzte aktualisierung", "letzte änderung", "geändert am", "stand", "update"]
        on ["am", "vom", "den", "um"]
        and ["und"]
        reporting ["bericht von", "berichtet von", "geschrieben von", "bericht"]
        editing ["redigiert von", "redaktion", "redaktion von", "redaktionell bearbeitet von", "bearbeitet von", "foto", "fotos", "bild", "bilder", "mitarbeit"]
        source ["quelle", "quellen", "mit material von"];
    "fr":
        by ["par", "écrit par", "publié par", "rédigé par", "un article de", "propos recueillis par", "posté par"]
        author ["auteur", "auteurs", "autrice", "auteure", "texte"]
        published ["publié", "publié le", "publiée le", "publication", "date de publication", "paru le", "mis en ligne le", "posté le", "première publication", "première publication le", "créé le"]
        updated ["mis à jour", "mis à jour le", "mise à jour", "mise à jour le", "modifié", "modifié le", "actualisé le", "dernière mise à jour", "dernière mise à jour le", "dernière modification", "dernière modification le"]
        on ["le", "à"]
        and ["et"]
        reporting ["reportage de", "reportage", "avec la contribution de", "rédigé par", "écrit par"]
        editing ["édité par", "edité par", "édition de", "version française", "version française par"]
        source ["source", "sources"];
    "es":
        by ["por", "escrito por", "publicado por", "redactado por", "un artículo de", "texto de"]
        author ["autor", "autora", "autores", "texto"]
        published ["publicado", "publicado el", "publicada el", "fecha de publicación", "publicación", "fecha", "creado el", "primera publicación"]
        updated ["actualizado", "actualizado el", "actualizada el", "actualización", "última actualización", "modificado el", "última modificación"]
        on ["el", "a las", "a la"]
        and ["y", "e"]
        reporting ["reporte de", "reporte por", "reportaje de", "información de", "reporte adicional de", "escrito por"]
        editing ["editado por", "edición de", "editado en español por", "traducido por"]
        source ["fuente", "fuentes", "agencia"];
    "pt":
        by ["por", "escrito por", "publicado por", "texto de", "um artigo de"]
        author ["autor", "autora", "autores", "texto", "redator"]
        published ["publicado", "publicado em", "publicada em", "publicado a", "data de publicação", "publicação", "postado em", "criado em", "data"]
        updated ["atualizado", "atualizado em", "atualizada em", "atualizado a", "actualizado em", "última atualização", "última modificação", "modificado em", "atualização"]
        on ["em", "a", "às", "no dia"]
        and ["e"]
        reporting ["reportagem de", "reportagem por", "reportagem adicional de", "por"]
        editing ["edição de", "editado por", "tradução de"]
        source ["fonte", "fontes"];
    "it":
        by ["di", "scritto da", "pubblicato da", "a cura di", "un articolo di", "testo di"]
        author ["autore", "autrice", "autori", "testo"]
        published ["pubblicato", "pubblicato il", "pubblicata il", "data di pubblicazione", "pubblicazione", "creato il", "data"]
        updated ["aggiornato", "aggiornato il", "aggiornato al", "aggiornata il", "ultimo aggiornamento", "ultima modifica", "modificato il", "aggiornamento"]
        on ["il", "alle", "alle ore", "ore"]
        and ["e", "ed"]
        reporting ["ha collaborato", "hanno collaborato", "scritto da"]
        editing ["editing", "editing di", "tradotto da"]
        source ["fonte", "fonti"];
    "nl":
        by ["door", "geschreven door", "geplaatst door", "een artikel van", "tekst van"]
        author ["auteur", "auteurs", "tekst", "redacteur"]
        published ["gepubliceerd", "gepubliceerd op", "geplaatst", "geplaatst op", "publicatiedatum", "verschenen op", "datum"]
        updated ["bijgewerkt", "bijgewerkt op", "laatst bijgewerkt", "laatst bijgewerkt op", "laatste update", "gewijzigd op", "laatst gewijzigd", "aangepast op", "laatste wijziging", "update"]
        on ["op", "om"]
        and ["en"]
        reporting ["verslag van"]
        editing ["redactie"]
        source ["bron", "bronnen"];
    "ru":
        by ["написал", "написала", "подготовил", "подготовила", "подготовили", "автор статьи", "автор материала"]
        author ["автор", "авторы", "текст", "корреспондент", "беседовал", "беседовала"]
        published ["опубликовано", "опубликован", "опубликована", "дата публикации", "дата", "размещено", "впервые опубликовано", "создано"]
        updated ["обновлено", "обновлен", "обновлён", "обновлена", "последнее обновление", "изменено", "дата обновления", "отредактировано"]
        on ["в", "от"]
        and ["и"]
        reporting ["репортаж", "подготовил", "подготовила", "подготовили"]
        editing ["редактор", "редактировал", "перевод"]
        source ["источник", "источники"];
    "pl":
        by ["napisane przez", "napisał", "napisała", "opublikowane przez", "przez"]
        author ["autor", "autorka", "autorzy", "tekst", "oprac", "opracowanie", "opracował", "opracowała"]
        published ["opublikowano", "opublikowane", "opublikowany", "data publikacji", "publikacja", "dodano", "data dodania", "utworzono", "data"]
        updated ["zaktualizowano", "aktualizacja", "ostatnia aktualizacja", "data aktualizacji", "zmodyfikowano", "ostatnia modyfikacja"]
        on ["dnia", "w dniu", "o", "godz"]
        and ["i", "oraz"]
        reporting ["relacja"]
        editing ["redakcja", "redagował"]
        source ["źródło", "źródła"];
    "uk":
        by ["написав", "написала", "підготував", "підготувала"]
        author ["автор", "авторка", "автори", "текст", "кореспондент"]
        published ["опубліковано", "дата публікації", "розміщено", "дата", "створено"]
        updated ["оновлено", "останнє оновлення", "змінено", "дата оновлення"]
        on ["о", "від"]
        and ["та", "і", "й"]
        reporting ["підготував", "підготувала"]
        editing ["редактор"]
        source ["джерело", "джерела"];
    "tr":
        by ["yazan", "haberi yazan"]
        author ["yazar", "yazarlar", "muhabir", "haber", "yazı"]
        published ["yayınlanma", "yayınlanma tarihi", "yayın tarihi", "yayımlanma tarihi", "yayımlanma", "yayınlandı", "yayınlama", "giriş", "giriş tarihi", "oluşturulma", "oluşturulma tarihi", "tarih"]
        updated ["güncelleme", "güncellenme", "güncellenme tarihi", "güncelleme tarihi", "son güncelleme", "güncellendi", "son güncellenme"]
        on ["saat"]
        and ["ve"]
        reporting ["haber"]
        editing ["editör", "düzenleyen"]
        source ["kaynak"];
    "ar":
        by ["بقلم", "كتب", "كتبت", "كتبه", "كتبها", "إعداد", "من إعداد", "تحرير"]
        author ["الكاتب", "الكاتبة", "المؤلف", "المراسل"]
        published ["نشر", "نُشر", "نُشر في", "نشر في", "تم النشر", "تم النشر في", "تاريخ النشر", "تاريخ", "نشرت في"]
        updated ["آخر تحديث", "اخر تحديث", "تم التحديث", "تم التحديث في", "تحديث", "حُدث", "تاريخ التحديث", "عُدّل في"]
        on ["في", "يوم", "بتاريخ"]
        and ["و"]
        reporting ["تغطية", "تغطية صحفية", "إعداد"]
        editing ["تحرير", "التحرير", "تحرير للعربية"]
        source ["المصدر", "مصدر"];
    "fa":
        by ["نوشته", "به قلم", "نوشتهٔ"]
        author ["نویسنده", "نویسندگان", "خبرنگار", "گزارشگر"]
        published ["انتشار", "تاریخ انتشار", "منتشر شده در", "منتشر شد", "زمان انتشار", "تاریخ"]
        updated ["به‌روزرسانی", "به روز رسانی", "بروزرسانی", "آخرین به‌روزرسانی", "آخرین بروزرسانی", "به روز شده در", "ویرایش"]
        on ["در", "ساعت"]
        and ["و"]
        reporting ["گزارش از"]
        editing ["ویراستار", "دبیر"]
        source ["منبع"];
    "hi":
        by ["द्वारा", "लेखन", "रिपोर्ट"]
        author ["लेखक", "लेखिका", "संवाददाता", "रिपोर्टर", "द्वारा"]
        published ["प्रकाशित", "प्रकाशन तिथि", "प्रकाशित तिथि", "प्रकाशित किया गया", "पब्लिश्ड", "पहली बार प्रकाशित", "तारीख", "दिनांक"]
        updated ["अपडेट", "अपडेटेड", "अद्यतन", "अंतिम अपडेट", "अपडेट किया गया", "आखिरी अपडेट", "संशोधित"]
        on ["को"]
        and ["और", "एवं", "व", "तथा"]
        reporting ["रिपोर्टिंग"]
        editing ["संपादन", "सम्पादन"]
        source ["स्रोत", "साभार"];
    "bn":
        by ["লিখেছেন", "লেখা"]
        author ["লেখক", "প্রতিবেদক", "প্রতিবেদন", "সংবাদদাতা"]
        published ["প্রকাশিত", "প্রকাশ", "প্রকাশের তারিখ", "প্রকাশকাল", "তারিখ"]
        updated ["আপডেট", "আপডেটেড", "সর্বশেষ আপডেট", "হালনাগাদ", "সর্বশেষ হালনাগাদ"]
        on []
        and ["ও", "এবং"]
        reporting ["প্রতিবেদন"]
        editing ["সম্পাদনা"]
        source ["সূত্র", "উৎস"];
    "zh":
        by ["文", "撰文", "文字", "撰稿", "记者", "記者", "本报记者", "本報記者", "新华社记者", "新華社記者", "特约记者", "实习记者", "通讯员", "报道"]
        author ["作者", "记者", "記者", "文", "撰文", "撰稿"]
        published ["发布时间", "发布于", "发表于", "发表时间", "發布時間", "發布於", "發表於", "發佈時間", "發佈於", "发布日期", "發布日期", "刊登于", "日期", "时间", "時間"]
        updated ["更新时间", "更新时间为", "更新于", "最后更新", "最近更新", "更新時間", "更新於", "最後更新", "修改时间", "更新日期"]
        on ["在"]
        and ["和", "与", "與", "及"]
        reporting ["采写", "采访", "采寫"]
        editing ["编辑", "責任編輯", "责任编辑", "責編", "责编", "審核", "审核", "编译", "編譯", "編輯"]
        source ["来源", "來源", "稿源"];
    "ja":
        by ["文", "取材・文", "執筆", "著", "記者"]
        author ["筆者", "著者", "執筆者", "記者", "文", "取材", "ライター"]
        published ["公開日", "公開", "掲載日", "配信日", "投稿日", "発表日", "公開日時", "配信", "初公開", "掲載", "日付"]
        updated ["更新日", "更新", "最終更新日", "最終更新", "更新日時", "改訂日"]
        on []
        and ["と"]
        reporting ["取材"]
        editing ["編集", "翻訳", "校正"]
        source ["出典", "提供", "情報源"];
    "ko":
        by ["글", "취재", "작성"]
        author ["글쓴이", "기자", "작성자", "저자", "글", "취재"]
        published ["입력", "등록", "게시", "발행", "게재", "작성일", "등록일", "입력일", "발행일", "송고", "기사입력", "최초 입력", "송고시간"]
        updated ["수정", "업데이트", "최종수정", "최종 수정", "마지막 수정", "수정일", "기사수정"]
        on []
        and ["및", "와", "과"]
        reporting ["취재"]
        editing ["편집"]
        source ["출처", "자료"];
    "id":
        by ["oleh", "ditulis oleh", "diterbitkan oleh"]
        author ["penulis", "pewarta", "reporter", "wartawan"]
        published ["diterbitkan", "diterbitkan pada", "dipublikasikan", "dipublikasikan pada", "terbit", "tayang", "dimuat", "tanggal", "tanggal terbit"]
        updated ["diperbarui", "diperbarui pada", "pembaruan", "terakhir diperbarui", "diupdate", "pembaruan terakhir"]
        on ["pada", "tanggal", "pukul"]
        and ["dan"]
        reporting ["laporan", "pewarta"]
        editing ["editor", "penyunting"]
        source ["sumber"];
    "vi":
        by ["viết bởi", "đăng bởi", "bởi"]
        author ["tác giả", "người viết", "phóng viên", "bài"]
        published ["đăng", "đăng ngày", "đăng lúc", "ngày đăng", "xuất bản", "xuất bản ngày", "ngày xuất bản", "xuất bản lúc"]
        updated ["cập nhật", "cập nhật lúc", "cập nhật ngày", "cập nhật lần cuối", "lần cập nhật cuối"]
        on ["ngày", "lúc", "vào"]
        and ["và"]
        reporting ["tin bài"]
        editing ["biên tập"]
        source ["nguồn"];
    "sv":
        by ["av", "skriven av", "publicerad av"]
        author ["text", "författare", "skribent", "reporter"]
        published ["publicerad", "publicerad den", "publicerat", "publicerades", "först publicerad", "datum"]
        updated ["uppdaterad", "uppdaterad den", "uppdaterat", "senast uppdaterad", "senast ändrad", "ändrad"]
        on ["den", "kl"]
        and ["och"]
        reporting []
        editing ["redigering"]
        source ["källa", "källor"];
    "da":
        by ["af", "skrevet af", "udgivet af"]
        author ["tekst", "forfatter", "journalist", "skribent"]
        published ["udgivet", "udgivet den", "publiceret", "publiceret den", "offentliggjort", "offentliggjort den", "dato"]
        updated ["opdateret", "opdateret den", "sidst opdateret", "senest opdateret", "ændret"]
        on ["den", "d", "kl"]
        and ["og"]
        reporting []
        editing ["redigering"]
        source ["kilde", "kilder"];
    "no":
        by ["av", "skrevet av", "publisert av"]
        author ["tekst", "forfatter", "journalist", "skribent"]
        published ["publisert", "publisert den", "først publisert", "lagt ut", "dato"]
        updated ["oppdatert", "oppdatert den", "sist oppdatert", "sist endret", "endret"]
        on ["den", "kl"]
        and ["og"]
        reporting []
        editing ["redigering"]
        source ["kilde", "kilder"];
    "fi":
        by ["kirjoittanut"]
        author ["kirjoittaja", "teksti", "toimittaja", "kirjoittajat"]
        published ["julkaistu", "julkaisupäivä", "julkaistu ensimmäisen kerran", "julkaisuaika"]
        updated ["päivitetty", "viimeksi päivitetty", "muokattu", "viimeksi muokattu"]
        on ["klo"]
        and ["ja", "sekä"]
        reporting []
        editing ["toimittanut"]
        source ["lähde", "lähteet"];
    "cs":
        by ["napsal", "napsala"]
        author ["autor", "autorka", "autoři", "text", "redaktor"]
        published ["publikováno", "zveřejněno", "vydáno", "datum vydání", "vytvořeno", "datum"]
        updated ["aktualizováno", "naposledy aktualizováno", "poslední aktualizace", "upraveno", "aktualizace"]
        on ["dne", "v"]
        and ["a"]
        reporting []
        editing ["redakce", "editor"]
        source ["zdroj", "zdroje"];
    "sk":
        by ["napísal", "napísala"]
        author ["autor", "autorka", "autori"]
        published ["publikované", "zverejnené", "vydané", "uverejnené"]
        updated ["aktualizované", "naposledy aktualizované", "upravené"]
        on ["dňa", "o"]
        and ["a"]
        reporting []
        editing ["redakcia"]
        source ["zdroj"];
    "hu":
        by ["írta", "szerző"]
        author ["szerző", "írta", "szerzők", "szöveg"]
        published ["megjelent", "közzétéve", "publikálva", "létrehozva", "megjelenés", "dátum"]
        updated ["frissítve", "módosítva", "utolsó frissítés", "utoljára frissítve", "frissítés"]
        on []
        and ["és"]
        reporting []
        editing ["szerkesztő", "szerkesztette"]
        source ["forrás"];
    "ro":
        by ["scris de", "publicat de"]
        author ["autor", "autoare", "autori", "text"]
        published ["publicat", "publicat la", "publicat în", "publicat pe", "data publicării", "postat", "postat la"]
        updated ["actualizat", "actualizat la", "actualizat în", "ultima actualizare", "modificat", "modificat la"]
        on ["la", "pe", "în", "ora"]
        and ["și", "şi", "si"]
        reporting []
        editing ["editor", "editat de", "redactor"]
        source ["sursa", "sursă"];
    "el":
        by ["του", "της", "από", "γράφει ο", "γράφει η", "γράφουν οι"]
        author ["συντάκτης", "συγγραφέας", "κείμενο", "γράφει", "ρεπορτάζ"]
        published ["δημοσιεύτηκε", "δημοσιεύθηκε", "δημοσίευση", "ημερομηνία δημοσίευσης", "πρώτη δημοσίευση", "ημερομηνία"]
        updated ["ενημερώθηκε", "τελευταία ενημέρωση", "ενημέρωση", "τροποποιήθηκε"]
        on ["στις", "την", "στη"]
        and ["και", "κι"]
        reporting ["ρεπορτάζ"]
        editing ["επιμέλεια"]
        source ["πηγή", "πηγές"];
    "bg":
        by ["написа"]
        author ["автор", "автори"]
        published ["публикувано", "публикувана", "дата на публикуване"]
        updated ["обновено", "последна промяна", "последна актуализация"]
        on ["на"]
        and ["и"]
        reporting []
        editing ["редактор"]
        source ["източник"];
    "hr":
        by ["piše", "napisao", "napisala"]
        author ["autor", "autorica", "autori"]
        published ["objavljeno", "objavljen", "objava"]
        updated ["ažurirano", "zadnja izmjena", "izmijenjeno", "zadnje ažuriranje"]
        on ["u"]
        and ["i"]
        reporting []
        editing ["uredio", "uredila"]
        source ["izvor"];
    "ca":
        by ["escrit per"]
        author ["autor", "autora", "text"]
        published ["publicat", "publicat el", "data de publicació"]
        updated ["actualitzat", "actualitzat el", "darrera actualització"]
        on ["el", "a les"]
        and ["i"]
        reporting []
        editing ["editat per"]
        source ["font"];
    "ur":
        by ["تحریر"]
        author ["تحریر", "مصنف", "رپورٹ", "نامہ نگار"]
        published ["شائع", "تاریخ اشاعت", "اشاعت"]
        updated ["اپ ڈیٹ", "آخری اپ ڈیٹ"]
        on []
        and ["اور"]
        reporting ["رپورٹ"]
        editing ["تدوین"]
        source ["ماخذ"];
    "he":
        by ["מאת"]
        author ["כותב", "כתב", "כתבת"]
        published ["פורסם", "פורסם ב", "תאריך פרסום"]
        updated ["עודכן", "עודכן ב", "עדכון אחרון"]
        on []
        and ["ו"]
        reporting []
        editing ["עריכה"]
        source ["מקור"];
};

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Names, directly.
    By,
    /// Names, behind a colon.
    Author,
    /// The day of publication.
    Published,
    /// The day of the last change.
    Updated,
    /// Reporters at the end of a text.
    Reporting,
    /// Editors there.
    Editing,
    /// An agency or a paper.
    Source,
}

impl Label {
    const ALL: [Label; 7] = [
        Label::By,
        Label::Author,
        Label::Published,
        Label::Updated,
        Label::Reporting,
        Label::Editing,
        Label::Source,
    ];

    fn of(self, words: &Words) -> &'static [&'static str] {
        match self {
            Label::By => words.by,
            Label::Author => words.author,
            Label::Published => words.published,
            Label::Updated => words.updated,
            Label::Reporting => words.reporting,
            Label::Editing => words.editing,
            Label::Source => words.source,
        }
    }
}

/// Labels and the words before dates by their first letters: most texts begin with none of them.
struct Letters {
    labels: HashMap<char, Vec<(Label, &'static str)>>,
    on: HashMap<char, Vec<&'static str>>,
    /// First letters that are ASCII, a bit each: those of labels, those of the other words.
    ascii: [u128; 2],
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let mut labels: HashMap<char, Vec<(Label, &str)>> = HashMap::new();
    let mut on: HashMap<char, Vec<&str>> = HashMap::new();
    let first = |word: &str| word.chars().next().unwrap_or(' ');
    for words in WORDS {
        for label in Label::ALL {
            for word in label.of(words) {
                labels.entry(first(word)).or_default().push((label, word));
            }
        }
        for word in words.on {
            let all = on.entry(first(word)).or_default();
            if !all.contains(word) {
                all.push(word);
            }
        }
    }
    let bits = |letters: &mut dyn Iterator<Item = char>| {
        let ascii = letters.filter(char::is_ascii);
        ascii.fold(0, |bits, letter| bits | 1_u128 << u32::from(letter))
    };
    Letters {
        ascii: [
            bits(&mut labels.keys().copied()),
            bits(&mut on.keys().copied()),
        ],
        labels,
        on,
    }
});

/// The first letter as the tables have it, and the other that it may stand for: `I` is `ı` in Turkish.
fn first_letters(text: &str) -> Option<(char, Option<char>)> {
    let first = match text.chars().next()? {
        'İ' => 'i',
        first if first.is_ascii() => first.to_ascii_lowercase(),
        first => first.to_lowercase().next()?,
    };
    Some((first, (first == 'i').then_some('ı')))
}

/// Whether no word of a table begins with this letter.
fn begins_none(bits: u128, first: char) -> bool {
    first != 'i' && first.is_ascii() && bits >> u32::from(first) & 1 == 0
}

/// The length of the text behind the longest label of each kind that it begins with.
pub(super) fn strip_labels(text: &str) -> [Option<(usize, Label)>; 7] {
    let mut found = [None; 7];
    let Some((first, other)) = first_letters(text) else {
        return found;
    };
    let letters = &*LETTERS;
    if begins_none(letters.ascii[0], first) {
        return found;
    }
    let of = |letter| letters.labels.get(&letter).into_iter().flatten();
    for (label, word) in of(first).chain(other.into_iter().flat_map(of)) {
        // The second letter refuses most.
        if let (Some(one), Some(other)) = (text.as_bytes().get(1), word.as_bytes().get(1))
            && first.is_ascii()
            && one.is_ascii()
            && other.is_ascii_alphabetic()
            && one.to_ascii_lowercase() != *other
        {
            continue;
        }
        let Some(rest) = strip_word(text, word) else {
            continue;
        };
        // One character is a part of many words: `文天祥` is a name.
        let mut letters = word.chars();
        let alone = letters.next().is_some_and(is_unspaced) && letters.next().is_none();
        let marked = rest
            .trim_start()
            .starts_with([':', '：', '/', '／', '|', '｜']);
        let slot = &mut found[*label as usize];
        if (!alone || marked) && slot.is_none_or(|(shortest, _)| rest.len() < shortest) {
            *slot = Some((rest.len(), *label));
        }
    }
    found
}

/// The text behind the longest label of a kind that it begins with.
pub(crate) fn strip_label(text: &str, label: Label) -> Option<&str> {
    let (behind, _) = strip_labels(text)[label as usize]?;
    Some(&text[text.len() - behind..])
}

/// The text behind a small word between a label and its date, if one stands there.
pub(super) fn strip_on(text: &str) -> &str {
    let Some((first, other)) = first_letters(text) else {
        return text;
    };
    let letters = &*LETTERS;
    if begins_none(letters.ascii[1], first) {
        return text;
    }
    let of = |letter| letters.on.get(&letter).into_iter().flatten();
    of(first)
        .chain(other.into_iter().flat_map(of))
        .filter_map(|word| strip_word(text, word))
        .filter(|rest| rest.starts_with([' ', '.', ':', '\u{a0}']))
        .map(|rest| rest.trim_start_matches(['.', ':', ' ', '\u{a0}']))
        .min_by_key(|rest| rest.len())
        .unwrap_or(text)
}

/// Whether a word joins names: `and`, `und`, `и`.
pub fn is_and(word: &str) -> bool {
    static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut all: Vec<&str> = WORDS.iter().flat_map(|words| words.and).copied().collect();
        all.sort_unstable();
        all
    });
    ALL.binary_search(&word).is_ok()
}

/// The text behind a word, whatever its case; in scripts with spaces no letter may follow.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    let mut last = ' ';
    for expected in word.chars() {
        let found = rest.next()?;
        if found.is_ascii() && expected.is_ascii_lowercase() {
            if found.to_ascii_lowercase() != expected {
                return None;
            }
            last = expected;
            continue;
        }
        let same = found == expected
            || expected == ' ' && matches!(found, '\u{a0}' | '\t' | '\u{3000}')
            || found == 'İ' && expected == 'i'
            || found == 'I' && expected == 'ı'
            || found.to_lowercase().eq(std::iter::once(expected));
        if !same {
            return None;
        }
        last = expected;
    }
    let rest = rest.as_str();
    let goes_on = |c: char| c.is_alphanumeric() || is_mark(c);
    let cut = last.is_alphanumeric() && !is_unspaced(last) && rest.starts_with(goes_on);
    (!cut).then_some(rest)
}

/// Vowel signs and the like, which belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x64b..=0x65f | 0x900..=0x903 | 0x93a..=0x94f
        | 0x962..=0x963 | 0x981..=0x983 | 0x9bc..=0x9cd | 0x9d7 | 0x200c..=0x200d)
}

/// A mark that names have inside: `O’Neil`, `Jean-Luc`, `J.R.`, vowel signs.
pub(super) fn is_name_mark(c: char) -> bool {
    is_mark(c)
        || matches!(
            c,
            '-' | '.' | '\'' | '’' | '‘' | '·' | '・' | 'ー' | '‐' | '־' | 'ʼ' | '`'
        )
        || matches!(u32::from(c), 0x981..=0xdff)
}

/// Scripts whose words are not parted by spaces.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0x2fdf
        | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff)
}

/// A character of Chinese script.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3005 | 0x3400..=0x9fff | 0xf900..=0xfaff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_in_any_case_and_only_as_words() {
        assert_eq!(strip_label("BY Jane Roe", Label::By), Some(" Jane Roe"));
        assert_eq!(strip_label("Byron", Label::By), None);
        assert_eq!(
            strip_label("Posted on May 5", Label::Published),
            Some(" May 5")
        );
        assert_eq!(
            strip_label("发布时间：2025", Label::Published),
            Some("：2025")
        );
        assert_eq!(strip_label("द्वाराम", Label::By), None);
        assert_eq!(strip_label("İrem", Label::By), None);
    }

    #[test]
    fn every_word_is_in_lower_case() {
        for words in WORDS {
            for label in Label::ALL {
                for word in label.of(words) {
                    assert_eq!(*word, word.to_lowercase(), "{}", words.language);
                }
            }
        }
    }
}
