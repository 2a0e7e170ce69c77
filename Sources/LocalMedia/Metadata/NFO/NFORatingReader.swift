/// Ratings of an entry, all brought to the scale from 0 to 10.
enum NFORatingReader {
    /// From `ratings/rating`; only when there is none, from the single `rating` and `votes` of old files.
    static func ratings(_ fields: NFOFields) -> [NFORating] {
        var kept: [NFORating] = []
        for element in fields.all("ratings").flatMap({ $0.all("rating") }) {
            guard let rating = rating(element), kept.count < LocalMediaLimits.nfoListEntriesMax,
                !kept.contains(where: { $0.source == rating.source })
            else { continue }
            kept.append(rating)
        }
        if kept.isEmpty, let single = fields.all("rating").lazy.compactMap({ rating($0, votes: votes(fields)) }).first {
            kept = [single]
        }
        return kept
    }

    /// A value on a scale up to `max`; nil for none (0) and for what does not fit the scale.
    static func inTen(_ value: Double, max: Double = 10) -> Double? {
        guard value > 0, max > 0, value <= max else { return nil }
        // In this order 6.8 of 10 stays exactly 6.8.
        return value * 10 / max
    }

    private static func rating(_ element: NFOElement, votes: Int? = nil) -> NFORating? {
        let written = element.text("value") ?? element.text
        guard let value = NFONumbers.decimal(written) else { return nil }
        let name = NFOText.line(element.attributes["name"] ?? "")?.lowercased() ?? ""
        let max = element.attributes["max"].flatMap(NFONumbers.decimal) ?? 0
        // Where no scale is written it is 10, but those who count in percent forget to say so.
        let scale = max > 0 ? max : percentSources.contains(name) && value > 10 ? 100 : 10
        guard let inTen = inTen(value, max: scale) else { return nil }
        return NFORating(
            source: NFOIdentifier.aliases[name] ?? name, value: inTen,
            votes: element.text("votes").flatMap(count) ?? votes,
            isDefault: NFONumbers.flag(element.attributes["default"]) ?? false)
    }

    private static func votes(_ fields: NFOFields) -> Int? { fields.first(["votes"], count) }

    private static func count(_ text: String) -> Int? {
        NFONumbers.count(text).flatMap { LocalMediaLimits.nfoVotesRange.contains($0) ? $0 : nil }
    }

    private static let percentSources: Set<String> = [
        "metacritic", "tomatometerallcritics", "tomatometerallaudience", "tomatometeravgcritics", "rottentomatoes",
        "audience", "trakt",
    ]
}
