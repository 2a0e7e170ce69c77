import Domain
import Synchronization

/// Remembers the drafts it was given, by IMDb id or title, and counts what a real store would count.
final class FakeCatalogueStore: CatalogueStore {
    private let drafts = Mutex<[String: TitleDraft]>([:])

    var titles: [String] { drafts.withLock { $0.values.map(\.metadata.title).sorted() } }

    func draft(_ key: String) -> TitleDraft? { drafts.withLock { $0[key] } }

    func merge(_ new: [TitleDraft], from source: FieldSource) async throws -> UpsertOutcome {
        drafts.withLock { stored in
            var outcome = UpsertOutcome()
            for draft in new {
                let key = draft.imdbID?.rawValue ?? draft.metadata.title
                switch stored.updateValue(draft, forKey: key) {
                case nil: outcome.added += 1
                case draft: outcome.unchanged += 1
                default: outcome.changed += 1
                }
            }
            return outcome
        }
    }

    func addStubs(_ ids: [IMDbID]) async throws -> Int { 0 }
    func title(id: TitleID) async throws -> Title? { nil }
    func title(imdbID: IMDbID) async throws -> Title? { nil }
    func titles(ids: [TitleID]) async throws -> [Title] { [] }
    func remove(_ ids: [TitleID]) async throws -> Int { 0 }
    func setLocked(_ isLocked: Bool, fields: Set<MetadataField>, of id: TitleID) async throws -> Bool { false }
    func changes(since revision: Int64, limit: Int) async throws -> TitleChanges {
        TitleChanges(titles: [], removed: [], revision: revision, isLast: true)
    }
    func revision() async throws -> Int64 { 0 }
    func counts() async throws -> [TitleState: Int] { [:] }
}
