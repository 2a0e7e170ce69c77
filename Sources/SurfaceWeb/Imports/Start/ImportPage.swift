import Basics
import Domain
import Imports

/// The page on which files come in and histories go out.
struct ImportPage: Sendable {
    /// An import that wrote something or is open.
    struct Record: Sendable {
        let uuid: String
        let source: String
        let file: String?
        let made: MomentText
        let facts: String
        let isOpen: Bool
        let canTakeBack: Bool
    }

    let shell: Shell
    let notice: String?
    let problem: String?
    let stayed: [String]
    let hasStayed: Bool
    let lacksProvider: Bool
    let bytesMax: Int
    let bytesWords: String
    let records: [Record]
    let hasRecords: Bool
    let guides = ImportGuide.all
    let exports = ExportForm.allCases.map { ExportRow($0) }

    init(
        shell: Shell, news: ImportNews, records: [ImportRecord], bytesMax: Int, hasProvider: Bool, now: Instant
    ) {
        self.shell = shell
        notice = news.notice
        problem = news.problem
        stayed = news.stayed
        hasStayed = !news.stayed.isEmpty
        lacksProvider = !hasProvider
        self.bytesMax = bytesMax
        bytesWords = Self.size(bytesMax)
        self.records = records.map { Record($0, now: now) }
        hasRecords = !records.isEmpty
    }

    /// "20 MiB"; less than one in KiB.
    static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(max(1, bytes >> 10)) KiB"
    }
}

extension ImportPage.Record {
    init(_ record: ImportRecord, now: Instant) {
        let session = record.session
        uuid = session.uuid
        source = session.source.serviceName
        file = session.fileName
        made = MomentText(session.createdAt, now: now)
        isOpen = session.state != .closed
        canTakeBack = session.undoneAt == nil && (session.addedCount > 0 || record.wroteAnything)
        facts = Self.facts(record, now: now)
    }

    private static func facts(_ record: ImportRecord, now: Instant) -> String {
        let session = record.session
        if let undone = session.undoneAt { return "taken back \(Moments.words(undone, now: now))" }
        if session.state == .matching {
            return "looking for its films, \(Moments.grouped(session.matchedCount)) of "
                + Moments.grouped(session.filmCount)
        }
        let nothing = session.state == .closed ? "nothing is left of it" : "nothing new added"
        let added = record.words.map { "\($0) added" } ?? nothing
        guard session.state == .review, session.remainingCount > 0 else { return added }
        return "\(added), \(Moments.count(session.remainingCount, "film")) undecided"
    }
}

extension ImportRecord {
    fileprivate var wroteAnything: Bool { ratings + viewings + kept > 0 }

    /// "1 rating, 2 viewings and 3 films for later"; nil for nothing.
    fileprivate var words: String? {
        let parts = [
            ratings > 0 ? Moments.count(ratings, "rating") : nil,
            viewings > 0 ? Moments.count(viewings, "viewing") : nil,
            kept > 0 ? Moments.count(kept, "film") + " for later" : nil,
        ].compactMap(\.self)
        guard let last = parts.last else { return nil }
        return parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// A kind of file and where people find it.
struct ImportGuide: Sendable {
    let service: String
    let place: String

    static let all = [
        ImportGuide(
            service: "Amazon Prime Video",
            place: "The list that the “Watch History Exporter” script makes on primevideo.com/settings/watch-history. "
                + "Or ask Amazon for your data (amazon.com/hz/privacy-central/data-requests, Prime Video) and bring "
                + "the ZIP, or “Viewing History.csv” out of it."),
        ImportGuide(
            service: "Netflix",
            place: "netflix.com/viewingactivity, “Download all” at the foot of the list. Or your whole data from "
                + "netflix.com/account/getmyinfo, which also tells the profiles apart."),
        ImportGuide(
            service: "Letterboxd", place: "letterboxd.com/settings/data, “Export your data”: the ZIP as it is."),
        ImportGuide(service: "IMDb", place: "imdb.com, “Your ratings” or your watchlist, then “Export”."),
        ImportGuide(service: "Trakt", place: "trakt.tv/settings/data, “Export”: the ZIP as it is."),
        ImportGuide(service: "The Movie Database", place: "The table of your ratings that themoviedb.org sends you."),
        ImportGuide(
            service: "Another table",
            place: "Any CSV file with a column of titles. You are asked what its columns mean."),
        ImportGuide(
            service: "This server, or another one of its kind", place: "Every file that is offered for download below."
        ),
    ]
}

extension ExportForm {
    /// The file in an address, such as `letterboxd.csv`.
    var addressName: String { String(fileName.trimmingPrefix("kinothek-")) }
}

/// A form in which a history goes out.
struct ExportRow: Sendable {
    /// The word in the address.
    let name: String
    let label: String
    let content: String

    init(_ form: ExportForm) {
        name = form.addressName
        switch form {
        case .everything:
            label = "Everything"
            content = "All that you rated, watched and kept for later, as JSON and as tables, in one ZIP."
        case .letterboxd:
            label = "For Letterboxd"
            content = "Films with your ratings and dates, as Letterboxd imports them."
        case .letterboxdParts:
            label = "For Letterboxd, in parts"
            content = "The same in files of at most 1 MB, which is what Letterboxd takes at once, in a ZIP."
        case .imdb:
            label = "Like IMDb"
            content = "Ratings of 1 to 10 with the columns of IMDb’s own export."
        case .netflix:
            label = "Like Netflix"
            content = "What you watched and when, in two columns."
        case .trakt:
            label = "Like Trakt"
            content = "Viewings, ratings and what you kept for later, as JSON in a ZIP."
        case .csv:
            label = "A plain table"
            content = "Everything about films, series and episodes in one table."
        }
    }
}
