import Basics
import Domain
import Recommendations

/// A seeded catalogue and people for it; equal on every machine.
struct SeededHousehold {
    let items: [CatalogueItem]
    private let seed: UInt64

    /// `dimension` 0 makes titles without vectors.
    init(titles: Int, dimension: Int, seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        self.seed = seed
        // Around a few hundred centres, as real texts are.
        let centres = (0..<300).map { _ in (0..<dimension).map { _ in Float.random(in: -1...1, using: &numbers) } }
        items = (0..<titles).map { place in
            var item = CatalogueItem(id: TitleID(Int32(place + 1)), title: "Title\(place)x")
            item.collection = place % 10 < 2 ? "Collection \(place / 20)" : nil
            item.year = 2025 - Int(80 * pow3(Double.random(in: 0...1, using: &numbers)))
            item.genres = numbers.names("genre", of: 20, count: 3)
            item.keywords = numbers.names("keyword", of: 12_000, count: 10)
            item.studios = numbers.names("studio", of: 3000, count: 2)
            item.directors = numbers.names("director", of: titles / 8 + 1, count: 1)
            item.cast = numbers.names("actor", of: titles / 3 + 1, count: 8)
            item.communityRating = Double.random(in: 3...9, using: &numbers)
            item.voteCount = Int(20_000 * pow3(pow3(Double.random(in: 0...1, using: &numbers))))
            item.runtimeMinutes = Int.random(in: 70...180, using: &numbers)
            if dimension > 0 {
                let centre = centres[Int.random(in: 0..<centres.count, using: &numbers)]
                item.vector = centre.map { $0 + Float.random(in: -1...1, using: &numbers) }
            }
            return item
        }
    }

    /// What a person watched, rated and kept.
    func history(of person: Int, titles: Int) -> [HistoryEntry] {
        var numbers = SeededNumbers(seed: seed &+ UInt64(person) &* 7919)
        return numbers.draw(titles, of: Array(items.indices)).enumerated().map { place, row in
            var entry = HistoryEntry(title: items[row].id)
            entry.plays = Int.random(in: 1...3, using: &numbers)
            entry.isFavourite = place.isMultiple(of: 15)
            entry.rating = place.isMultiple(of: 4) ? Int.random(in: 1...10, using: &numbers) : nil
            entry.lastPlayed = Instant(milliseconds: Int64(place) * 86_400_000)
            return entry
        }
    }

    /// Likes of many people, the popular titles more often.
    func interactions(people: Int, each: Int, of titles: Int) -> [Liking] {
        var numbers = SeededNumbers(seed: seed &+ 1)
        return (1...people).flatMap { person in
            (0..<each).map { _ in
                let row = Int(Double(titles) * pow3(Double.random(in: 0..<1, using: &numbers)))
                return Liking(user: UserID(Int32(person)), title: items[row].id)
            }
        }
    }
}

extension SeededNumbers {
    fileprivate mutating func names(_ kind: String, of many: Int, count: Int) -> [String] {
        (0..<count).map { _ in "\(kind) \(Int(Double(many) * pow3(Double.random(in: 0..<1, using: &self))))" }
    }
}

private func pow3(_ value: Double) -> Double { value * value * value }
