"""What GeoNames and CLDR do not hold of the names of places; read by `places.py`.

Written for this project: names in other languages that GeoNames lacks, places below its size that
datelines name, and those that a newspaper means by a name that larger cities bear too.
"""

# Zone and places: `;` parts the places, `|` the spellings of one, the first its English name. A `!`
# before it: this place is meant whatever the language of the article, where the text names no country.
CITIES = [
    ("Asia/Kolkata", "New Delhi|Nouvelle-Delhi|নয়াদিল্লি|புது டெல்லி;Bengaluru|बेंगलुरु;Hyderabad|హైదరాబాద్;Indore|इंदौर;Prayagraj|प्रयागराज;Panaji"),
    ("Asia/Shanghai", "Beijing|पेइचिंग"),
    ("Asia/Taipei", "Taipei|臺北"),
    ("Asia/Seoul", "Seoul|سول"),
    ("Asia/Makassar", "Bali;Nusantara"),
    ("Asia/Ho_Chi_Minh", "Hanoi|河内"),
    ("Asia/Yangon", "Naypyidaw|နေပြည်တော်;Mandalay|မန္တလေး"),
    ("Asia/Dhaka", "Cox's Bazar|কক্সবাজার"),
    ("Asia/Kathmandu", "Lalitpur"),
    ("Asia/Colombo", "Sri Jayawardenepura Kotte"),
    ("Asia/Riyadh", "Riyadh|Er-Riad"),
    ("Asia/Gaza", "Gaza|Gaza City;Khan Younis"),
    ("Asia/Hebron", "Ramallah|رام الله;Jenin|جنين;Bethlehem|بيت لحم"),
    ("Europe/London", "Newcastle;Cardiff|Caerdydd"),
    ("Europe/Paris", "Strasbourg|Straßburg"),
    ("Europe/Brussels", "Bruges;Ghent|Gand|Gent;Liège|Luik"),
    ("Europe/Amsterdam", "The Hague|Den Haag|La Haye|La Haya|Гаага"),
    ("Europe/Berlin", "Frankfurt|Frankfurt/Main"),
    ("Europe/Vienna", "Vienna|维也纳;Klagenfurt"),
    ("Europe/Zurich", "Zurich|Zurigo|Цюрих;!Geneva|Genève|Genf|Ginebra|Ginevra|Женева|日内瓦|جنيف;Basel|Bâle|Basilea;Lucerne;Davos;St. Gallen"),
    ("Europe/Rome", "Rome|罗马;!Venice|Venezia|Venedig|Venise;!Florence|Firenze|Florenz;!Naples"),
    ("Europe/Vatican", "Vatican City|Cité du Vatican"),
    ("Europe/Madrid", "Valencia;San Sebastián|Donostia;Toledo;Bilbao|Bilbo;Palma|Palma de Mallorca"),
    ("Atlantic/Canary", "Las Palmas"),
    ("Europe/Lisbon", "Porto|Oporto"),
    ("Europe/Copenhagen", "Århus|Aarhus"),
    ("Europe/Helsinki", "Turku|Åbo"),
    ("Europe/Warsaw", "Gdańsk|Danzig"),
    ("Europe/Bucharest", "Cluj-Napoca|Cluj"),
    ("Europe/Dublin", "!Dublin"),
    ("Europe/Prague", "Plzeň"),
    ("Europe/Athens", "!Athens;Patras;Heraklion;Thessaloniki|Salonika"),
    ("Europe/Kyiv", "Kyiv|基辅"),
    ("Africa/Bamako", "Timbuktu|Tombouctou"),
    ("Africa/Cairo", "Sharm el-Sheikh|شرم الشيخ"),
    ("Africa/Addis_Ababa", "Mekelle"),
    ("Africa/Mogadishu", "Hargeisa"),
    ("Africa/Khartoum", "Khartoum|الخرطوم"),
    ("America/New_York", "Washington|Washington, D.C.|华盛顿|ワシントン|워싱턴|واشنطن|वाशिंगटन|वॉशिंगटन|Ουάσινγκτον;New York|纽约;Boston|Бостон;Philadelphia;Atlanta|Атланта;Miami|Майами;Augusta;United Nations|Nations unies|Naciones Unidas|Vereinte Nationen|ООН"),
    ("America/Chicago", "St. Louis|Saint Louis;St. Paul|Saint Paul"),
    ("America/Denver", "Denver|Денвер;Santa Fe;Aspen"),
    ("America/Los_Angeles", "San Francisco|Сан-Франциско|旧金山|舊金山|サンフランシスコ;Seattle|Сиэтл|西雅图;Las Vegas|Лас-Вегас;Silicon Valley"),
    ("Pacific/Honolulu", "Lahaina;Pearl Harbor"),
    ("America/Toronto", "Ottawa|渥太华;Sudbury"),
    ("America/Vancouver", "Vancouver|Ванкувер|温哥华;Victoria"),
    ("America/Iqaluit", "Iqaluit"),
    ("America/Mexico_City", "Mexico City|Mexico-Stadt;Guerrero"),
    ("America/Caracas", "Caracas|加拉加斯"),
    ("Pacific/Galapagos", "Puerto Ayora"),
    ("America/Lima", "Lima|利马;Cusco|Cuzco"),
    ("America/Montevideo", "Punta del Este"),
    ("Atlantic/Stanley", "Stanley"),
    ("Australia/Perth", "Fremantle"),
    ("Pacific/Auckland", "Queenstown"),
    ("Pacific/Palau", "Koror"),
]

# Names that are no longer, or not rightly, those of a city, although GeoNames has them.
LEFT_OUT = {"HK": ["Victoria"]}

# Countries as newspapers write them after a city, beside their names in CLDR.
COUNTRIES = {
    "AE": "U.A.E.|UAE|Emirates|EAU", "AU": "Aus", "BA": "Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina",
    "BY": "Byelorussia", "CD": "Congo|DR Congo|DRC|D.R.C.|Democratic Republic of Congo|RDC|Zaire",
    "CG": "Republic of Congo|Congo-Brazzaville", "CI": "Ivory Coast", "CV": "Cape Verde",
    "CZ": "Czech Republic|Česká republika", "DE": "FRG|BRD", "DO": "Dom. Rep.", "GB": "U.K.|UK|England|Eng.|Scotland|Wales"
    "|Northern Ireland|Britain|Great Britain", "IE": "Republic of Ireland|Eire",
    "KP": "N. Korea|DPRK", "KR": "Korea|S. Korea|Republic of Korea", "LA": "Lao", "MK": "Macedonia", "MM": "Burma",
    "NL": "Holland|The Netherlands", "NZ": "N.Z.", "PH": "The Philippines", "PS": "Palestine|Gaza Strip|West Bank",
    "RU": "Russian Federation", "SZ": "Swaziland", "TL": "East Timor", "TR": "Turkey",
    "US": "U.S.|US|U.S.A.|USA|United States of America|America", "VA": "Vatican", "XK": "Kosovo",
}
