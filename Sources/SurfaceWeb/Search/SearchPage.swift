import Domain
import Search
import SurfaceKit

/// What became of a search.
enum SearchAnswer: Sendable {
    case nothingAsked
    case found([FoundTitle])
    case like(Title, [FoundTitle])
    case ownsNothing
    case notReady

    /// Without what is kept from whoever is watching.
    func keeping(_ mayBeSeen: (Title) -> Bool) -> SearchAnswer {
        switch self {
        case .found(let found): .found(found.filter { mayBeSeen($0.title) })
        case .like(let title, let found): .like(title, found.filter { mayBeSeen($0.title) })
        case .nothingAsked, .ownsNothing, .notReady: self
        }
    }
}

/// The page of films that were found.
struct SearchPage: Sendable {
    /// A search that a visitor can try.
    struct Example: Sendable {
        let words: String
        let link: String
    }

    /// Instead of films: what is the matter, and what to do.
    struct Message: Sendable {
        let title: String
        let text: String
    }

    private static let examples = [
        "a quiet film about grief by the sea", "heist that goes wrong", "friendship across generations",
        "slow thriller in the snow",
    ]

    let shell: Shell
    let heading: String
    let query: String
    let isMine: Bool
    let count: String?
    let posters: [Poster]
    let message: Message?
    let examples: [Example]
    let hasExamples: Bool
    /// Choosing between all films and one's own makes sense for a query.
    let hasQuery: Bool
    let all: String
    let mine: String
    /// What the person thinks of the title that others are like.
    let hearts: Hearts?

    init(shell: Shell, query: String, isMine: Bool, answer: SearchAnswer, hearts: Hearts? = nil) {
        self.hearts = hearts
        self.shell = shell
        self.query = query
        self.isMine = isMine
        hasQuery = !query.isBlank
        all = "/search?q=" + LocalPath.encoded(query)
        mine = all + "&mine=1"
        switch answer {
        case .found(let found): posters = found.map { Poster($0) }
        case .like(_, let found): posters = found.map { Poster($0) }
        default: posters = []
        }
        (heading, message) = Self.words(answer, query: query, isMine: isMine)
        count = posters.isEmpty ? nil : Moments.count(posters.count, "film")
        hasExamples = posters.isEmpty
        examples = Self.examples.map { Example(words: $0, link: "/search?q=" + LocalPath.encoded($0)) }
    }

    private static func words(
        _ answer: SearchAnswer, query: String, isMine: Bool
    ) -> (heading: String, message: Message?) {
        let searched = "\u{201C}\(query)\u{201D}"
        switch answer {
        case .nothingAsked: return ("Search", nil)
        case .found(let found) where found.isEmpty:
            let place = isMine ? "Nothing among your own films fits that." : "Nothing in the catalogue fits that."
            return (searched, Message(title: place, text: "Try fewer words, or other ones."))
        case .found: return (searched, nil)
        case .like(let title, let found):
            let none = Message(title: "Nothing else is like it yet.", text: "More films may come closer.")
            return ("Like \(title.metadata.title)", found.isEmpty ? none : nil)
        case .ownsNothing:
            return (
                searched,
                Message(
                    title: "You have no films of your own here yet.",
                    text: "Connect Kodi under Devices; it sends the list of what you have.")
            )
        case .notReady:
            return (
                query.isEmpty ? "Search" : searched,
                Message(
                    title: "The search is not ready yet.",
                    text: "The server is still reading its index. Try again in a moment.")
            )
        }
    }
}
