/// Seasons and episodes as Chinese, Japanese and Korean names count them: "第2期 第3話", "2기 3화".
struct WideNumbers {
    private let low: [UInt8]

    init(_ low: [UInt8]) { self.low = low }

    private static let ordinal = Array("第".utf8)
    private static let seasons = ["季", "期", "部", "シーズン", "기"].map { Array($0.utf8) }
    private static let episodes = ["話", "话", "集", "回", "화", "회"].map { Array($0.utf8) }

    func both(from start: Int) -> EpisodeMatch? {
        guard let season = first(WideNumbers.seasons, from: start),
            let episode = first(WideNumbers.episodes, from: season.range.upperBound)
        else { return nil }
        return EpisodeMatch(
            rule: .words, season: season.number, numbers: [episode.number],
            range: season.range.lowerBound..<episode.range.upperBound)
    }

    func episode(from start: Int) -> EpisodeMatch? {
        guard let episode = first(WideNumbers.episodes, from: start) else { return nil }
        return EpisodeMatch(rule: .episodeOnly, numbers: [episode.number], range: episode.range)
    }

    func season(from start: Int) -> (number: Int, range: Range<Int>)? { first(WideNumbers.seasons, from: start) }

    /// The first number at or behind `start` that one of `units` follows.
    private func first(_ units: [[UInt8]], from start: Int) -> (number: Int, range: Range<Int>)? {
        guard low.contains(where: { $0 >= 0x80 }) else { return nil }
        var index = start
        while index < low.count {
            guard NameBytes.isDigit(low[index]) else {
                index += 1
                continue
            }
            var cursor = NameCursor(low, at: index)
            guard let number = cursor.digits(1...18) else { return nil }
            let isShort = number.count <= NamesLimits.numberDigitsMax
            if isShort, let unit = units.first(where: { low[cursor.at...].starts(with: $0) }) {
                let hasOrdinal = low[..<index].suffix(WideNumbers.ordinal.count).elementsEqual(WideNumbers.ordinal)
                let begin = hasOrdinal ? index - WideNumbers.ordinal.count : index
                return (number.value, begin..<(cursor.at + unit.count))
            }
            index = cursor.at
        }
        return nil
    }
}
