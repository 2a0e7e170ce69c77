internal import Domain

/// Reads what somebody brings along from another service, whatever it is called: it is known by its content.
package enum HistoryFile {
    /// Which service's files are read of an archive that holds those of several: the first of these that is there.
    private static let precedence: [ImportSource] = [
        .csv, .letterboxd, .trakt, .netflix, .amazonPrime, .imdb, .tmdb,
    ]

    /// Blocks for up to a second per 10 MB: call it where that may be.
    package static func read(
        _ bytes: [UInt8], _ options: HistoryFileOptions
    ) throws(HistoryFileError) -> ReadHistory {
        guard bytes.count <= ImportsLimits.unpackedBytesMax else { throw .tooLarge }
        let history = ZIPArchive.begins(bytes) ? try archive(bytes, options) : try file(bytes, options)
        guard history.counts.totalEntries > 0 else { throw .unreadable }
        guard !history.films.isEmpty else { throw .noFilms }
        return history
    }

    private static func archive(
        _ bytes: [UInt8], _ options: HistoryFileOptions
    ) throws(HistoryFileError) -> ReadHistory {
        let members: [HistoryMember]
        do throws(ArchiveError) {
            members = try HistoryMember.all(in: bytes)
        } catch {
            throw .archive(error)
        }
        return try history(members.compactMap(HistoryPart.init), options)
    }

    private static func file(_ bytes: [UInt8], _ options: HistoryFileOptions) throws(HistoryFileError) -> ReadHistory {
        guard let member = HistoryMember(file: bytes, name: options.fileName) else { throw .unreadable }
        if let mapping = options.columns {
            guard options.allows(.csv) else { throw .otherSource(.csv) }
            guard let table = PlainFile.table(member.text) else { throw .unreadable }
            return PlainFile.read(table, mapping, options)
        }
        if let part = HistoryPart(member) { return try history([part], options) }
        guard options.allows(.csv), member.isText, let table = PlainFile.table(member.text),
            let question = PlainFile.unknownColumns(table)
        else { throw .unreadable }
        throw question
    }

    private static func history(
        _ parts: [HistoryPart], _ options: HistoryFileOptions
    ) throws(HistoryFileError) -> ReadHistory {
        let sources = precedence.filter { source in parts.contains { $0.source == source } }
        guard let first = sources.first else { throw .unreadable }
        guard let source = sources.first(where: options.allows) else { throw .otherSource(first) }
        return try read(parts.filter { $0.source == source }, of: source, options)
    }

    private static func read(
        _ parts: [HistoryPart], of source: ImportSource, _ options: HistoryFileOptions
    ) throws(HistoryFileError) -> ReadHistory {
        let tables = parts.compactMap(\.table)
        switch source {
        case .csv: return RecordFile.read(tables, options)
        case .imdb: return IMDbFile.read(tables, options)
        case .tmdb: return TMDBFile.read(tables, options)
        case .netflix: return try NetflixFile.read(tables, options)
        case .trakt: return TraktFiles.read(parts.compactMap(\.traktList), options)
        case .letterboxd:
            let named = parts.compactMap { part in part.table.map { (table: $0, name: part.name) } }
            return LetterboxdFiles.read(named, options)
        case .amazonPrime:
            guard let history = parts.lazy.compactMap({ amazon($0, options) }).first else { throw .unreadable }
            return history
        }
    }

    private static func amazon(_ part: HistoryPart, _ options: HistoryFileOptions) -> ReadHistory? {
        switch part.content {
        case .table(let table): AmazonPrimeFile.read(table, thisYear: options.thisYear)
        case .amazonJSON(let json): AmazonPrimeFile.read(json: json, thisYear: options.thisYear)
        case .trakt: nil
        }
    }
}
