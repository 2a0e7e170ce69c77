extension ReadingRun {
    /// Reads a folder that is none of a series, and the folders below it.
    mutating func readFilmFolder(_ id: Int) {
        let left = options.kind == .mixed ? readStrayEpisodes(in: id) : []
        let folder = FilmFolder(tree, id, leaving: left, options)
        skipSidecarVideos(in: id)
        let first = films.count
        readTitles(folder)
        var further = folder.ordinary
        if let owner = folder.owner {
            for (extras, kind) in folder.extraFolders { addExtras(in: extras, kind, to: first + owner) }
        } else if folder.titles.isEmpty, folder.name?.namesTitle == true {
            for (extras, _) in folder.extraFolders { skipExtras(in: extras) }
        } else {
            further += folder.extraFolders.map(\.folder)
        }
        for incomplete in folder.incomplete {
            conflicts.append(NameConflict(kind: .incompleteParts, paths: incomplete.map { tree.files[$0].path }))
        }
        for child in further.sorted() { readFolder(child) }
    }

    private mutating func readFolder(_ id: Int) {
        if options.kind == .mixed, isSeries(id) {
            readSeriesFolder(id)
        } else {
            readFilmFolder(id)
        }
    }

    private mutating func readTitles(_ folder: FilmFolder) {
        let owners = owners(folder)
        let style: FolderSidecars.Style = folder.isOwn ? .ownFolder : .shared
        var sidecars = [FolderSidecars(tree, folder: folder.id, owners: owners, style: style, options: options)]
        for part in folder.partFolders {
            sidecars.append(FolderSidecars(tree, folder: part, owners: owners, style: style, options: options))
            skipSidecarVideos(in: part)
        }
        let first = films.count
        for (index, title) in folder.titles.enumerated() {
            var film = film(title, in: folder)
            var hits = SidecarHits()
            for found in sidecars { hits.merge(found.titles[index] ?? SidecarHits()) }
            if folder.isOwn { addOwnSidecars(sidecars[0], &hits, &film) }
            for take in title.takes {
                use(take.files)
                if let metadata = take.discMetadata { hits.metadata.append(metadata) }
            }
            film.nfoCandidates = hits.metadata.map { tree.files[$0].path }
            film.subtitles = hits.subtitles.map(\.reading)
            film.artwork = ArtworkReading(hits.art, tree)
            if folder.isOwn { addPeople(sidecars[0], &film) }
            use(hits)
            if title.takes.contains(where: { $0.name.edition != nil }) || folder.name?.film.edition != nil {
                editions.append(films.count)
            }
            films.append(film)
        }
        skipDiscs(folder.discs, of: folder.id)
        for part in folder.partFolders { skipDisc(part) }
        addNamedExtras(folder, owners, first)
    }

    private func film(_ title: FilmTitles.Title, in folder: FilmFolder) -> FilmReading {
        let identity = identity(title, in: folder)
        var film = FilmReading(title: identity.title, year: identity.year)
        film.ids = identity.ids
        if folder.isOwn {
            film.folder = tree.folders[folder.id].path
            film.ids = film.ids.filled(from: wrapperIDs(folder.id))
        }
        let isFolders = folder.isOwn || title.isFolders
        film.versions = FilmVersions.readings(title.takes, edition: isFolders ? folder.name?.film.edition : nil, tree)
        if let name = folder.name, identity.isFolders, name.film.is3D {
            for index in film.versions.indices { film.versions[index].is3D = true }
        }
        return film
    }

    private func identity(_ title: FilmTitles.Title, in folder: FilmFolder) -> FilmIdentity {
        guard let name = folder.name else { return FilmIdentity(title.takes) }
        if title.isFolders { return FilmIdentity(title.takes, name) }
        return folder.isOwn ? FilmIdentity(alone: title.takes, in: name) : FilmIdentity(title.takes)
    }

    /// Ids of folders further up that hold nothing but this film.
    private func wrapperIDs(_ id: Int) -> NamedIDs {
        var ids = NamedIDs()
        var child = id
        while child != LibraryTree.root {
            let parent = tree.folders[child].parent
            guard parent != LibraryTree.root, tree.folders[parent].videos == tree.folders[child].videos else { break }
            ids = ids.filled(from: NamedIDs(in: tree.folders[parent].name))
            child = parent
        }
        return ids
    }

    private func owners(_ folder: FilmFolder) -> StemOwners {
        var owners = StemOwners()
        for (index, title) in folder.titles.enumerated() {
            for take in title.takes {
                for file in take.files where !take.isDisc || tree.isVideo(file) {
                    owners.add(tree.files[file].key, title: index, video: file)
                }
                if take.files.count > 1 {
                    let base = String(decoding: take.text.bytes, as: UTF8.self)
                    owners.add(NameKey(base), title: index, video: nil)
                }
            }
        }
        if let owner = folder.owner { owners.add(NameKey(tree.folders[folder.id].name), title: owner, video: nil) }
        return owners
    }

    private mutating func addOwnSidecars(
        _ sidecars: FolderSidecars, _ hits: inout SidecarHits, _ film: inout FilmReading
    ) {
        hits.art += sidecars.folderArt
        if let metadata = sidecars.metadata[NameKey("movie")] { hits.metadata.append(metadata) }
        for theme in sidecars.themes {
            use(theme)
            film.extras.append(ExtraReading(path: tree.files[theme].path, kind: .themeAudio))
        }
    }

    private mutating func addPeople(_ sidecars: FolderSidecars, _ film: inout FilmReading) {
        film.artwork.people = sidecars.people.map(\.picture).sorted { $0.name < $1.name }
        use(sidecars.people.map(\.file))
    }
}

