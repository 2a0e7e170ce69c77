import Basics
import Domain
import Recommendations
import SurfaceKit

extension ChannelChange {
    /// The body of `POST /api/channels`. A member that is null is as if it were not there. Throws
    /// `DiscoveryError.badRequest`.
    init(new body: JSONTree) throws(DiscoveryError) {
        guard case .object(let members) = body else { throw .badRequest("The body must be a JSON object") }
        try self.init(.object(members.filter { $0.value != .null && $0.name != "isActive" }))
    }

    /// The body of `PUT /api/channels/:id`, where null takes texts away. Throws `DiscoveryError.badRequest`.
    init(_ body: JSONTree) throws(DiscoveryError) {
        self.init()
        name = try body.words("name")
        description = try Self.clearable("description", body)
        wish = try Self.clearable("textPreferences", body)
        genres = try body.texts("genreFilters")
        examples = try body.texts("exampleMovieIds")?.titleIDs
        isPinned = try body.flag("isPinnedRow")
        isActive = try body.flag("isActive")
    }

    private static func clearable(_ name: String, _ body: JSONTree) throws(DiscoveryError) -> String?? {
        if body[name] == .null { return .some(nil) }
        return try body.words(name).map { .some($0) }
    }
}

extension ChannelSubject {
    /// The body of `POST /api/channels/ai-…`. Throws `DiscoveryError.badRequest`.
    init(_ body: JSONTree) throws(DiscoveryError) {
        let wish = body["textPreferences"] == .null ? nil : try body.words("textPreferences")
        let genres = try body.texts("genres") ?? []
        let examples = try body.texts("exampleMovieIds") ?? []
        guard genres.count <= DomainLimits.channelGenresMax else { throw .badRequest("There are too many genres") }
        guard examples.count <= DomainLimits.channelExamplesMax else {
            throw .badRequest("There are too many examples")
        }
        guard (wish ?? "").count <= DomainLimits.channelTextCharactersMax else {
            throw .badRequest("textPreferences is too long")
        }
        self.init(
            genres: genres.map { $0.printable(charactersMax: ChannelLimits.genreCharactersMax) }
                .filter { !$0.isEmpty },
            examples: examples.titleIDs, wish: wish.flatMap { $0.isBlank ? nil : $0.trimmed })
    }
}

extension JSONTree {
    /// Nil where the member is missing. Throws `DiscoveryError.badRequest` for anything but a list of texts.
    func texts(_ name: String) throws(DiscoveryError) -> [String]? {
        guard let value = self[name] else { return nil }
        let texts = value.list?.compactMap(\.text)
        guard let texts, texts.count == value.list?.count else { throw .badRequest("\(name) must be a list of texts") }
        return texts
    }
}

extension [String] {
    /// What cannot be an id is the id of nothing.
    var titleIDs: [TitleID] { compactMap { TitleID(text: $0) } }
}
