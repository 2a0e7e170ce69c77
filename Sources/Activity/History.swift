package import Basics
package import Domain
package import Foundation

/// What an account watched, as surfaces without profiles show it: the history of its first profile.
package struct History: Sendable {
    private let store: any WatchHistoryStore
    private let profiles: Profiles
    private let world: World

    package init(store: any WatchHistoryStore, profiles: Profiles, world: World) {
        self.store = store
        self.profiles = profiles
        self.world = world
    }

    /// Films with at least one viewing. A page past the end is empty and has the true total.
    package func films(
        of user: UserID, order: HistoryOrder, offset: Int, limit: Int
    ) async throws -> HistoryPage<PlayedTitle> {
        try await store.films(of: profile(of: user), order: order, offset: offset, limit: limit)
    }

    /// Series with at least one viewing of an episode.
    package func series(
        of user: UserID, order: HistoryOrder, offset: Int, limit: Int
    ) async throws -> HistoryPage<PlayedSeries> {
        try await store.series(of: profile(of: user), order: order, offset: offset, limit: limit)
    }

    package func counts(of user: UserID) async throws -> (watchedFilms: Int, favouriteFilms: Int) {
        try await store.counts(of: profile(of: user))
    }

    /// Everything in numbers, and the last `CalendarMonth.shownMax` months as `zone` counts them.
    package func statistics(of user: UserID, in zone: TimeZone) async throws -> HistoryStatistics {
        let months = CalendarMonth.last(CalendarMonth.shownMax, at: world.now(), in: zone)
        let numbers = try await store.statistics(of: profile(of: user), months: months.map(\.moments))
        return HistoryStatistics(numbers: numbers, months: months)
    }

    /// The titles that a part consists of; nil when there is no such film, episode or series. Whoever has to tell
    /// others of it first, such as a media server, asks here.
    package func titles(of part: WatchedPart) async throws -> [TitleID]? {
        try await store.titles(of: part)
    }

    /// Says that a part was not watched, and returns how many of its titles had been; nil when there is no such film,
    /// episode or series. May be repeated. What is kept and rated stays.
    package func forget(_ part: WatchedPart, of user: UserID) async throws -> Int? {
        guard let titles = try await store.titles(of: part) else { return nil }
        return try await store.forget(titles, of: profile(of: user), at: world.now())
    }

    private func profile(of user: UserID) async throws -> ProfileID {
        try await profiles.standard(of: user).id
    }
}

/// A history in numbers, with the months that its timeline is about.
package struct HistoryStatistics: Hashable, Sendable {
    package let numbers: WatchStatistics
    /// The oldest first, each for the entry of `numbers.months` in the same place.
    package let months: [CalendarMonth]

    package init(numbers: WatchStatistics, months: [CalendarMonth]) {
        self.numbers = numbers
        self.months = months
    }

    package var timeline: [(month: CalendarMonth, counts: MonthCounts)] {
        zip(months, numbers.months).map { (month: $0, counts: $1) }
    }
}

/// A month of the Gregorian calendar in some time zone.
package struct CalendarMonth: Hashable, Sendable {
    /// Months that statistics go back, with the present one.
    package static let shownMax = 12

    package let year: Int
    /// 1–12.
    package let month: Int
    package let moments: Range<Instant>

    /// The month in English and the year, such as `Jan 2026`.
    package var label: String { "\(Self.names[month - 1]) \(year)" }

    /// So many months that end with the one of a moment, the oldest first.
    package static func last(_ count: Int, at moment: Instant, in zone: TimeZone) -> [CalendarMonth] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month], from: Date(timeIntervalSince1970: moment.seconds))
        guard let year = parts.year, let month = parts.month else { return [] }
        let present = year * monthsPerYear + month - 1
        return (0..<max(0, count)).reversed().compactMap { CalendarMonth(present - $0, in: calendar) }
    }

    /// The month of this number, counted from the beginning of the year 0; nil where the calendar has no such month.
    private init?(_ number: Int, in calendar: Calendar) {
        guard number >= 0, let start = Self.start(of: number, in: calendar),
            let end = Self.start(of: number + 1, in: calendar), start < end
        else { return nil }
        year = number / Self.monthsPerYear
        month = number % Self.monthsPerYear + 1
        moments = start..<end
    }

    private static func start(of number: Int, in calendar: Calendar) -> Instant? {
        let parts = DateComponents(year: number / monthsPerYear, month: number % monthsPerYear + 1, day: 1)
        return calendar.date(from: parts).map { date in
            Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
        }
    }

    private static let monthsPerYear = 12
    private static let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
