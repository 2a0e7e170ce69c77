internal import Domain

/// A file or a member of an archive of which is known whose it is.
struct HistoryPart {
    enum Content {
        case table(CSVTable)
        case amazonJSON([UInt8])
        case trakt(TraktFiles.List)
    }

    let source: ImportSource
    let content: Content
    let name: String

    /// Nil for what belongs to no known service.
    init?(_ member: HistoryMember) {
        guard let (source, content) = Self.recognised(member) else { return nil }
        self.source = source
        self.content = content
        name = member.name
    }

    var table: CSVTable? {
        if case .table(let table) = content { table } else { nil }
    }

    var traktList: TraktFiles.List? {
        if case .trakt(let list) = content { list } else { nil }
    }

    private static func recognised(_ member: HistoryMember) -> (ImportSource, Content)? {
        let first = member.text.first { !Set(" \t\r\n".utf8).contains($0) }
        guard first != UInt8(ascii: "["), first != UInt8(ascii: "{") else {
            guard member.text.count <= ImportsLimits.jsonBytesMax else { return nil }
            let beginning = String(decoding: member.text.prefix(ImportsLimits.recognisedBytes), as: UTF8.self)
            if beginning.contains("\"dateWatched\"") { return (.amazonPrime, .amazonJSON(member.text)) }
            return TraktFiles.List(member.text, name: member.name).map { (.trakt, .trakt($0)) }
        }
        guard let table = CSVTable(member.text, knows: { source(of: $0) != nil }) else { return nil }
        return source(of: table.header).map { ($0, .table(table)) }
    }

    /// The narrower headers first: Amazon's asks for two common names only.
    private static func source(of header: CSVHeader) -> ImportSource? {
        if RecordFile.isOne(header) { return .csv }
        if LetterboxdFiles.isOne(header) { return .letterboxd }
        if IMDbFile.isOne(header) { return .imdb }
        if TMDBFile.isOne(header) { return .tmdb }
        if NetflixFile.isOne(header) { return .netflix }
        return AmazonPrimeFile.isOne(header) ? .amazonPrime : nil
    }
}
