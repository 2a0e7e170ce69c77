import Activity
import Basics
import Domain
import Foundation
import Storage
import TestKit
import Testing

@Suite("The history of an account")
struct HistoryTests {
    @Test("it is that of the first profile, whatever others watch")
    func firstProfile() async throws {
        try await Household.with { home async throws in
            let film = try await home.test.film("Film")
            let kim = try await home.add("Kim")
            let first = try await home.profiles.standard(of: home.user).id
            #expect(try await home.watching.mark(film, isWatched: true, by: kim))
            #expect(try await home.history.films(of: home.user, order: .recent, offset: 0, limit: 9).total == 0)
            #expect(try await home.watching.mark(film, isWatched: true, by: first))
            let page = try await home.history.films(of: home.user, order: .recent, offset: 0, limit: 9)
            #expect(page.rows.map(\.titleID) == [film] && page.total == 1)
            #expect(try await home.history.counts(of: home.user).watchedFilms == 1)
            #expect(try await home.history.forget(.film(film), of: home.user) == 1)
            #expect(try await home.history.forget(.film(film), of: home.user) == 0)
            #expect(try await home.history.forget(.film(TitleID(999)), of: home.user) == nil)
            #expect(try await home.history.counts(of: home.user).watchedFilms == 0)
            #expect(try await home.stores.watching.state(of: film, for: kim)?.isFinished == true)
        }
    }

    @Test("the timeline is of the last twelve months where the server stands")
    func timeline() async throws {
        try await Household.with { home async throws in
            let film = try await home.test.film("Film")
            let first = try await home.profiles.standard(of: home.user).id
            #expect(try await home.watching.mark(film, isWatched: true, by: first))
            // From 14 to 30 November 2023, 23:13 in UTC.
            home.clock.advance(seconds: 16 * 86_400 + 3600)
            let here = try await home.history.statistics(of: home.user, in: .gmt).timeline
            #expect(here.map(\.month.label).first == "Dec 2022" && here.map(\.month.label).last == "Nov 2023")
            #expect(here.map(\.counts.films) == Array(repeating: 0, count: 11) + [1])
            let east = try #require(TimeZone(secondsFromGMT: 14 * 3600))
            let there = try await home.history.statistics(of: home.user, in: east).timeline
            #expect(there.map(\.month.label).last == "Dec 2023")
            #expect(there.map(\.counts.films) == Array(repeating: 0, count: 10) + [1, 0])
        }
    }

    @Test("months follow one another without gaps, and change with the clocks")
    func months() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let months = CalendarMonth.last(14, at: .test(0), in: zone)
        #expect(months.count == 14)
        #expect(months.first?.label == "Oct 2022" && months.last?.label == "Nov 2023")
        for (month, next) in zip(months, months.dropFirst()) {
            #expect(month.moments.upperBound == next.moments.lowerBound)
        }
        #expect(months.last?.moments.contains(.test(0)) == true)
        let hours = months.map { $0.moments.upperBound.seconds(since: $0.moments.lowerBound) / 3600 }
        #expect(hours[5] == 31 * 24 - 1, "March 2023")
        #expect(hours[0] == 31 * 24 + 1, "October 2022")
        #expect(hours[4] == 28 * 24, "February 2023")
        #expect(CalendarMonth.last(0, at: .test(0), in: zone).isEmpty)
        #expect(CalendarMonth.last(-1, at: .test(0), in: zone).isEmpty)
    }
}

extension Household {
    fileprivate var history: History {
        History(
            store: SQLWatchHistory(database: test.database), profiles: profiles, world: clock.world)
    }
}

extension TestStores {
    fileprivate func film(_ name: String) async throws -> TitleID {
        _ = try await stores.catalogue.merge([.film(name)], from: .load)
        let titles = try await stores.catalogue.changes(since: 0, limit: 99).titles
        return try #require(titles.first { $0.metadata.title == name }).id
    }
}
