package import Basics
package import Domain
package import SQL

/// Keys are stored as integers.
extension ID: SQLValueConvertible {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(Int64(rawValue)) }
    package init?(sqlValue: SQLValue) {
        guard let value = Int32(sqlValue: sqlValue) else { return nil }
        self.init(value)
    }
}

/// Moments are stored as milliseconds.
extension Instant: SQLValueConvertible {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package init?(sqlValue: SQLValue) {
        guard let value = Int64(sqlValue: sqlValue) else { return nil }
        self.init(milliseconds: value)
    }
}

/// A value that is stored as the text which it is written as, and can be read from.
package protocol StoredAsText: SQLValueConvertible, CustomStringConvertible {
    /// Nil for texts that no value is written as.
    init?(_ text: String)
}

extension StoredAsText {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(description) }
    package init?(sqlValue: SQLValue) {
        guard let text = String(sqlValue: sqlValue) else { return nil }
        self.init(text)
    }
}

extension IMDbID: StoredAsText {}
extension UploadID: StoredAsText {}
extension MediaServerID: StoredAsText {}
extension MediaServerKey: StoredAsText {}

extension Role: SQLValueConvertible {}
extension TitleKind: SQLValueConvertible {}
extension TitleState: SQLValueConvertible {}
extension Credit.Role: SQLValueConvertible {}
extension RatingSource: SQLValueConvertible {}
extension Facet: SQLValueConvertible {}
extension FacetSource: SQLValueConvertible {}
extension FetchOutcome: SQLValueConvertible {}
extension JobState: SQLValueConvertible {}
extension ScheduleKind: SQLValueConvertible {}
extension ChangeArea: SQLValueConvertible {}
extension UploadMode: SQLValueConvertible {}
extension UploadState: SQLValueConvertible {}
extension MediaLibraryKind: SQLValueConvertible {}
extension ProbeState: SQLValueConvertible {}
extension ArtworkKind: SQLValueConvertible {}
extension Certificate: SQLValueConvertible {}
extension WatchSource: SQLValueConvertible {}
extension RecommendationCause: SQLValueConvertible {}
extension RecommendationState: SQLValueConvertible {}
extension Evidence.Kind: SQLValueConvertible {}
extension UpdateChannel: SQLValueConvertible {}
extension ImportSource: SQLValueConvertible {}
extension ImportSession.State: SQLValueConvertible {}
extension ImportItemStatus: SQLValueConvertible {}
extension MatchQuality: SQLValueConvertible {}
extension ArchiveKind: SQLValueConvertible {}
extension PlanScope: SQLValueConvertible {}
extension ChangeField: SQLValueConvertible {}
extension ChangeAction: SQLValueConvertible {}
extension ChangeStatus: SQLValueConvertible {}
extension JournalEntry.Effect: SQLValueConvertible {}
