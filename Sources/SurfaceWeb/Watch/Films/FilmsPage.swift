import Basics
import Domain
import SurfaceKit

/// The room of this server's own films.
struct FilmsPage: Sendable {
    /// A way to see fewer films, or all again.
    struct Filter: Sendable {
        let label: String
        let link: String
        let isChosen: Bool
    }

    /// Instead of films: what is the matter, and what to do.
    struct Message: Sendable {
        let title: String
        let text: String
    }

    let shell: Shell
    let heading: String
    let kinds: [Filter]
    let libraries: [Filter]
    /// Choosing among several makes sense.
    let hasLibraries: Bool
    let rails: [FilmRail]
    let wallHeading: String
    let count: String?
    let wall: [Poster]
    let message: Message?
    let previous: String?
    let next: String?

    init(
        shell: Shell, choice: FilmsChoice, libraries: [MediaLibrary], rails: [FilmRail], wall: [Poster], total: Int
    ) {
        self.shell = shell
        self.rails = rails
        self.wall = wall
        let isSearch = !choice.query.isBlank
        heading = isSearch ? "\u{201C}\(choice.query)\u{201D}" : "Your films"
        wallHeading = choice.isEverything ? "Everything from A to Z" : "Films and series"
        count = wall.isEmpty ? nil : Moments.count(total, "title")
        kinds = [("All", nil), ("Only films", .movie), ("Only series", .series)].map { label, kind in
            Filter(
                label: label,
                link: FilmsChoice(query: choice.query, library: choice.library, kind: kind).address,
                isChosen: choice.kind == kind)
        }
        self.libraries = ([nil] + libraries.map { Optional($0) }).map { library in
            Filter(
                label: library?.name ?? "All",
                link: FilmsChoice(query: choice.query, library: library?.id, kind: choice.kind).address,
                isChosen: choice.library == library?.id)
        }
        hasLibraries = libraries.count > 1
        message = wall.isEmpty ? Self.message(choice, hasLibraries: !libraries.isEmpty) : nil
        func page(_ number: Int) -> String {
            FilmsChoice(query: choice.query, library: choice.library, kind: choice.kind, page: number).address
        }
        previous = choice.page > 1 ? page(choice.page - 1) : nil
        next = !isSearch && choice.page * WebLimits.filmsPerPage < total ? page(choice.page + 1) : nil
    }

    private static func message(_ choice: FilmsChoice, hasLibraries: Bool) -> Message {
        if !choice.query.isBlank {
            return Message(title: "None of your own films fits that.", text: "Try fewer words, or other ones.")
        }
        if !choice.isEverything {
            return Message(title: "There is nothing here.", text: "Choose another library, or all of them.")
        }
        if hasLibraries {
            return Message(
                title: "Nothing was found in your folders yet.",
                text: "A first look through them takes a while. What is found appears here.")
        }
        return Message(
            title: "There are no films of your own yet.",
            text: "The administrator can add a folder: kinothek library add Films /srv/films --kind movies")
    }
}

/// A row of films with the reason why it is there.
struct FilmRail: Sendable {
    /// The way to all of them.
    struct More: Sendable {
        let label: String
        let link: String
    }

    /// Its name within the page.
    let id: String
    let title: String
    let why: String
    let posters: [Poster]
    /// Nil where the row holds all of them.
    let more: More?

    init(_ id: String, _ title: String, why: String, _ posters: [Poster], more: More? = nil) {
        self.id = id
        self.title = title
        self.why = why
        self.posters = posters
        self.more = more
    }
}
