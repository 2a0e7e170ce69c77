package import Basics

/// What a scan has to know of a stored file to tell whether it is new, changed, moved or gone.
package struct KnownFile: Sendable, Hashable {
    package let id: MediaFileID
    package let path: FilePath
    package let facts: FileFacts
    package let digest: [UInt8]?
    package let isMissing: Bool
    /// The titles that it belongs to.
    package let titles: [TitleID]

    package init(
        id: MediaFileID, path: FilePath, facts: FileFacts, digest: [UInt8]?, isMissing: Bool, titles: [TitleID]
    ) {
        self.id = id
        self.path = path
        self.facts = facts
        self.digest = digest
        self.isMissing = isMissing
        self.titles = titles
    }
}

/// How a scan of a folder ended.
package struct FolderScan: Sendable {
    package let folderID: MediaFolderID
    package let device: Int64
    package let digest: [UInt8]

    package init(folderID: MediaFolderID, device: Int64, digest: [UInt8]) {
        self.folderID = folderID
        self.device = device
        self.digest = digest
    }
}

/// Libraries and their files, as scans and administrators change them. Each method is one transaction.
package protocol MediaStore: Sendable {
    /// Throws `MediaError.nameTaken` and `.folderTaken`.
    func addLibrary(
        name: String, kind: MediaLibraryKind, folders: [String], at moment: Instant
    ) async throws -> MediaLibrary
    /// Throws `MediaError.folderTaken` and `.unknownLibrary`.
    func addFolder(_ path: String, to library: MediaLibraryID) async throws -> MediaLibrary
    /// Forgets the library and its files; titles, ratings and histories stay. False when there is none.
    func removeLibrary(_ id: MediaLibraryID) async throws -> Bool
    /// By name.
    func libraries() async throws -> [MediaLibrary]
    /// By name in any case; nil when there is none.
    func library(named name: String) async throws -> MediaLibrary?
    func library(id: MediaLibraryID) async throws -> MediaLibrary?
    func counts() async throws -> [MediaLibraryID: MediaCounts]

    /// All files of a folder, extras and missing ones included.
    func files(of folder: MediaFolderID) async throws -> [KnownFile]
    /// Files that some scan did not find, of all libraries and of these sizes: what a new path may be.
    func missingFiles(sizes: Set<Int64>) async throws -> [KnownFile]
    /// Merges titles into the catalogue, stores their files with tracks, pictures and places, and lists them. A file
    /// that changed is to be probed again. What did not change is not written.
    func save(_ titles: [ScannedTitle], in folder: MediaFolderID, at moment: Instant) async throws -> UpsertOutcome
    /// Marks files as missing from `moment` on, unless they are already.
    func markMissing(_ files: [MediaFileID], at moment: Instant) async throws
    func endScan(_ scan: FolderScan) async throws
    /// Notes when the library's scan ended and what it came to.
    func noteScan(of library: MediaLibraryID, endedAt: Instant, status: String) async throws
    /// Forgets files that are missing since before `moment`, and lists titles without a file no longer; returns how
    /// many files.
    func purge(missingBefore moment: Instant, in library: MediaLibraryID?) async throws -> Int

    /// Up to `limit` files that wait to be probed, by id after `after`.
    func unprobed(after: MediaFileID?, limit: Int) async throws -> [MediaFile]
    /// Stores what a file holds, with the tracks inside it, unless the file changed since; nil as `probe` means that
    /// it failed for `problem`.
    func saveProbe(
        _ probe: MediaProbe?, tracks: [SubtitleTrack], problem: String?, of file: MediaFile
    ) async throws
}
