/// The tags that people and programs put into names for media servers: ids and editions.
struct NameTags {
    var ids = NamedIDs()
    var edition: String?

    /// Reads the tags of a name and clears them in it, malformed ones too.
    init(takenFrom text: inout NameText) {
        var index = 0
        while index < text.count {
            defer { index += 1 }
            guard NameBytes.isOpener(text.low[index]), let close = text.closing(of: index) else { continue }
            guard read(text, (index + 1)..<close) else { continue }
            text.clear(index..<(close + 1))
        }
        readBareIMDb(&text)
    }

    /// Reads what stands in one bracket; whether it is a tag.
    private mutating func read(_ text: NameText, _ content: Range<Int>) -> Bool {
        var cursor = NameCursor(text.low, at: content.lowerBound)
        while cursor.at < content.upperBound, NameBytes.isBlank(cursor.next) { cursor.at += 1 }
        if cursor.take("edition") {
            guard cursor.take(NameBytes.dash) || cursor.take(0x3D), cursor.at <= content.upperBound else {
                return false
            }
            let name = text.title(cursor.at..<content.upperBound, keepsDots: true)
            let short = String(name.prefix(NamesLimits.editionCharactersMax))
            edition = edition ?? (short.isEmpty ? nil : short)
            return true
        }
        guard let provider = provider(&cursor) else { return false }
        _ = cursor.take("id")
        let isValued = cursor.take(NameBytes.dash) || cursor.take(0x3D)
        guard isValued || cursor.at == content.upperBound else { return false }
        if cursor.at < content.upperBound { keep(text, cursor.at..<content.upperBound, provider) }
        return true
    }

    private enum Provider { case imdb, tmdb, tvdb }

    private func provider(_ cursor: inout NameCursor) -> Provider? {
        if cursor.take("imdb") { return .imdb }
        if cursor.take("tmdb") { return .tmdb }
        if cursor.take("tvdb") { return .tvdb }
        return nil
    }

    private mutating func keep(_ text: NameText, _ value: Range<Int>, _ provider: Provider) {
        var range = value
        while let last = range.last, NameBytes.isBlank(text.low[last]) { range = range.dropLast() }
        while let first = range.first, NameBytes.isBlank(text.low[first]) { range = range.dropFirst() }
        switch provider {
        case .imdb: ids.imdb = ids.imdb ?? imdb(text, range)
        case .tmdb: ids.tmdb = ids.tmdb ?? number(text, range)
        case .tvdb: ids.tvdb = ids.tvdb ?? number(text, range)
        }
    }

    /// An IMDb id as the site writes it; "tt" and leading zeros that are missing are put in.
    private func imdb(_ text: NameText, _ range: Range<Int>) -> String? {
        var cursor = NameCursor(text.low, at: range.lowerBound)
        if cursor.take("tt"), cursor.at > range.upperBound { return nil }
        guard range.upperBound - cursor.at <= 9,
            let value = NameBytes.number(text.low, cursor.at..<range.upperBound), value > 0
        else { return nil }
        let digits = String(value)
        let given = range.upperBound - cursor.at
        return "tt" + String(repeating: "0", count: max(7, given) - digits.count) + digits
    }

    private func number(_ text: NameText, _ range: Range<Int>) -> Int? {
        guard let value = NameBytes.number(text.low, range), (1...Int(Int32.max)).contains(value) else { return nil }
        return value
    }

    /// "tt0106145" without a tag's words, in a bracket or not.
    private mutating func readBareIMDb(_ text: inout NameText) {
        var index = 0
        while index + 9 <= text.count {
            defer { index += 1 }
            guard text.low[index] == 0x74, text.low[index + 1] == 0x74 else { continue }
            guard index == 0 || !NameBytes.isWord(text.low[index - 1]) else { continue }
            var cursor = NameCursor(text.low, at: index + 2)
            guard cursor.digits(7...9) != nil, cursor.isAtBoundary else { continue }
            ids.imdb = ids.imdb ?? imdb(text, index..<cursor.at)
            var range = index..<cursor.at
            if index > 0, NameBytes.isOpener(text.low[index - 1]), text.closing(of: index - 1) == cursor.at {
                range = (index - 1)..<(cursor.at + 1)
            }
            text.clear(range)
            index = cursor.at
        }
    }
}

extension NamedIDs {
    /// The ids that stand in a file or folder name, as "[tmdbid-65567]" or "{imdb-tt0106145}".
    package init(in name: String) {
        var text = NameText(name)
        self = NameTags(takenFrom: &text).ids
    }
}
