extension LanguageModel {
    /// All models. Where several explain a text equally well, the first one counts.
    static let all: [LanguageModel] = western + central + otherAlphabets + eastAsian

    private static let latin1: [TextEncoding] = [.windows1252, .iso8859Part15, .iso8859Part1]
    private static let latin2: [TextEncoding] = [.windows1250, .iso8859Part2]
    private static let russian: [TextEncoding] = [.windows1251, .koi8R, .iso8859Part5]

    private static let western: [LanguageModel] = [
        LanguageModel(
            ["en"], latin1, letters: "é è ïñçí öüäâêàáóô £ûëîú", words: "the you and to is of it that what this"),
        LanguageModel(["de"], latin1, letters: "äü öß - éà", words: "der die und ich das ist nicht sie wir ein"),
        LanguageModel(["fr"], latin1, letters: "é àèê çô ùâîûœ ëïÿæüñ", words: "je de est pas le vous la tu que les"),
        LanguageModel(
            ["es"], latin1, letters: "áíóé ñ¿ú¡ - ü ªº", words: "que de no la el es en lo un por los una"),
        LanguageModel(["pt"], latin1, letters: "ãéá çíó êõú âô àüªº", words: "que de eu um para com isso uma os se"),
        LanguageModel(["it"], latin1, letters: "èà éòù ì - îïç", words: "che di non il la un per sono mi ho cosa"),
        LanguageModel(["nl"], latin1, letters: "éë ïè öüê àáóç", words: "de het een ik je van niet dat is en"),
        LanguageModel(["sv"], latin1, letters: "äå ö - é àü", words: "jag det att du och som har vi inte"),
        LanguageModel(["da", "no"], latin1, letters: "åæø é - òôèêäöü", words: "jeg det er du ikke og har til vi"),
        LanguageModel(["fi"], latin1, letters: "ä ö - å éü", words: "se on ja ei mutta en mit olen ole"),
        LanguageModel(["is"], latin1, letters: "ðáíþ éóæöúý", words: "og er ekki vid um til hann en"),
        LanguageModel(["ca"], latin1, letters: "éàò èíó çúïü ·", words: "que de no la el es un per amb"),
        LanguageModel(["sq"], latin1, letters: "ë ç", words: "dhe nuk ne te po se ka"),
        LanguageModel(["eu"], latin1, letters: "ñ ç", words: "eta ez da bai zer"),
    ]

    private static let central: [LanguageModel] = [
        LanguageModel(["pl"], latin2, letters: "łęąó żść ń ź", words: "nie to jest na sie za co jak do ze"),
        LanguageModel(["cs"], latin2, letters: "íáéěř ýščžů ú ňóťď", words: "je to se na ne jsem tak jak by"),
        LanguageModel(["sk"], latin2, letters: "áíéčýž šľťú ôóň äď ĺŕ", words: "je to sa na som nie tak ako by"),
        LanguageModel(["hu"], latin2, letters: "éáóő öíü úű", words: "a az nem hogy egy is van meg csak mit"),
        LanguageModel(["ro"], latin2, letters: "ăşâîţ - - - é", words: "nu de ce un este cu la pe am ai"),
        LanguageModel(["hr", "sr"], latin2, letters: "čšž ćđ", words: "je da se ne to na sam ti si mi"),
        LanguageModel(["sl"], latin2, letters: "čšž - - ćđ", words: "je da se ne na bi kaj sem to ti"),
        LanguageModel(
            ["tr"], [.windows1254, .iso8859Part9], letters: "ıüş ğçö - İ âîû", words: "bir bu ve ne de ben bana seni"),
        LanguageModel(["lt"], [.windows1257], letters: "ėąšųįž ęūč", words: "ne ir kad tai yra"),
        LanguageModel(["lv"], [.windows1257], letters: "āīēš ūņļ ģķčž", words: "ir un ka es tas"),
        LanguageModel(["et"], [.windows1257, .windows1252], letters: "äõüö šž", words: "ja on ei see ma"),
    ]

    private static let otherAlphabets: [LanguageModel] = [
        LanguageModel(
            ["ru"], russian, script: .cyrillic, letters: "оеаинт срвлкмдпу яыьгзбчйх жшюцщэ фъё"),
        LanguageModel(["uk"], russian, script: .cyrillic, letters: "оаниет вірслкудмп язьгбчйх жїюшє цщфґ"),
        LanguageModel(["bg"], russian, script: .cyrillic, letters: "аоиетн рсвлдкпм ъгузчбй яхшцж щфюь"),
        LanguageModel(["sr"], russian, script: .cyrillic, letters: "аоиенр тсјуквдм лпзбг чшњжцћљ хфђџ"),
        LanguageModel(["mk"], russian, script: .cyrillic, letters: "аоеит нрсвкдл мупјзгб чшцжќ њљѓхфџѕ"),
        LanguageModel(["be"], russian, script: .cyrillic, letters: "аніыер тлсуокя двмьцгзпй ўбчшжхэ юёф"),
        LanguageModel(
            ["el"], [.windows1253, .iso8859Part7], script: .greek,
            letters: "αοιετσ ςνηυρπκλ μίάόέδ γθύώή χφωβξζψϊΐϋΰ"),
        LanguageModel(
            ["he"], [.windows1255], script: .hebrew, letters: "יוהאלר תמבשנ כחדעקםטפ ןגזסץצך ףְִֵֶַָֹּׁ"),
        LanguageModel(
            ["ar"], [.windows1256], script: .arabic, letters: "اليمن وترهب عدفسكق حجشصطأةخىض غثزذءظئؤإآًٌٍَُِّْ،؟؛"),
        LanguageModel(
            ["fa", "ur"], [.windows1256], script: .arabic,
            letters: "اينردم هتوشبكى سکگخزآعے پجچقحفصطںھہ غضذثژظئءأٹڈڑ،؟؛"),
        LanguageModel(
            ["th"], [.windows874], script: .thai, letters: "านรอกเ่ ้งมยลวีัดทิ สตะปบคหไแจพช ืำุูใขโผ์็ึถ ซศณธษญภฟฉฮๆ"),
    ]

    private static let eastAsian: [LanguageModel] = [
        LanguageModel(
            ["zh"], [.gb18030, .big5, .big5HongKong],
            frequent: """
                的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多\
                经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实這個們來為國說時會對著過發後裡種經麼學現當\
                沒動還進開從實啦嗎呢吧吗谁誰什嘛啊呀給给让讓走知听聽话話見见
                """,
            classWeights: [
                .ideograph: -50, .wideSign: 500, .typographic: 400, .hiragana: -300, .katakana: -300, .hangul: -600,
            ]),
        LanguageModel(
            ["ja"], [.shiftJIS],
            frequent: "私何人日一大子出分中生上見君前行事今時言思自国気本手年間知来会俺彼女誰待話",
            classWeights: [
                .hiragana: 480, .katakana: 370, .ideograph: 0, .wideSign: 500, .typographic: 300,
                .halfwidthKatakana: -300,
            ]),
        LanguageModel(
            ["ko"], [.eucKR],
            frequent: """
                이다는을의에가고하지아나어그을한네게도서니해리사안요라로기자은있를내너거당우들면만인것일까데없말수여보신정스요\
                왜좀뭐저야예알았었대부시전제오
                """,
            classWeights: [.hangul: 120, .ideograph: -300, .wideSign: 400, .typographic: 300]),
    ]
}
