/// Which texts go into which request.
struct RemoteBatches {
    /// Texts with something to say, cut to the limit, by their places in the input.
    let entries: [(place: Int, text: String)]

    init(_ texts: [String]) {
        entries = texts.enumerated().compactMap { place, text in
            let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
            return isBlank ? nil : (place, String(text.prefix(EmbeddingLimits.remoteCharactersMax)))
        }
    }

    /// Ranges of `entries` within the limits of one request.
    func ranges() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var (start, tokens) = (0, 0)
        for (index, entry) in entries.enumerated() {
            let estimate = entry.text.unicodeScalars.count / EmbeddingLimits.remoteCharactersPerToken + 1
            let isFull = index - start >= EmbeddingLimits.remoteEntriesMax
            if isFull || (index > start && tokens + estimate > EmbeddingLimits.remoteTokensMax) {
                ranges.append(start..<index)
                (start, tokens) = (index, 0)
            }
            tokens += estimate
        }
        if start < entries.count { ranges.append(start..<entries.count) }
        return ranges
    }
}
