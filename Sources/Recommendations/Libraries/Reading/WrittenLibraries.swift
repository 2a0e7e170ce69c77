import Accounts
import Basics
package import Domain
import Host

/// The libraries that are written, as they are here and on the media server.
extension PickLibraries {
    /// Those whose folders hold something, by name: those for everybody, and with `withPeople` those of each person.
    ///
    /// Without an answer of the media server nobody knows under which ids it has them, and they have the names that
    /// they would be given.
    package func written(withPeople: Bool) async throws -> [WrittenLibrary] {
        let settings = settings()
        var found: [(shelf: Shelf, content: LibraryFolder.Content)] = []
        for shelf in try await shelves(settings, withPeople: withPeople) {
            let folder = LibraryFolder(root: settings.places.root, steps: shelf.steps)
            let content = try await content(of: folder)
            if content.fileCount > 0 { found.append((shelf, content)) }
        }
        let known = found.isEmpty ? [] : await knownLibraries()
        return found.map { shelf, content in
            let shown = known.over(settings.places.serverPath(of: shelf.steps))
            var library = WrittenLibrary(
                id: shelf.steps.joined(separator: "/"), kind: shelf.kind,
                name: shown?.name ?? shelf.name(content.writtenAt),
                path: ([settings.places.root] + shelf.steps).joined(separator: "/"), fileCount: content.fileCount,
                writtenAt: content.writtenAt)
            library.owner = shelf.person
            (library.itemID, library.policyID) = (shown?.id, shown?.policyID)
            return library
        }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// What the media server has; nothing where it does not answer. It is asked for its name first, for which somebody
    /// who waits does not wait long.
    private func knownLibraries() async -> [MediaServerLibrary] {
        guard let server = await server(), (try? await server.info()) != nil else { return [] }
        return (try? await server.libraries()) ?? []
    }

    /// A library that there may be.
    private struct Shelf {
        let kind: TitleKind
        let owner: LibraryOwner
        var person: WrittenLibrary.Owner?
        let name: @Sendable (Instant) -> String

        var steps: [String] { owner.steps(kind) }
    }

    private func shelves(_ settings: LibrarySettings, withPeople: Bool) async throws -> [Shelf] {
        let kinds = [TitleKind.movie, .series]
        var shelves = kinds.map { kind in
            let output = kind == .series ? settings.topPicks.series : settings.topPicks.movies
            return Shelf(kind: kind, owner: .everybody) { _ in output.libraryName }
        }
        guard withPeople else { return shelves }
        let identities = try await sources.identities.mediaServerIdentities()
        let choices = try await sources.personal.settingsOfAll()
        for user in try await sources.accounts.all() {
            guard let id = identities[user.id]?.userID else { continue }
            let own = choices[user.id] ?? PersonalSettings()
            shelves += kinds.map { kind in
                Shelf(kind: kind, owner: .person(id), person: WrittenLibrary.Owner(id: user.id, name: user.name)) {
                    settings.name(kind, of: user, own, count: nil, $0)
                }
            }
        }
        return shelves
    }

    /// Nothing in a folder that is not this server's.
    private func content(of folder: LibraryFolder) async throws -> LibraryFolder.Content {
        do {
            return try await threads.run { stop in try folder.content(stop) }
        } catch is FileError {
            return LibraryFolder.Content()
        }
    }
}