extension ReadingRun {
    /// Trailers and the like that lie beside their films.
    private mutating func addNamedExtras(_ folder: FilmFolder, _ owners: StemOwners, _ first: Int) {
        for (file, extra) in folder.extras {
            guard let place = title(of: file, extra, in: folder, owners) else {
                skip(file, .extraWithoutTitle)
                continue
            }
            use(file)
            films[first + place].extras.append(ExtraReading(path: tree.files[file].path, kind: extra.kind))
        }
    }

    private func title(of file: Int, _ extra: ExtraName, in folder: FilmFolder, _ owners: StemOwners) -> Int? {
        let entry = tree.files[file]
        if entry.key.bytes.count == entry.stem.count, let owner = owners.exact(entry.key.prefix(extra.baseEnd)) {
            return owner.title
        }
        let name = FilmName(entry.stem.part(0..<extra.baseEnd), currentYear: options.currentYear)
        let place = folder.places[TitleKey(name.title)]?.first { index in
            folder.titles[index].takes.contains { name.year == nil || $0.name.year == name.year }
        }
        return place ?? folder.owner
    }

    private mutating func addExtras(in id: Int, _ kind: ExtraKind, to film: Int) {
        skipSidecarVideos(in: id)
        for file in files(below: id) where isExtra(file, kind) {
            use(file)
            films[film].extras.append(ExtraReading(path: tree.files[file].path, kind: kind))
        }
        for child in tree.folders[id].folders { skipSidecarVideos(in: child) }
    }

    /// Music is an extra only where it is a theme.
    func isExtra(_ file: Int, _ kind: ExtraKind) -> Bool {
        tree.isVideo(file) || kind == .themeAudio && tree.files[file].kind == .audio
    }

    private mutating func skipExtras(in id: Int) {
        for file in files(below: id) where tree.isVideo(file) { skip(file, .extraWithoutTitle) }
        skipAllSidecarVideos(below: id)
    }

    /// Leaves out what the discs of `owner` hold beside their indexes.
    mutating func skipDiscs(_ discs: [DiscFolder], of owner: Int) {
        for disc in discs {
            guard disc.folder == owner else {
                skipDisc(disc.folder)
                continue
            }
            for file in tree.folders[owner].files where tree.isVideo(file) { skip(file, .partOfDisc) }
            for child in tree.folders[owner].folders where tree.isDiscPart(child) { skipDisc(child) }
        }
    }

    private mutating func skipDisc(_ id: Int) {
        for file in files(below: id) where tree.isVideo(file) { skip(file, .partOfDisc) }
        skipAllSidecarVideos(below: id)
    }

    /// Leaves out the videos of all folders below `id` that are read for sidecars only.
    mutating func skipAllSidecarVideos(below id: Int) {
        skipSidecarVideos(in: id)
        for child in tree.folders[id].folders { skipAllSidecarVideos(below: child) }
    }
}
