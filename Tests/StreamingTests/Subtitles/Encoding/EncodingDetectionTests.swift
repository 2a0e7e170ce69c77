import Testing

@testable import Streaming

/// A text, the language that it is in, and encodings in which such files are found.
struct Specimen: Sendable, CustomTestStringConvertible {
    let language: String
    let encodings: [TextEncoding]
    let text: String

    var testDescription: String { language }

    static let latin: [Specimen] = [
        Specimen(
            language: "de", encodings: [.windows1252],
            text: "Können wir später über die Straße gehen?\nDas wäre schön – aber mein Fuß tut weh."),
        Specimen(
            language: "fr", encodings: [.windows1252, .iso8859Part15],
            text: "Où étais-tu passé, mon cœur ?\nJ'ai attendu près du théâtre, ça a duré des heures."),
        Specimen(
            language: "es", encodings: [.windows1252],
            text: "¿Dónde está el niño?\n¡Mañana volverá, señor! Él salió con su mamá."),
        Specimen(
            language: "pt-BR", encodings: [.windows1252],
            text: "Não sei o que você está fazendo, João.\nAs ações dele são más, mas a mãe é boa."),
        Specimen(
            language: "ita", encodings: [.windows1252],
            text: "Perché non è così? La città è più bella di sera.\nVerrà lunedì, se può."),
        Specimen(
            language: "sv", encodings: [.windows1252],
            text: "Jag är här, men du går åt andra hållet.\nVar är nyckeln till båten?"),
        Specimen(
            language: "dan", encodings: [.windows1252], text: "Jeg tør ikke gå over åen.\nHvor er æblerne, far?"),
        Specimen(
            language: "is", encodings: [.windows1252], text: "Það er gott að vera hér.\nÉg þekki þessa stúlku ekki."),
        Specimen(
            language: "pl", encodings: [.windows1250, .iso8859Part2],
            text: "Gdzie są moje książki? Zostały u cioci.\nProszę, nie mów mu, że byłam późno w łóżku."),
        Specimen(
            language: "cze", encodings: [.windows1250, .iso8859Part2],
            text: "Řekni mi, kde je tvůj bratr.\nŽe prý šel včera večer domů, ale já mu nevěřím."),
        Specimen(
            language: "sk", encodings: [.windows1250, .iso8859Part2],
            text: "Prečo si mi nič nepovedal?\nĽudia šli ďalej a ťažko dýchali, môj kôň bol vyčerpaný."),
        Specimen(
            language: "hu", encodings: [.windows1250, .iso8859Part2],
            text: "Hová tűnt a bőröndöm? Nem értem, miért őrizték.\nKésőbb majd küldök egy üzenetet."),
        Specimen(
            language: "rum", encodings: [.windows1250, .iso8859Part2],
            text: "Nu ştiu ce să fac în seara asta.\nFaţa ei era tristă când a plecat; poate mâine râde iarăşi."),
        Specimen(
            language: "hr", encodings: [.windows1250, .iso8859Part2],
            text: "Što ćeš večeras raditi?\nŽelim da dođeš k meni, kuća je prazna."),
        Specimen(
            language: "tr", encodings: [.windows1254, .iso8859Part9],
            text: "Niçin geç kaldın? Işığı açık bırakmışsın.\nBugün çok yağmur yağdı, üşüyorum."),
    ]

    static let moreLatin: [Specimen] = [
        Specimen(
            language: "nl", encodings: [.windows1252],
            text: "Heeft u de rekening betaald? Natuurlijk, één keer.\nDe zeeën zijn ruw en de patiënt is misselijk."),
        Specimen(
            language: "fi", encodings: [.windows1252],
            text: "Miksi sinä et sanonut mitään?\nMinä odotin koko illan, enkä nähnyt häntä enää."),
        Specimen(
            language: "nb", encodings: [.windows1252],
            text:
                "Hvorfor sa du ikke noe? Jeg ventet på deg i går.\nDet er ikke så ille. Jeg må gå nå, vær så god!"
        ),
        Specimen(
            language: "cat", encodings: [.windows1252],
            text: "Per què no dius res? T’he esperat tota la nit.\nÉs això el que vols? La cançó és bonica."),
        Specimen(
            language: "slv", encodings: [.windows1250, .iso8859Part2],
            text: "Zakaj molčiš? Čakal sem te ves večer.\nŽe včeraj je odšel v Ljubljano, nič več ga ni."),
        Specimen(
            language: "sr-Latn", encodings: [.windows1250, .iso8859Part2],
            text: "Zašto ćutiš? Čekao sam te celo veče.\nOtišao je u Beograd, a mi se više nismo viđali. Žao mi je."),
        Specimen(
            language: "et", encodings: [.windows1257],
            text:
                "Miks sa vaikid? Ma ootasin sind terve õhtu.\nTa sõitis Tallinna me ei näinud enam. Žürii on šokis."),
    ]

