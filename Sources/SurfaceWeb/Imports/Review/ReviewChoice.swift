import Domain
import Hummingbird
import SurfaceKit

/// Which films of an import a page shows.
struct ReviewChoice: Sendable, Hashable {
    enum Show: String, Sendable, CaseIterable {
        case decide
        case sure
        case done
    }

    var show = Show.decide
    /// From 1.
    var page = 1

    init() {}

    init(_ pairs: FormPairs) {
        show = pairs.first("show").flatMap { Show(rawValue: $0) } ?? .decide
        let number = pairs.first("page").flatMap { Int($0) } ?? 1
        page = min(max(1, number), WebLimits.pageNumberMax)
    }

    /// The address of this page of an import, with whatever else it is to say.
    func address(_ session: String, _ more: String = "") -> String {
        var pairs = show == .decide ? [] : ["show=\(show.rawValue)"]
        if page > 1 { pairs.append("page=\(page)") }
        if !more.isEmpty { pairs.append(more) }
        return "\(ImportDoor.page)/\(session)" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    func showing(_ show: Show, page: Int = 1) -> ReviewChoice {
        var choice = self
        (choice.show, choice.page) = (show, page)
        return choice
    }
}

/// The films of an import by what is left to do about them, with those of one page.
struct ReviewFilms: Sendable {
    struct Place: Sendable {
        let index: Int
        let item: ImportItem
    }

    private(set) var counts: [ReviewChoice.Show: Int] = [:]
    /// Sure ones that the file has a rating of.
    private(set) var ratedSureCount = 0
    private(set) var shown: [Place] = []
    /// The films are come by in the order of the file.
    private var nextIndex = 0
    private let choice: ReviewChoice
    /// A film that is shown first, whichever list it is in.
    private let first: Int?

    init(_ choice: ReviewChoice, first: Int?) {
        self.choice = choice
        self.first = first
    }

    func count(_ show: ReviewChoice.Show) -> Int { counts[show] ?? 0 }

    mutating func add(_ items: [ImportItem]) {
        for item in items {
            let place = Place(index: nextIndex, item: item)
            nextIndex += 1
            let show = Self.list(of: item)
            let before = count(show)
            counts[show] = before + 1
            if show == .sure, item.film.rating != nil { ratedSureCount += 1 }
            if place.index == first {
                shown.insert(place, at: 0)
            } else if show == choice.show, before / WebLimits.importCardsPerPage == choice.page - 1 {
                shown.append(place)
            }
        }
    }

    private static func list(of item: ImportItem) -> ReviewChoice.Show {
        if item.status != .pending { return .done }
        return item.quality == .high ? .sure : .decide
    }
}
