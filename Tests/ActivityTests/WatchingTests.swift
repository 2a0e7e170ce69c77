import Activity
import Basics
import Domain
import Storage
import TestKit
import Testing

@Suite("What profiles watched and keep for later")
struct WatchingTests {
    private struct Report: Sendable {
        let position: Int
        var minutes: Int? = 100
        var creditsFrom: Int?
        let resume: Int
        let isFinished: Bool
    }

    private static let reports = [
        Report(position: 0, resume: 0, isFinished: false), Report(position: 2999, resume: 2999, isFinished: false),
        Report(position: 5399, resume: 5399, isFinished: false), Report(position: 5400, resume: 0, isFinished: true),
        Report(position: 9999, resume: 0, isFinished: true),
        Report(position: 5000, creditsFrom: 5000, resume: 0, isFinished: true),
        Report(position: 4999, creditsFrom: 5000, resume: 4999, isFinished: false),
        Report(position: 9999, minutes: nil, resume: 9999, isFinished: false),
    ]

    @Test("where a player is decides where to go on, and whether it was all", arguments: reports.indices)
    func report(_ number: Int) async throws {
        try await Household.with { home async throws in
            let report = Self.reports[number]
            let (film, profile) = (try await home.films(1)[0], try await home.profiles.standard(of: home.user).id)
            let video = try await home.video(film, minutes: report.minutes, creditsFrom: report.creditsFrom)
            #expect(try await home.watching.report(position: report.position, of: video, by: profile, device: nil))
            let state = try #require(try await home.stores.watching.state(of: film, for: profile))
            #expect(
                state
                    == WatchState(position: report.resume, isFinished: report.isFinished, watchedAt: home.clock.now))
            let history = try await home.watching.history(of: profile, limit: 9)
            #expect(history.map(\.titleID) == (report.isFinished ? [film] : []))
        }
    }

    @Test(
        "a device is named so that it can be shown",
        arguments: [
            (" Living\u{1b}[31m room ", "Living[31m room"),
            (String(repeating: "x", count: 200), String(repeating: "x", count: 100)),
            ("", ""),
        ])
    func device(_ told: String, _ kept: String) async throws {
        try await Household.with { home async throws in
            let (film, profile) = (try await home.films(1)[0], try await home.profiles.standard(of: home.user).id)
            let video = try await home.video(film, minutes: 100)
            _ = try await home.watching.report(position: 5500, of: video, by: profile, device: told)
            #expect(try await home.watching.history(of: profile, limit: 1).map(\.device) == [kept])
        }
    }

    @Test("what was watched can be said, and taken back")
    func marks() async throws {
        try await Household.with { home async throws in
            let (film, profile) = (try await home.films(1)[0], try await home.profiles.standard(of: home.user).id)
            #expect(try await home.watching.mark(film, isWatched: true, by: profile))
            #expect(try await home.watching.history(of: profile, limit: 9).count == 1)
            #expect(try await home.stores.watching.state(of: film, for: profile)?.isFinished == true)
            home.clock.advance(seconds: 60)
            #expect(try await home.watching.mark(film, isWatched: false, by: profile))
            #expect(try await home.watching.history(of: profile, limit: 9).isEmpty)
            #expect(try await home.stores.watching.state(of: film, for: profile)?.isFinished == false)
            #expect(try await !home.watching.mark(TitleID(999), isWatched: true, by: profile))
            #expect(try await !home.watching.mark(film, isWatched: true, by: ProfileID(999)))
        }
    }

    @Test("each profile keeps its own list, the newest first")
    func list() async throws {
        try await Household.with { home async throws in
            let films = try await home.films(3)
            let (ann, kim) = (try await home.profiles.standard(of: home.user).id, try await home.add("Kim"))
            for film in films {
                #expect(try await home.watching.keep(film, for: ann))
                home.clock.advance(seconds: 1)
            }
            #expect(try await home.watching.keep(films[0], for: ann), "again")
            #expect(try await home.watching.list(of: ann).map(\.titleID) == films.reversed())
            #expect(try await home.watching.list(of: kim).isEmpty)
            #expect(try await home.watching.keeps(films[0], for: ann))
            #expect(try await !home.watching.keeps(films[0], for: kim))
            try await home.watching.drop(films[1], for: ann)
            try await home.watching.drop(films[1], for: ann)
            #expect(try await home.watching.list(of: ann).map(\.titleID) == [films[2], films[0]])
            #expect(try await !home.watching.keep(TitleID(999), for: ann))
        }
    }
}

extension Household {
    fileprivate func films(_ count: Int) async throws -> [TitleID] {
        _ = try await stores.catalogue.merge((1...count).map { TitleDraft.film("Film \($0)") }, from: .load)
        return try await stores.catalogue.changes(since: 0, limit: count).titles.map(\.id)
    }

    /// A film with one file of this length.
    fileprivate func video(_ id: TitleID, minutes: Int?, creditsFrom: Int? = nil) async throws -> Video {
        let title = try #require(try await stores.catalogue.title(id: id))
        var probe = MediaProbe()
        probe.durationMilliseconds = minutes.map { Int64($0) * 60_000 }
        probe.details.credits = creditsFrom.map {
            SkipMarker(startSeconds: $0, endSeconds: $0 + 100, confidence: 0.9, isManual: false)
        }
        let file = MediaFile(
            id: MediaFileID(1), root: "/media", path: FilePath("film.mkv"),
            facts: FileFacts(sizeBytes: 1, modifiedNanoseconds: 1, device: 1, inode: 1), missingSince: nil,
            addedAt: .test(0), probeState: .done, probe: probe)
        let entry = VideoFile(file: file, version: 0, label: nil, part: 0, subtitles: [])
        return Video(
            title: title, place: nil, files: [entry], artwork: [:], state: nil, addedAt: .test(0), series: nil)
    }
}
