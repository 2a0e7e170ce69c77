import Foundation

/// Finds what lies beside a film: its subtitles, and pictures of it.
enum Neighbours {
    /// `path` as the media server sees the film, `local` where it may lie here. None where this machine does not see
    /// the folder. Blocks.
    static func of(_ path: ServerFilePath, at local: String) -> [ShelvedFile.Neighbour] {
        guard let slash = local.lastIndex(of: "/"),
            let names = try? FileManager.default.contentsOfDirectory(atPath: String(local[..<slash]))
        else { return [] }
        return find(path, among: names.sorted())
    }

    static func find(_ path: ServerFilePath, among names: [String]) -> [ShelvedFile.Neighbour] {
        let isAlone = names.count { $0.lowercased().hasSuffix(path.ending.lowercased()) } == 1
        var pictures: Set<String> = []
        return names.compactMap { name in
            guard name != path.name, let place = path.beside(name) else { return nil }
            if let suffix = subtitleSuffix(of: name, stem: path.stem) {
                return ShelvedFile.Neighbour(.subtitle(suffix: suffix), place)
            }
            guard let picture = picture(name, stem: path.stem, isAlone: isAlone),
                pictures.insert(picture.kind).inserted
            else { return nil }
            return ShelvedFile.Neighbour(.picture(name: picture.kind + picture.ending), place)
        }
    }

    /// What follows the film's name, when that is the beginning of the subtitles'.
    private static func subtitleSuffix(of name: String, stem: String) -> String? {
        guard name.hasPrefix(stem), let dot = name.lastIndex(of: "."),
            subtitles.contains(name[dot...].dropFirst().lowercased())
        else { return nil }
        let suffix = name.dropFirst(stem.count)
        return suffix.first.map { ".-_ ".contains($0) } == true ? String(suffix) : nil
    }

    /// Names without the film's are good only where there is no other film.
    private static func picture(
        _ name: String, stem: String, isAlone: Bool
    ) -> (kind: String, ending: String)? {
        guard let dot = name.lastIndex(of: "."), endings.contains(name[dot...].dropFirst().lowercased()) else {
            return nil
        }
        let name = (stem: String(name[..<dot]).lowercased(), ending: name[dot...].lowercased())
        for (kind, words) in [("poster", posters), ("fanart", backdrops)] {
            let own = words.map { stem.lowercased() + "-" + $0 }
            if own.contains(name.stem) || (isAlone && words.contains(name.stem)) { return (kind, name.ending) }
        }
        return nil
    }

    private static let subtitles: Set = ["srt", "vtt", "ass", "ssa", "sub", "idx", "smi", "sami", "sup", "mks"]
    private static let endings: Set = ["jpg", "jpeg", "png", "webp"]
    private static let posters = ["poster", "folder", "cover"]
    private static let backdrops = ["fanart", "backdrop", "background"]
}
