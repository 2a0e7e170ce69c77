import Domain

/// Numbers the versions of a title, whose files may come from several places.
///
/// A scan numbers the versions of each folder by themselves. So a film that lies in two folders, or a file and the one
/// that took its place under another name, have files of the same number, which are not parts of one version.
enum FileVersions {
    /// The files as versions of their own, each with one file for a part. Those that are there come first, so that
    /// nobody is given a missing file while there is another.
    static func numbered(_ files: [VideoFile]) -> [VideoFile] {
        guard files.count > 1 else { return files }
        let versions = Dictionary(grouping: files, by: \.version).sorted { $0.key < $1.key }.flatMap { apart($0.value) }
        let complete = versions.filter { $0.allSatisfy { $0.file.missingSince == nil } }
        let others = versions.filter { $0.contains { $0.file.missingSince != nil } }
        return (complete + others).enumerated().flatMap { number, files in
            files.map {
                VideoFile(file: $0.file, version: number, label: $0.label, part: $0.part, subtitles: $0.subtitles)
            }
        }
    }

    /// Splits files of one number where a part is there twice.
    private static func apart(_ files: [VideoFile]) -> [[VideoFile]] {
        var versions: [[VideoFile]] = []
        for file in files.sorted(by: { order($0) < order($1) }) {
            let free = versions.indices.filter { place in !versions[place].contains { $0.part == file.part } }
            let nearest = free.max { likeness(versions[$0][0], file) < likeness(versions[$1][0], file) }
            if let nearest { versions[nearest].append(file) } else { versions.append([file]) }
        }
        return versions.map { $0.sorted { $0.part < $1.part } }
    }

    private static func order(_ file: VideoFile) -> (Int, Int, MediaFileID) {
        (file.file.missingSince == nil ? 0 : 1, file.part, file.file.id)
    }

    /// How far the paths of two files are the same: parts of one version lie together.
    private static func likeness(_ one: VideoFile, _ two: VideoFile) -> Int {
        guard one.file.root == two.file.root else { return 0 }
        return 1 + zip(one.file.path.raw, two.file.path.raw).prefix { $0 == $1 }.count
    }
}