    static let alphabets: [Specimen] = [
        Specimen(
            language: "ru", encodings: [.windows1251, .koi8R, .iso8859Part5],
            text: "Почему ты молчишь? Я ждал тебя весь вечер.\nОн уехал в Москву, и мы больше не виделись."),
        Specimen(
            language: "ukr", encodings: [.windows1251, .koi8R],
            text: "Чому ти мовчиш? Її брат поїхав до Києва.\nМи ще побачимося, я обіцяю."),
        Specimen(
            language: "bg", encodings: [.windows1251],
            text: "Къде беше вчера? Чаках те пред къщата.\nТова не е моя работа, господине."),
        Specimen(
            language: "sr", encodings: [.windows1251, .iso8859Part5],
            text: "Где си био синоћ? Чекао сам те пред кућом.\nЉубав је чудна ствар, пријатељу."),
        Specimen(
            language: "el", encodings: [.windows1253, .iso8859Part7],
            text: "Γιατί δεν μιλάς; Σε περίμενα όλο το βράδυ.\nΆλλος ένας λόγος για να φύγω από την Αθήνα."),
        Specimen(
            language: "heb", encodings: [.windows1255],
            text: "למה אתה לא מדבר? חיכיתי לך כל הערב.\nהוא נסע לירושלים ולא חזר."),
        Specimen(
            language: "ar", encodings: [.windows1256],
            text: "لماذا لا تتكلم؟ انتظرتك طوال المساء.\nسافر أخي إلى القاهرة ولم يعد."),
        Specimen(
            language: "mk", encodings: [.windows1251],
            text: "Зошто молчиш? Те чекав цела вечер.\nТој отиде во Скопје и веќе не се видовме. Ѓаволот знае, љубов."),
        Specimen(
            language: "be", encodings: [.windows1251],
            text: "Чаму ты маўчыш? Я чакаў цябе ўвесь вечар.\nЁн паехаў у Мінск, і мы больш не бачыліся."),
        Specimen(
            language: "fa", encodings: [.windows1256],
            text: "چرا حرف نمي زني؟ تمام شب منتظر تو بودم.\nبرادرم به تهران رفت و برنگشت."),
    ]

    static let others: [Specimen] = [
        Specimen(
            language: "lt", encodings: [.windows1257],
            text: "Kodėl tylėjai? Laukiau tavęs visą vakarą.\nJis išvažiavo į Vilnių ir negrįžo."),
        Specimen(
            language: "lav", encodings: [.windows1257],
            text: "Kāpēc tu klusē? Es gaidīju tevi visu vakaru.\nViņš aizbrauca uz Rīgu un neatgriezās."),
        Specimen(
            language: "th", encodings: [.windows874],
            text: "ทำไมคุณถึงเงียบ ผมรอคุณทั้งคืน\nเขาไปกรุงเทพแล้วไม่กลับมาอีกเลย"),
    ]

    static let eastAsian: [Specimen] = [
        Specimen(
            language: "zh-Hans", encodings: [.gb18030],
            text: "你为什么不说话？我等了你一个晚上。\n他已经去了北京，我们再也没有见过面。"),
        Specimen(
            language: "zh-TW", encodings: [.big5],
            text: "你為什麼不說話？我等了你一個晚上。\n他已經去了臺北，我們再也沒有見過面。"),
        Specimen(language: "yue", encodings: [.big5HongKong], text: "佢哋喺邊度？我等咗你成晚。\n你唔好再嚟搵我啦，我唔想見到你。"),
        Specimen(
            language: "ja", encodings: [.shiftJIS],
            text: "どうして黙っているの？一晩中待っていたのに。\n彼はもう東京へ行ってしまった。コーヒーでも飲もうか。"),
        Specimen(
            language: "kor", encodings: [.eucKR], text: "왜 말을 안 해? 밤새도록 기다렸잖아.\n그는 벌써 서울로 떠났어요. 똠방각하 펲시콜라."),
    ]

