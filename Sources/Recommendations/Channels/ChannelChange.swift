import Basics
package import Domain

/// What somebody says of a channel: what is not there stays as it is.
package struct ChannelChange: Sendable, Hashable {
    package var name: String?
    /// Nothing in it takes the text away.
    package var description: String??
    package var wish: String??
    package var genres: [String]?
    package var examples: [TitleID]?
    package var isPinned: Bool?
    package var isActive: Bool?

    package init() {}

    package var isEmpty: Bool { self == ChannelChange() }

    /// The facts with what is said. Throws `ChannelError` `blankName` and `tooLong`.
    func applied(to old: ChannelFacts) throws(ChannelError) -> ChannelFacts {
        var facts = old
        if let name { facts.name = name }
        facts.name = try Self.name(facts.name)
        if let description { facts.description = try Self.text(description, "description") }
        if let wish { facts.wish = try Self.text(wish, "textPreferences") }
        if let genres { facts.genres = try Self.genres(genres) }
        if let examples {
            guard examples.count <= DomainLimits.channelExamplesMax else { throw .tooLong("exampleMovieIds") }
            facts.examples = examples.eachOnce
        }
        facts.isPinned = isPinned ?? old.isPinned
        facts.isActive = isActive ?? old.isActive
        return facts
    }

    /// It becomes the name of a playlist, so nothing invisible stays in it.
    private static func name(_ text: String) throws(ChannelError) -> String {
        let name = text.printable(charactersMax: DomainLimits.channelNameCharactersMax + 1)
        guard !name.isEmpty else { throw .blankName }
        guard name.count <= DomainLimits.channelNameCharactersMax else { throw .tooLong("name") }
        return name
    }

    /// Blank text is none.
    private static func text(_ text: String?, _ member: String) throws(ChannelError) -> String? {
        let text = (text ?? "").trimmed
        guard text.count <= DomainLimits.channelTextCharactersMax else { throw .tooLong(member) }
        return text.isEmpty ? nil : text
    }

    private static func genres(_ names: [String]) throws(ChannelError) -> [String] {
        let genres = names.map(\.trimmed).filter { !$0.isEmpty }.eachOnce
        guard genres.count <= DomainLimits.channelGenresMax,
            genres.allSatisfy({ $0.count <= ChannelLimits.genreCharactersMax })
        else { throw .tooLong("genreFilters") }
        return genres
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it came first.
    var eachOnce: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
