/// Finds out the encoding of text that is not Unicode, from how plausible it reads in each.
enum EncodingDetection {
    // Weights in hundredths, as `LanguageModel` gives them.

    /// How much better than Windows-1252 another encoding has to be for a text of unknown language.
    private static let marginNeeded = 100
    /// What a frequent word adds in favour of its language, and how much words may add per byte beyond ASCII: they
    /// shall decide between languages, not outweigh the letters.
    private static let wordWeight = 70
    private static let wordWeightPerByteMax = 150
    /// A text that reads worse than this per byte is not in the language it is said to be in.
    private static let plausibleWeightPerByte = -250

    /// The most plausible encoding among those that are usual for `language`, or among all if it is nil or unknown;
    /// Windows-1252 if none is plausible.
    static func encoding(of bytes: [UInt8], language: String?) -> TextEncoding {
        let sample = EncodingSample(bytes)
        let code = language.map(LanguageCode.primary)
        let named = LanguageModel.all.filter { code.map($0.codes.contains) ?? false }
        let models = named.isEmpty ? LanguageModel.all : named
        let scores = scores(of: sample, models)
        // The first of equals, in the order of the models.
        guard
            let best = scores.enumerated().max(by: { ($0.element.score, -$0.offset) < ($1.element.score, -$1.offset) })
        else { return .windows1252 }
        let fallback = scores.first { $0.encoding == .windows1252 }?.score ?? .min / 2
        let margin = named.isEmpty ? marginNeeded : 0
        let isPlausible = best.element.score > plausibleWeightPerByte * sample.highBytes
        return isPlausible && best.element.score > fallback + margin ? best.element.encoding : .windows1252
    }

    /// The best score of each encoding, over the languages that use it.
    private static func scores(
        of sample: EncodingSample, _ models: [LanguageModel]
    ) -> [(encoding: TextEncoding, score: Int)] {
        var scores: [(encoding: TextEncoding, score: Int)] = []
        for encoding in candidates(models) {
            guard let read = ReadSample(sample, encoding: encoding) else { continue }
            let best = models.filter { $0.encodings.contains(encoding) }.map { score(read, sample, $0) }.max()
            scores.append((encoding, best ?? .min / 2))
        }
        return scores
    }

    /// The encodings of all models, each once: the usual ones of every language before the less usual ones.
    private static func candidates(_ models: [LanguageModel]) -> [TextEncoding] {
        var candidates: [TextEncoding] = []
        for rank in 0..<(models.map(\.encodings.count).max() ?? 0) {
            for model in models where rank < model.encodings.count && !candidates.contains(model.encodings[rank]) {
                candidates.append(model.encodings[rank])
            }
        }
        return candidates
    }

    private static func score(_ read: ReadSample, _ sample: EncodingSample, _ model: LanguageModel) -> Int {
        let letters = read.counts.reduce(0) { $0 + $1.value * model.weight(of: $1.key) }
        let hits = model.words.reduce(0) { $0 + (sample.words[$1] ?? 0) }
        let words = min(wordWeight * hits, wordWeightPerByteMax * sample.highBytes)
        return letters + read.oddity + words
    }
}
