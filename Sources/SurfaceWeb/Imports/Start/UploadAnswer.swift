import Domain
import HTTPTypes
import Hummingbird
import Imports
import SurfaceKit

/// What became of a file: one of these is there.
struct UploadAnswer: Encodable, Sendable {
    /// A table whose columns somebody has to name.
    struct Columns: Encodable, Sendable {
        let header: [String]
        let sample: [[String]]
        /// By the names of the form's fields.
        let guess: [String: String]
    }

    /// Where its import is.
    var address: String?
    var columns: Columns?
    /// Whose history is meant?
    var profiles: [String]?
    var preview: UploadPreview?
    var problem: String?

    static func problem(_ text: String, _ status: HTTPResponse.Status) throws -> Response {
        var answer = UploadAnswer()
        answer.problem = text
        return try .json(answer, status: status)
    }
}

extension UploadAnswer {
    init(_ error: HistoryFileError) {
        switch error {
        case .unknownColumns(let header, let sample):
            columns = Columns(header: header, sample: sample, guess: Self.guess(header, sample))
        case .profiles(let names): profiles = names
        case .unreadable, .otherSource:
            problem =
                "That is no list that can be read here. Bring the file as the service gave it to you: the list "
                + "below says which ones are understood."
        case .noFilms:
            problem = "There are no films in that file. If it holds series only, there is nothing to take over."
        case .archive(let error): problem = Self.words(error)
        case .tooLarge:
            problem = "What is in that archive is too large to be read. Bring the list out of it alone."
        }
    }

    /// Questions are an answer; problems are none.
    var response: Response {
        get throws { try .json(self, status: problem == nil ? .ok : .unprocessableContent) }
    }

    private static func guess(_ header: [String], _ sample: [[String]]) -> [String: String] {
        guard let mapping = ColumnMapping.guess(header: header, sample: sample) else { return [:] }
        let columns = [
            "title": mapping.title, "year": mapping.year, "date": mapping.date, "rating": mapping.rating,
            "imdb": mapping.imdbID, "tmdb": mapping.tmdbID,
        ]
        return columns.compactMapValues { $0.map(String.init) }
            .merging(["scale": String(mapping.ratingScale.rawValue)]) { own, _ in own }
    }

    private static func words(_ error: ArchiveError) -> String {
        switch error {
        case .notAnArchive, .damaged: "That archive is damaged. Download it again and bring it anew."
        case .encrypted: "That archive is locked with a password. Unpack it and bring the list alone."
        case .tooManyEntries, .tooLarge:
            "There is too much in that archive to be read. Unpack it and bring the list alone."
        case .unsafeName, .link, .unsupported:
            "That archive is of a kind that is not opened here. Unpack it and bring the list alone."
        }
    }
}

/// What would be found in a file, of which nothing is kept.
struct UploadPreview: Encodable, Sendable {
    let heading: String
    let sentences: [String]
    /// Title in the file, title found, how sure; the doubtful ones first.
    let films: [[String]]
}

extension UploadPreview {
    init(_ history: ReadHistory, _ looked: ImportPreview) {
        heading = "\(history.source.serviceName): \(Moments.count(history.films.count, "film"))"
        let (counts, items) = (looked.counts, looked.items)
        var sentences = CountWords.sentences(counts)
        let unfound = items.count { $0.match == nil }
        let doubtful = items.count - looked.sureCount - unfound
        sentences.append(
            "Of \(Moments.count(items.count, "film")) that were looked for, \(Moments.grouped(looked.sureCount)) are "
                + "sure, \(Moments.grouped(doubtful)) doubtful and \(Moments.grouped(unfound)) not found. "
                + "Nothing was kept.")
        self.sentences = sentences
        let order = items.filter { $0.quality != .high } + items.filter { $0.quality == .high }
        films = order.map { item in
            [
                ItemWords.title(item.film.title, item.film.year),
                item.match.map { ItemWords.title($0.title, $0.year) } ?? "–",
                ItemWords.certainty(item),
            ]
        }
    }
}
