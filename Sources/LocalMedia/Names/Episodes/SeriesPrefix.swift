/// Finds the series' own name at the start of a file's name, so that "Area 88 - 03" is episode 3.
struct SeriesPrefix {
    /// The letters and digits of the name in lower case; empty if there is none.
    private let words: [UInt8]

    init(_ title: String?) {
        words = title.map { NameText($0).low.filter(NameBytes.isWord) } ?? []
    }

    func isAll(of word: ArraySlice<UInt8>) -> Bool { word.elementsEqual(words) }

    /// Where the text behind the series' name begins; 0 if it does not start with it.
    func end(in low: [UInt8]) -> Int {
        guard !words.isEmpty else { return 0 }
        var place = 0
        for index in low.indices {
            if place == words.count {
                return NameBytes.isWord(low[index]) ? 0 : index
            }
            guard NameBytes.isWord(low[index]) else { continue }
            guard low[index] == words[place] else { return 0 }
            place += 1
        }
        return place == words.count ? low.count : 0
    }
}
