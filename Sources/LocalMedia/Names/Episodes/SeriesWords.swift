/// The words for season and episode in the languages of most libraries, in lower case.
enum SeriesWords {
    static let season = ShortWord.set(
        """
        season series staffel saison temporada stagione seizoen säsong sasong sæson saeson sesong kausi sezon
        sezona sezóna série serie évad evad sezonul сезон σεζόν κύκλος сезона シーズン 시즌 mùa musim موسم
        الموسم עונה सीज़न ฤดูกาล tempada denboraldia
        """)

    static let episode = ShortWord.set(
        """
        episode episodes ep eps e épisode episodio episódio episodi folge aflevering avsnitt afsnit episod odcinek odc
        jakso epizoda epizod epizoda díl rész resz bölüm bolum серия эпизод выпуск серія επεισόδιο capitulo
        capítulo tập حلقة الحلقة פרק ตอน エピソード 에피소드
        """)

    /// Words for a part, which is an episode of a short series.
    static let part = ShortWord.set("part teil partie parte")

    /// Words in front of the number of something that is no episode of a season.
    static let specialWords = ShortWord.set("ova oad oav sp special ncop nced op ed pv cm menu creditless extra bonus")

    /// Words between an episode and how many there are.
    static let of = ShortWord.set("of von sur")

    /// What a number before a word may end with, as in "2nd Season" and "2ª Temporada".
    static let ordinalEndings = ShortWord.set("st nd rd th er e ème eme ª º ° a o ra da ta ma")

    static let english: [ShortWord: Int] = {
        var numbers: [ShortWord: Int] = [:]
        let words = "one two three four five six seven eight nine ten".split(separator: " ")
        for (index, word) in words.enumerated() {
            if let key = ShortWord(word) { numbers[key] = index + 1 }
        }
        return numbers
    }()

    /// Whole names of folders with specials.
    static let specials: Set<String> = [
        "specials", "special", "season specials", "specialen", "spezial", "spezials", "speciaux", "spéciaux",
        "épisodes spéciaux", "hors-série", "hors-saison", "especiales", "especiais", "speciali", "specialer",
        "specialavsnitt", "erikoisjaksot", "odcinki specjalne", "speciály", "спецвыпуски", "спешлы", "спэшлы",
        "特別編", "スペシャル", "特典", "特别篇", "特別篇", "스페셜",
    ]
}