    static let all = latin + moreLatin + alphabets + others + eastAsian
}

@Suite("Detecting encodings")
struct EncodingDetectionTests {
    /// The first of a specimen's encodings that gives the same bytes: nobody can tell more.
    private func expected(_ specimen: Specimen, _ encoding: TextEncoding) throws -> TextEncoding {
        let content = try bytes(specimen.text, in: encoding.converterName)
        return try #require(
            specimen.encodings.first { (try? bytes(specimen.text, in: $0.converterName)) == content })
    }

    @Test("With the language of the track", arguments: Specimen.all)
    func named(_ specimen: Specimen) throws {
        for encoding in specimen.encodings {
            let decoded = decodeText(try bytes(specimen.text, in: encoding.converterName), language: specimen.language)
            #expect(decoded.text == specimen.text)
            #expect(decoded.encoding == (try expected(specimen, encoding)))
        }
    }

    @Test("Without a language", arguments: Specimen.all)
    func unnamed(_ specimen: Specimen) throws {
        for encoding in specimen.encodings {
            let decoded = decodeText(try bytes(specimen.text, in: encoding.converterName), language: nil)
            #expect(decoded.text == specimen.text)
            #expect(decoded.encoding == (try expected(specimen, encoding)))
        }
    }

    @Test("Amid the times of a subtitle file", arguments: Specimen.all)
    func inFile(_ specimen: Specimen) throws {
        let file = "1\n00:00:01,000 --> 00:00:02,000\n\(specimen.text)\n"
        for encoding in specimen.encodings {
            let document = try SubtitleDocument.read(
                try bytes(file, in: encoding.converterName), as: .srt, language: specimen.language)
            #expect(document.cues.map(\.text.plain) == [specimen.text])
        }
    }

    @Test("A language restricts the choice, an unknown one does not")
    func restriction() throws {
        let russian = try bytes("Почему ты молчишь?", in: "WINDOWS-1251")
        #expect(decodeText(russian, language: "ru-RU").text == "Почему ты молчишь?")
        #expect(decodeText(russian, language: "tlh").text == "Почему ты молчишь?")
        #expect(decodeText(russian, language: "tlh").encoding == .windows1251)
        #expect(decodeText(russian, language: "en").encoding == .windows1252)
    }

    @Test("Bytes that the language's encodings cannot hold are Windows-1252")
    func implausible() throws {
        let french = try bytes("« Où étais-tu passé ? »", in: "WINDOWS-1252")
        for language in ["ja", "ko", "zh"] {
            #expect(decodeText(french, language: language).encoding == .windows1252)
        }
    }

    @Test(
        "A single letter is read as in the west", arguments: ["café", "Übung", "mañana", "naïve", "5 £", "‘Yes’ – no…"])
    func single(text: String) throws {
        let decoded = decodeText(try bytes(text, in: "WINDOWS-1252"), language: nil)
        #expect(decoded.text == text)
        #expect(decoded.encoding == .windows1252)
    }

    @Test(
        "Codes of all standards",
        arguments: [
            ("pt-BR", "pt"), ("por", "pt"), ("POR", "pt"), ("zh_Hant_TW", "zh"), ("chi", "zh"), ("nb", "no"),
            ("iw", "he"),
            ("sr-Latn", "sr"), ("xx", "xx"), ("", ""),
        ])
    func codes(tag: String, code: String) {
        #expect(LanguageCode.primary(tag) == code)
    }

    @Test("Every model can be used, and every old encoding is in one")
    func models() {
        let encodings = Set(LanguageModel.all.flatMap(\.encodings))
        let unicode: Set<TextEncoding> = [.utf8, .utf16LittleEndian, .utf16BigEndian]
        #expect(encodings == Set(TextEncoding.allCases).subtracting(unicode))
        for model in LanguageModel.all {
            for code in model.codes { #expect(LanguageCode.primary(code) == code) }
            for word in model.words { #expect(word.utf8.allSatisfy(\.isLetter) && word.utf8.count <= 8) }
        }
        for encoding in TextEncoding.allCases {
            if CharsetConverter(from: encoding) == nil { Issue.record("the C library does not know \(encoding)") }
        }
    }
}
