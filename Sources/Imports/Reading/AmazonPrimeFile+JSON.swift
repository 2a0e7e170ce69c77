import Basics
import Domain
import Foundation

extension AmazonPrimeFile {
    /// Reads the script's JSON. Nil when the file is no list of its entries.
    package static func read(json utf8: [UInt8], thisYear: Int) -> ReadHistory? {
        guard let list = try? JSONDecoder().decode(TolerantList<AmazonEntry>.self, from: Data(utf8)) else { return nil }
        let entries = list.values.compactMap(\.self)
        guard entries.isEmpty || entries.contains(where: \.isOne) else { return nil }
        return read(entries, thisYear: thisYear)
    }

    private static func read(_ list: [AmazonEntry], thisYear: Int) -> ReadHistory {
        let order = DateReading(list.lazy.map(\.dateWatched))
        var counts = ImportCounts()
        var rows = FilmRows(thisYear: thisYear)
        for entry in list {
            guard let title = AmazonText.set(entry.title) else {
                counts.ignoredRows += 1
                continue
            }
            guard AmazonText.isFilm(entry.type) else {
                counts.otherRows += 1
                continue
            }
            var film = FilmRow(title: title)
            film.globalID = AmazonText.set(entry.id)
            film.imageURL = AmazonText.set(entry.imageURL)
            film.date = order.date(entry.dateWatched)
            rows.add(film)
        }
        return rows.history(.amazonPrime, counts: counts)
    }
}

/// An entry of the script's JSON. What is absent or of another kind is empty.
private struct AmazonEntry: Decodable {
    let title: String
    let type: String
    let id: String
    let imageURL: String
    /// A number of milliseconds is its digits.
    let dateWatched: String

    /// Whether the entry has the members by which the file is known.
    var isOne: Bool { !type.isEmpty && !title.isEmpty }

    init(from decoder: any Decoder) throws {
        let members = try? decoder.container(keyedBy: Member.self)
        func text(_ member: Member) -> String { (try? members?.decode(String.self, forKey: member))?.trimmed ?? "" }
        title = text(.title)
        type = text(.type)
        id = text(.id)
        imageURL = text(.imageUrl)
        let milliseconds = try? members?.decode(Int64.self, forKey: .dateWatched)
        dateWatched = milliseconds.map { String($0) } ?? text(.dateWatched)
    }

    private enum Member: String, CodingKey {
        case title, type, id, imageUrl, dateWatched
    }
}
