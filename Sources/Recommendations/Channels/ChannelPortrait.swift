import Domain

/// What a channel is about, from the films that somebody gave as examples and the genres that they chose: the source of
/// words where no language model finds any.
struct ChannelPortrait: Hashable, Sendable {
    /// The chosen ones, else the most frequent of the examples.
    let genres: [String]
    let keywords: [String]
    /// Directors and actors of several examples, or the director of the only one.
    let people: [String]
    /// Such as `1970s`; nil unless most examples are of one.
    let decade: String?
    let wish: String?

    init(genres chosen: [String], examples: [Title], wish: String?) {
        let films = examples.map(\.metadata)
        let frequent = Self.mostFrequent(films.flatMap(\.genres))
        genres = Array((chosen.isEmpty ? frequent : chosen).prefix(ChannelLimits.namedGenresMax))
        keywords = Array(Self.mostFrequent(films.flatMap(\.keywords)).prefix(ChannelLimits.namedKeywordsMax))
        let named = films.flatMap(\.people)
        let several = Self.mostFrequent(named) { $0 > 1 }
        let known = films.count == 1 ? films.flatMap(\.directors) : several
        people = Array(known.prefix(ChannelLimits.namedPeopleMax))
        decade = Self.decade(of: films)
        self.wish = wish
    }

    /// A name for the channel.
    var name: String {
        let subject = genres.prefix(2).listed(last: " & ")
        switch (subject.isEmpty, decade) {
        case (false, let decade?): return "\(subject) of the \(decade)"
        case (true, let decade?): return "Films of the \(decade)"
        case (false, nil): return people.first.map { "\(subject) with \($0)" } ?? "\(subject) picks"
        case (true, nil): return people.first.map { "Films around \($0)" } ?? "Picks for you"
        }
    }

    /// One sentence about it.
    var description: String {
        kinds.prefix(1).uppercased() + kinds.dropFirst() + details + "."
    }

    /// What somebody might like to see, as they could have written it.
    var preferences: String {
        let sentence = "I like \(kinds)\(details)."
        return wish.map { "\($0)\n\(sentence)" } ?? sentence
    }

    private var kinds: String {
        genres.isEmpty ? "films" : genres.map { $0.lowercased() }.listed() + " films"
    }

    private var details: String {
        let about = keywords.isEmpty ? "" : " about " + keywords.listed()
        let age = decade.map { ", mostly of the \($0)" } ?? ""
        let with = people.isEmpty ? "" : ", with " + people.listed()
        return about + with + age
    }

    /// By how often they occur, then by name.
    private static func mostFrequent(_ names: [String], where isWanted: (Int) -> Bool = { _ in true }) -> [String] {
        Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
            .filter { isWanted($0.value) }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map(\.key)
    }

    private static func decade(of films: [TitleMetadata]) -> String? {
        let decades = films.compactMap(\.year).map { "\($0 / 10 * 10)s" }
        guard let first = mostFrequent(decades).first, decades.count(where: { $0 == first }) * 2 > films.count else {
            return nil
        }
        return first
    }
}
