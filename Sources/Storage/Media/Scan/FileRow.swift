import Basics
import Domain
import SQL

/// A row of `media_file` as far as scans know it.
struct FileRow: Hashable {
    let id: MediaFileID
    let folderID: MediaFolderID
    let path: FilePath
    let facts: FileFacts
    let digest: [UInt8]?
    /// `feature` or `extra`.
    let role: String
    let extraKind: String?
    let isMissing: Bool

    static let columns: SQL = """
        id, folder_id, raw_path, path, size, modified, device, inode, digest, role, extra_kind, missing_since
        """

    init(_ row: SQLRow) throws {
        id = try row.get(0)
        folderID = try row.get(1)
        path = FilePath(raw: try row.blob(2), text: try row.text(3))
        facts = try MediaRows.facts(row, from: 4)
        digest = try row.optionalBlob(8)
        role = try row.text(9)
        extraKind = try row.optionalText(10)
        isMissing = try row.get(11, as: Instant?.self) != nil
    }

    /// The row of a file that was found, there from now on.
    init(_ id: MediaFileID, _ file: ScannedFile, in folder: MediaFolderID, before: FileRow?) {
        self.id = id
        folderID = folder
        path = FilePath(raw: file.path.raw, text: Folding.storable(file.path.text))
        facts = file.facts
        digest = file.digest ?? (before?.holds(file) == true ? before?.digest : nil)
        (role, extraKind) = file.role.stored
        isMissing = false
    }

    /// Whether the file is still the one that was stored: by all its facts, or, when it went to another disk, by size,
    /// moment and digest.
    func holds(_ file: ScannedFile) -> Bool {
        if facts == file.facts { return true }
        guard let digest, let other = file.digest else { return false }
        return digest == other && facts.sizeBytes == file.facts.sizeBytes
            && facts.modifiedNanoseconds == file.facts.modifiedNanoseconds
    }

    func lies(at path: FilePath, in folder: MediaFolderID) -> Bool { folderID == folder && self.path.raw == path.raw }
}

extension ScannedFile.Role {
    var isFeature: Bool {
        if case .feature = self { true } else { false }
    }

    fileprivate var stored: (role: String, kind: String?) {
        switch self {
        case .feature: ("feature", nil)
        case .extra(let kind): ("extra", Folding.storable(kind))
        }
    }
}
