import Domain
import Synchronization

/// What tastes are made from, with trouble when a test wants it.
struct TroubledSources: TasteSources {
    struct Failure: Error {}

    /// What a test lets happen.
    final class Trouble: Sendable {
        private struct State {
            var failsEntries = false
            var beforeEntries: (@Sendable () async -> Void)?
            var beforeTraits: (@Sendable () async -> Void)?
            var traitReads = 0
        }

        private let state = Mutex(State())

        /// Whether nobody's history can be read.
        var failsEntries: Bool {
            get { state.withLock { $0.failsEntries } }
            set { state.withLock { $0.failsEntries = newValue } }
        }

        /// What happens before somebody's history is read.
        var beforeEntries: (@Sendable () async -> Void)? {
            get { state.withLock { $0.beforeEntries } }
            set { state.withLock { $0.beforeEntries = newValue } }
        }

        /// What happens before titles are read.
        var beforeTraits: (@Sendable () async -> Void)? {
            get { state.withLock { $0.beforeTraits } }
            set { state.withLock { $0.beforeTraits = newValue } }
        }

        /// How often the catalogue was read from its beginning.
        var catalogueReads: Int { state.withLock { $0.traitReads } }

        func noteRead() { state.withLock { $0.traitReads += 1 } }
    }

    private let sources: any TasteSources
    private let trouble: Trouble

    init(of sources: any TasteSources, _ trouble: Trouble) {
        (self.sources, self.trouble) = (sources, trouble)
    }

    func traits(_ kind: TitleKind, after: TitleID?, limit: Int) async throws -> [TitleTraits] {
        if after == nil { trouble.noteRead() }
        await trouble.beforeTraits?()
        return try await sources.traits(kind, after: after, limit: limit)
    }

    func version(of kind: TitleKind) async throws -> String { try await sources.version(of: kind) }

    func entries(
        _ kind: TitleKind, of profile: ProfileID, without omissions: [TasteOmission]
    ) async throws -> [TasteEntry] {
        await trouble.beforeEntries?()
        guard !trouble.failsEntries else { throw Failure() }
        return try await sources.entries(kind, of: profile, without: omissions)
    }

    func interactions(
        _ kind: TitleKind, after: InteractionPlace?, limit: Int
    ) async throws -> [Interaction] {
        try await sources.interactions(kind, after: after, limit: limit)
    }
}
