package import Basics

/// A library that this server writes for the household's media server.
package struct WrittenLibrary: Hashable, Sendable {
    package let id: String
    /// Films or series.
    package let kind: TitleKind
    package let name: String
    /// The folder, as this server sees it.
    package let path: String
    package let fileCount: Int
    package let writtenAt: Instant
    /// Whose it is; nil for what everybody sees.
    package var owner: Owner?
    /// Under which id the media server has it; nil until it was seen there.
    package var itemID: MediaServerID?
    /// By which users are let in there; another id on Emby.
    package var policyID: MediaServerID?

    /// Whose library it is.
    package struct Owner: Hashable, Sendable {
        package let id: UserID
        package let name: String

        package init(id: UserID, name: String) {
            self.id = id
            self.name = name
        }
    }

    package init(id: String, kind: TitleKind, name: String, path: String, fileCount: Int, writtenAt: Instant) {
        self.id = id
        self.kind = kind
        self.name = name
        self.path = path
        self.fileCount = fileCount
        self.writtenAt = writtenAt
    }
}
