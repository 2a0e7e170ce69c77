import Basics
package import Domain

/// Takes the rows of a file together that are about the same film.
///
/// Two rows are about one film when they have an id in common, or the same title to the ear (`FoldedTitle`) and the
/// same year without ids that differ. Title and picture are those of the first row.
package struct FilmRows: Sendable {
    private let thisYear: Int
    private var places: [FilmPlace] = []
    private var byGlobalID: [TextKey: Int] = [:]
    private var byIMDbID: [IMDbID: Int] = [:]
    private var byTMDbID: [Int: Int] = [:]
    private var byName: [FilmName: Int] = [:]
    /// Files of playbacks repeat their titles many times.
    private var names: [TextKey: ReadName] = [:]
    private var rowCount = 0
    /// Rows of films beyond `ImportsLimits.filmsMax`.
    private var truncated = 0

    /// The current year bounds what is taken for one in a title.
    package init(thisYear: Int) { self.thisYear = thisYear }

    /// Rows without a title are not films, and are to be counted elsewhere.
    package mutating func add(_ row: FilmRow) {
        rowCount += 1
        let name = name(of: row.title)
        let keys = FilmKeys(of: row, name)
        let named = byName[keys.name]
        guard let place = place(of: keys, named: named) ?? newPlace(of: row, name) else {
            truncated += 1
            return
        }
        places[place].add(row, year: keys.name.year)
        if let id = keys.globalID { byGlobalID[id] = place }
        if let id = keys.imdbID { byIMDbID[id] = place }
        if let id = keys.tmdbID { byTMDbID[id] = place }
        // A film of the same name that has other ids keeps the name.
        if named == nil { byName[keys.name] = place }
    }

    /// The films at the places of their first rows; how many rows went into earlier ones; how many were too many.
    package func finished() -> (films: [ImportedFilm], mergedRows: Int, truncated: Int) {
        let films = places.lazy.filter { $0.joined == nil }.map { $0.finished() }
        let kept = Array(films)
        return (kept, rowCount - truncated - kept.count, truncated)
    }

    /// All that the file says: `counts` are those of its rows.
    package func history(_ source: ImportSource, counts: ImportCounts) -> ReadHistory {
        let (films, mergedRows, truncated) = finished()
        var counts = counts
        counts.filmRows = rowCount
        counts.totalEntries = rowCount + counts.otherRows + counts.ignoredRows
        counts.mergedRows = mergedRows
        counts.truncated = truncated
        return ReadHistory(source: source, counts: counts, films: films)
    }

    private mutating func name(of title: String) -> ReadName {
        let key = TextKey(title)
        if let known = names[key] { return known }
        let cut = TitleText.cut(title, bytesMax: ImportsLimits.titleBytesMax)
        let search = SearchTitle(cut, thisYear: thisYear)
        let name = ReadName(title: cut, search: search, folded: TextKey(FoldedTitle.of(search.text)))
        if names.count < ImportsLimits.titlesRememberedMax { names[key] = name }
        return name
    }

    /// Where the row's film is. Films that a row shows to be the same become one.
    private mutating func place(of keys: FilmKeys, named: Int?) -> Int? {
        var found = keys.globalID.flatMap { byGlobalID[$0] }.flatMap { fitting($0, keys) }
        if let id = keys.imdbID { found = joined(found, byIMDbID[id], keys) }
        if let id = keys.tmdbID { found = joined(found, byTMDbID[id], keys) }
        return joined(found, named, keys)
    }

    /// What was found with what was found in another way as well.
    private mutating func joined(_ found: Int?, _ candidate: Int?, _ keys: FilmKeys) -> Int? {
        guard let place = candidate.flatMap({ fitting($0, keys) }) else { return found }
        return found.map { join($0, place) } ?? place
    }

    /// The film at a place, or what has taken it up; nil when the ids are of another film.
    private mutating func fitting(_ place: Int, _ keys: FilmKeys) -> Int? {
        var place = place
        while let next = places[place].joined {
            // The way gets shorter each time it is gone, however many films took one another up.
            places[place].joined = places[next].joined ?? next
            place = next
        }
        return places[place].canBe(keys.imdbID, keys.tmdbID) ? place : nil
    }

    private mutating func newPlace(of row: FilmRow, _ name: ReadName) -> Int? {
        guard places.count < ImportsLimits.filmsMax else { return nil }
        places.append(FilmPlace(row, title: name.title, searchTitle: name.search.text))
        return places.count - 1
    }

    /// The earlier of the two, which has taken the other up unless their ids differ.
    private mutating func join(_ one: Int, _ two: Int) -> Int {
        guard one != two, places[one].canBe(places[two].film.imdbID, places[two].film.tmdbID) else { return one }
        let (earlier, later) = (min(one, two), max(one, two))
        places[earlier].take(places[later])
        places[later].joined = earlier
        return earlier
    }
}

/// What a row's film is known by.
private struct FilmKeys {
    let globalID: TextKey?
    let imdbID: IMDbID?
    let tmdbID: Int?
    let name: FilmName

    init(of row: FilmRow, _ name: ReadName) {
        globalID = row.globalID.flatMap { $0.isEmpty ? nil : TextKey($0) }
        (imdbID, tmdbID) = (row.imdbID, row.tmdbID)
        self.name = FilmName(folded: name.folded, year: row.year ?? name.search.year)
    }
}

private struct FilmName: Hashable {
    let folded: TextKey
    let year: Int?
}

/// What a title comes to.
private struct ReadName {
    let title: String
    let search: SearchTitle
    let folded: TextKey
}
