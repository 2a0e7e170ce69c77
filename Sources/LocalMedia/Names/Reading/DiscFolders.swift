/// A DVD or Blu-ray that lies in a folder as on the disc.
struct DiscFolder {
    /// The folder that holds the disc's files.
    let folder: Int
    /// The file by which the disc is listed: its index, or its first video if the index is missing.
    let index: Int
    /// A description inside the disc's folder.
    let metadata: Int?
}

extension LibraryTree {
    /// The discs that are titles of `owner`: in folders VIDEO_TS and BDMV, or lying openly in the folder itself.
    func discs(in owner: Int) -> [DiscFolder] {
        var discs: [DiscFolder] = []
        for child in folders[owner].folders where isDiscName(child) && folders[child].use == .everything {
            if let disc = disc(child) { discs.append(disc) }
        }
        if !isDiscName(owner), folders[owner].files.contains(where: { files[$0].kind == .discIndex }),
            let disc = disc(owner)
        {
            discs.append(disc)
        }
        return discs
    }

    func isDiscName(_ folder: Int) -> Bool {
        let name = folders[folder].name
        return name.utf8.count <= 8 && ["video_ts", "bdmv"].contains(name.lowercased())
    }

    /// Whether the folder is one of those that a Blu-ray has beside its index.
    func isDiscPart(_ folder: Int) -> Bool {
        ["stream", "backup", "playlist", "clipinf", "auxdata"].contains(folders[folder].name.lowercased())
    }

    private func disc(_ folder: Int) -> DiscFolder? {
        let entry = folders[folder]
        let index = entry.files.first { files[$0].kind == .discIndex } ?? firstVideo(below: folder)
        guard let index else { return nil }
        let keys = [NameKey("VIDEO_TS"), NameKey("index")]
        let metadata = entry.files.first { files[$0].kind == .metadata && keys.contains(files[$0].key) }
        return DiscFolder(folder: folder, index: index, metadata: metadata)
    }

    private func firstVideo(below folder: Int) -> Int? {
        guard folders[folder].use == .everything else { return nil }
        if let video = folders[folder].files.first(where: isVideo) { return video }
        return folders[folder].folders.lazy.compactMap { firstVideo(below: $0) }.first
    }
}
