import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("Titles of a media server")
struct MediaServerListingTests {
    @Test("A film comes with all that the server knows", arguments: MediaServerKind.allCases)
    func film(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let (films, end) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(end == .complete)
            let film = try #require(films.first)
            let item = film.item
            #expect(item.id == (try bench.id(101)))
            #expect(item.name == "The Matrix" && item.sortName == "the matrix")
            #expect(item.references.imdbID?.rawValue == "tt0133093" && item.references.tmdbID == 603)
            #expect(item.references.tvdbID == nil)
            #expect(item.overview == "A hacker learns that the world is simulated.")
            #expect(item.tagline == "It 101." && item.tags == ["tag"])
            #expect(item.genres == ["Action", "Science Fiction"])
            #expect(item.studios == ["Village Roadshow"] && item.countries == ["United States of America"])
            #expect(item.people.map(\.part) == [.actor, .director, .writer])
            #expect(item.people[0].role == "Neo" && item.people[0].imageTag == "face" && item.people[0].id != nil)
            #expect(item.contentRating == "R" && item.communityRating == 8.2 && item.criticRating == 87)
            #expect(item.year == 1999 && item.premiereDate?.description == "1999-03-31")
            #expect(item.addedAt?.milliseconds == 1_706_933_106_123)
            #expect(item.runtimeMilliseconds == 8_176_920 && item.runtimeMinutes == 136)
            #expect(item.imageTags == [.primary: "p101", .backdrop: "b101"])
            #expect(item.path == film.copies[0].path)
        }
    }

    @Test("Versions of a film are copies", arguments: MediaServerKind.allCases)
    func copies(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let film = try #require(try await bench.server().films(in: try bench.id(1)).all().items.first)
            #expect(film.copies.map(\.id) == ["source0", "source1"])
            #expect(film.copies.map(\.width) == [3840, 1920])
            #expect(film.copies.map(\.height) == [1600, 1080])
            #expect(film.copies.map(\.videoCodec) == ["hevc", "h264"])
            #expect(film.copies.map(\.audioLanguages) == [["eng", "ger"], ["eng"]])
            #expect(film.copies.map(\.sizeBytes) == [5_000_000_000, 5_000_000_001])
            #expect(film.copies.allSatisfy { $0.container == "mkv" && $0.runtimeMilliseconds == 8_176_920 })
        }
    }

    @Test("A series comes with its network and its counts", arguments: MediaServerKind.allCases)
    func series(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let (all, end) = try await bench.server().series(in: try bench.id(2)).all()
            #expect(end == .complete)
            let series = try #require(all.first)
            #expect(series.item.references.tvdbID == 81_189 && series.item.studios == ["AMC"])
            #expect(series.status == "Ended" && series.airDays == ["Sunday"])
            #expect(series.endDate?.description == "2013-09-29")
            #expect(series.seasonCount == 1 && series.episodeCount == 3)
        }
    }

    @Test("Episodes come with their places; those without one are passed over", arguments: MediaServerKind.allCases)
    func episodes(_ kind: MediaServerKind) async throws {
        var double = FakeServerItem.episode(304, of: 201, 2, 1)
        double.lastEpisode = 2
        let items: [FakeServerItem] = [
            .breakingBad, .episode(301, of: 201, 1, 1), .episode(302, of: 201, 0, 3), .episode(303, of: 201, 1, nil),
            double, .episode(305, of: 999, 1, 1), .episode(306, of: 201, nil, 4),
        ]
        try await MediaServerBench.with(kind, items) { [items] bench async throws in
            let server = try bench.server()
            let (ofSeries, end) = try await server.episodes(of: try bench.id(201)).all()
            #expect(end == .complete)
            #expect(ofSeries.map(\.season) == [1, 0, 2] && ofSeries.map(\.number) == [1, 3, 1])
            #expect(ofSeries.map(\.lastNumber) == [nil, nil, 2])
            #expect(ofSeries.allSatisfy { $0.seriesID == (try? bench.id(201)) && $0.copies.count == 1 })
            let (ofLibrary, _) = try await server.episodes(in: try bench.id(2)).all()
            #expect(ofLibrary.count == items.count - 3)
        }
    }

    @Test("What does not exist lists nothing, where the servers list everything", arguments: MediaServerKind.allCases)
    func unknownParents(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, [.matrix, .episode(301, of: 201, 1, 1)]) { bench async throws in
            let server = try bench.server()
            await #expect(throws: MediaServerFailure.notFound) { try await server.films(in: try bench.id(77)).all() }
            await #expect(throws: MediaServerFailure.notFound) { try await server.series(in: try bench.id(77)).all() }
            await #expect(throws: MediaServerFailure.notFound) {
                try await server.episodes(of: try bench.id(77)).all()
            }
            #expect(await bench.fake.seen.filter { $0.path == "/Items" }.count == 1)
        }
    }

    @Test("Films of a box set are listed themselves", arguments: MediaServerKind.allCases)
    func boxSets(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            await bench.fake.change { $0.groupsFilms = true }
            let (films, end) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(films.map(\.item.name) == ["The Matrix"])
            #expect(end == .complete)
        }
    }

    @Test("A large library comes in pages", arguments: MediaServerKind.allCases)
    func pages(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(450)) { bench async throws in
            var counts: [Int] = []
            var names: [String] = []
            for try await page in try bench.server().films(in: try bench.id(1)) {
                counts.append(page.items.count)
                names += page.items.map(\.item.name)
                if counts.count == 3 { #expect(page.end == .complete) } else { #expect(page.end == nil) }
            }
            #expect(counts == [200, 200, 50])
            #expect(names == FakeServerItem.films(450).compactMap(\.name))
            let spans = await bench.fake.seen.filter { $0.path == "/Items" }.map { $0.query["startindex"] }
            #expect(spans == ["0", "200", "400"])
        }
    }

    @Test("A library that fills its last page is asked once more", arguments: [0, 1, 199, 200, 201, 400])
    func lastPage(_ count: Int) async throws {
        try await MediaServerBench.with(.jellyfin, FakeServerItem.films(count)) { bench async throws in
            let (films, end) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(films.count == count && end == .complete)
            let pages = await bench.fake.seen.filter { $0.path == "/Items" }.count
            #expect(pages == count / 200 + 1)
        }
    }

    @Test("A server may give less than it is asked for", arguments: [7, 50, 100, 120])
    func smallPages(_ pageMax: Int) async throws {
        try await MediaServerBench.with(.emby, FakeServerItem.films(350)) { bench async throws in
            await bench.fake.change { $0.pageMax = pageMax }
            let (films, end) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(films.count == 350 && end == .complete)
        }
    }
}
