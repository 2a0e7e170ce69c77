import Domain

/// Finds out which stored files the scanned ones are.
struct FileMatch {
    /// The stored row of each scanned file, in their order; nil for new ones.
    private(set) var rows: [FileRow?]
    /// Rows whose path another file has now: their content is gone.
    private(set) var displaced: [MediaFileID] = []
    /// Files that come to a path at which another one was.
    private(set) var crossing: [MediaFileID] = []

    /// The rows are those of the known ids and those at the files' paths.
    init(_ files: [ScannedFile], in folder: MediaFolderID, among stored: [FileRow]) {
        let byID = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let byPath = Dictionary(
            stored.filter { $0.folderID == folder }.map { ($0.path.raw, $0) }, uniquingKeysWith: { first, _ in first })
        var used: Set<MediaFileID> = []
        rows = files.map { file in
            guard let row = file.known.flatMap({ byID[$0] }), row.lies(at: file.path, in: folder) else { return nil }
            return used.insert(row.id).inserted ? row : nil
        }
        for (index, file) in files.enumerated() where rows[index] == nil {
            guard let row = file.known.flatMap({ byID[$0] }), used.insert(row.id).inserted else { continue }
            rows[index] = row
        }
        for (index, file) in files.enumerated() where rows[index] == nil {
            guard let row = byPath[file.path.raw], used.insert(row.id).inserted else { continue }
            rows[index] = row
        }
        for (file, row) in zip(files, rows) {
            guard let other = byPath[file.path.raw], other.id != row?.id else { continue }
            if !used.contains(other.id) { displaced.append(other.id) } else { crossing.append(other.id) }
        }
    }
}
