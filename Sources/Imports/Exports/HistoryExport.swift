package import Activity
package import Basics
package import Domain

/// What a person rated, watched and kept, in the forms of other services and in this server's own.
///
/// Secrets are in none of them. The history of a profile that only its PIN lets in is left out, unless whoever asks
/// has entered it.
package struct HistoryExport: Sendable {
    private let records: any PersonalRecordStore
    private let profiles: Profiles
    private let world: World

    package init(records: any PersonalRecordStore, profiles: Profiles, world: World) {
        self.records = records
        self.profiles = profiles
        self.world = world
    }

    /// The file, which is read from the database as its pieces are asked for.
    ///
    /// All forms but `everything` hold the history of the account's first profile; `opened` names locked profiles
    /// whose PIN was entered.
    package func file(
        _ form: ExportForm, of user: User, opened: Set<ProfileID> = []
    ) async throws -> ExportPieces {
        let all = try await profiles.list(of: user.id)
        let open = Set(all.filter { !$0.isLocked }.map(\.id)).union(opened)
        let first = all.prefix(1).filter { open.contains($0.id) }
        let files =
            switch form {
            case .letterboxd, .letterboxdParts: [LetterboxdExport.file(first, isSplit: form.isArchive)]
            case .imdb: [IMDbExport.file]
            case .netflix: [NetflixExport.file(first)]
            case .trakt: TraktExport.files(first)
            case .csv: [RecordExport.file("kinothek.csv", first)]
            case .everything: try EverythingExport(user: user, profiles: all, open: open, at: world.now()).files
            }
        return ExportPieces(
            plan: ExportPlan(files: files, isArchive: form.isArchive), user: user.id, records: records,
            moment: world.now())
    }
}
