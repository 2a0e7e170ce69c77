package import Accounts
import Basics
import Domain
import Embedding
import Foundation
package import Library
import Logging
import NIOPosix
package import Search
package import Storage

extension KodiHousehold {
    /// The features behind the surface.
    package struct Parts: Sendable {
        package let accounts: Accounts
        package let tokens: AccessTokens
        package let keys: APIKeys
        package let library: OwnedLibrary
        package let uploads: Uploads
        package let statistics: LibraryStatistics
        package let search: TitleSearch
        package let index: LiveIndex
        package let embedder = ToyEmbedder()
        package let words: SQLWordIndex

        package init(_ settings: Settings, _ test: TestStores, _ world: TestWorld) async throws {
            let stores = test.stores
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world.world)
            accounts = Accounts(store: stores.accounts, passwords: passwords, world: world.world)
            tokens = AccessTokens(store: stores.accounts, secrets: stores.secrets, world: world.world)
            keys = APIKeys(store: stores.accounts, world: world.world, tokens: tokens)
            let changes = SetChanges(world: world.world)
            library = OwnedLibrary(store: settings.ownedSets ?? stores.owned, changes: changes)
            uploads = Uploads(store: settings.uploadStore ?? stores.uploads, changes: changes)
            statistics = LibraryStatistics(
                store: stores.statistics, world: world.world, model: settings.hasModel ? embedder.model.id : nil)
            let folder = URL(fileURLWithPath: test.test.location).deletingLastPathComponent()
            words = try await SQLWordIndex.open(path: folder.appendingPathComponent("words.sqlite").path)
            index = LiveIndex(words: words)
            search = TitleSearch(
                index: index, embedder: settings.hasModel ? embedder : nil, reader: settings.queryReader)
            try await Self.fill(stores, settings.films, embedder)
            let snapshot = VectorSnapshot(
                embedder: embedder, path: folder.appendingPathComponent("vectors.bin").path, threads: .singleton)
            let follower = IndexFollower(
                index: index, stores: (stores.catalogue, stores.index), feed: stores.feed,
                snapshot: settings.hasModel ? snapshot : nil, logger: settings.surroundings.logger)
            if settings.isReady { try await follower.catchUp() }
        }

        /// Stores the films and, where they have facet texts, vectors.
        private static func fill(_ stores: Stores, _ films: [TitleDraft], _ embedder: ToyEmbedder) async throws {
            guard !films.isEmpty else { return }
            _ = try await stores.catalogue.merge(films, from: .load)
            let items = try await stores.index.pending(model: embedder.model.id, after: nil, limit: films.count)
            let indexed = items.filter { !$0.facets.isEmpty }.map { item in
                IndexedTitle(
                    titleID: item.title.id, titleRevision: item.title.revision, facets: [],
                    embeddings: item.facets.map { facet in
                        FacetEmbedding(
                            facet: facet.facet, textHash: StableDigest.hex(of: facet.text),
                            vector: embedder.vector(of: facet.text))
                    }, removedFacets: [])
            }
            try await stores.index.store(indexed, model: embedder.model.id)
        }

        /// Makes the three accounts.
        package func invite() async throws -> People {
            let member = try await accounts.add(email: "user@example.com", name: nil, role: .user, password: nil)
            let guest = try await accounts.add(email: "guest@example.com", name: nil, role: .user, password: nil)
            let admin = try await accounts.add(email: "admin@example.com", name: nil, role: .admin, password: nil)
            var secrets: [String: String] = [:]
            for (name, user) in [("member", member), ("guest", guest), ("admin", admin)] {
                secrets[name] = try await keys.make(label: name, for: user.id)
            }
            return People(member: member, guest: guest, admin: admin, secrets: secrets)
        }
    }
}
