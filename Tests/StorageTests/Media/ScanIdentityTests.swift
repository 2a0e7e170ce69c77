import Basics
import Domain
import Storage
import TestKit
import Testing

/// Which titles scanned films are, on both drivers.
@Suite struct ScanIdentityTests {
    @Test(arguments: TestDriver.available)
    func `all sources of a film are merged into the title that the catalogue has`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            _ = try await bench.test.stores.catalogue.merge([.film("Heat", year: 1995, imdb: "tt1")], from: .tmdb)
            let sidecar = TitleDraft.film("Hitze", year: 1995, imdb: "tt1", tmdb: 949) { $0.overview = "Two men." }
            let outcome = try await bench.save(.film("heat", year: 1995, .at("h.mkv")).with(nfo: sidecar))
            #expect(outcome == UpsertOutcome(changed: 1))
            let title = try await bench.video(bench.title("h.mkv")).title
            #expect(title.imdbID == IMDbID("tt1") && title.tmdbID == 949 && title.metadata.title == "Hitze")
            #expect(title.provenance.sources[.title] == .nfo && title.provenance.sources[.year] == .nfo)
            #expect(try await bench.test.stores.catalogue.counts() == [.known: 1])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a name that means one film and ids that mean another are the other`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let namesake = TitleDraft.film("Crash", year: 2004, imdb: "tt1")
            _ = try await bench.test.stores.catalogue.merge([namesake], from: .load)
            let scanned = ScannedTitle.film("Crash", year: 2004, .at("c.mkv"))
                .with(nfo: .film("Crash", year: 2004, imdb: "tt2"))
            #expect(try await bench.save(scanned) == UpsertOutcome(added: 1))
            #expect(try await bench.video(bench.title("c.mkv")).title.imdbID == IMDbID("tt2"))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film is known by its files, whatever it is called now`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Haet", .at("h.mkv")))
            let id = try await bench.title("h.mkv")
            let renamed = ScannedTitle.film("Heat", year: 1995, imdb: "tt1", .at("h.mkv"), known: id)
            #expect(try await bench.save(renamed) == UpsertOutcome(changed: 1))
            #expect(try await bench.title("h.mkv") == id)
            #expect(try await bench.names() == ["Heat"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file whose film has other ids belongs to another film`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Crash", imdb: "tt1", .at("c.mkv")))
            let old = try await bench.title("c.mkv")
            let other = ScannedTitle.film("Crash", imdb: "tt2", .at("c.mkv"), known: old)
            #expect(try await bench.save(other) == UpsertOutcome(added: 1))
            #expect(try await bench.title("c.mkv") != old)
            #expect(try await bench.videos.videos([old], for: .all).isEmpty, "without a file it is not listed")
            #expect(try await bench.names() == ["Crash"])
            #expect(try await bench.test.stores.catalogue.title(id: old)?.imdbID == IMDbID("tt1"))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a known film whose new id another title has goes to that title`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            _ = try await bench.test.stores.catalogue.addStubs([try #require(IMDbID("tt1"))])
            try await bench.save(.film("Heat", .at("h.mkv")))
            let old = try await bench.title("h.mkv")
            try await bench.save(.film("Heat", imdb: "tt1", .at("h.mkv"), known: old))
            let stub = try #require(try await bench.test.stores.catalogue.title(imdbID: IMDbID("tt1")!))
            #expect(try await bench.title("h.mkv") == stub.id)
            #expect(stub.state == .known && stub.metadata.title == "Heat")
        }
    }

    @Test(arguments: TestDriver.available)
    func `two films of one name and year without ids are one, with ids two`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let outcome = try await bench.save(
                .film("Heat", year: 1995, .at("a.mkv")), .film("HEAT", year: 1995, .at("b.mkv", version: 1)),
                .film("Heat", year: 1986, .at("c.mkv")), .film("Crash", imdb: "tt1", .at("d.mkv")),
                .film("Crash", imdb: "tt2", .at("e.mkv")))
            #expect(outcome == UpsertOutcome(added: 4))
            let heat = try await bench.title("a.mkv")
            #expect(try await bench.title("b.mkv") == heat)
            #expect(try await bench.video(heat).files.map(\.file.path.text) == ["a.mkv", "b.mkv"])
            #expect(try await bench.title("d.mkv") != bench.title("e.mkv"))
            #expect(try await bench.names() == ["Crash", "Crash", "Heat", "HEAT"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `two spellings of one film in a batch do not change it at every scan`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let films = [ScannedTitle.film("Heat", .at("a.mkv")), .film("HEAT", .at("b.mkv", version: 1))]
            _ = try await bench.media.save(films, in: bench.folder, at: .test(0))
            let revision = try await bench.test.stores.catalogue.revision()
            let again = try await bench.known(films)
            #expect(try await bench.media.save(again, in: bench.folder, at: .test(1)) == UpsertOutcome(unchanged: 1))
            #expect(try await bench.test.stores.catalogue.revision() == revision)
        }
    }

    @Test(arguments: TestDriver.available)
    func `files of one title that are called differently now are two titles`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Rocky II", .at("rocky.mkv"), .at("rocky2.mkv", version: 1)))
            let id = try await bench.title("rocky.mkv")
            let outcome = try await bench.save(
                .film("Rocky", .at("rocky.mkv"), known: id), .film("Rocky II", .at("rocky2.mkv"), known: id))
            #expect(outcome == UpsertOutcome(added: 1, changed: 1))
            #expect(try await bench.title("rocky2.mkv") == id, "the one that is called like the title")
            #expect(try await bench.names() == ["Rocky", "Rocky II"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film and a series are two titles, whatever their ids`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Fargo", imdb: "tt1", .at("f.mkv")))
            let film = try await bench.title("f.mkv")
            let series = ScannedTitle.series("Fargo", imdb: "tt1", .test(1, 1, "", .at("1.mkv")), known: film)
            #expect(try await bench.save(series) == UpsertOutcome(added: 2))
            let place = try #require(try await bench.video(bench.title("1.mkv")).place)
            #expect(place.series.kind == .series && place.series.imdbID == nil, "the id is taken")
            #expect(try await bench.names() == ["Fargo", "Fargo"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film that was taken for an episode is a title of its own`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.series("Dark", .test(1, 1, " ", .at("1.mkv"))))
            let episode = try await bench.title("1.mkv")
            #expect(try await bench.save(.film("One", .at("1.mkv"), known: episode)) == UpsertOutcome(added: 1))
            #expect(try await bench.title("1.mkv") != episode)
            #expect(try await bench.names() == ["One"])
            #expect(try await bench.test.stores.catalogue.title(id: episode)?.kind == .episode)
        }
    }

    @Test(arguments: TestDriver.available)
    func `locked fields stay as the sidecar has them, and the sidecar may change them`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            func scanned(_ overview: String) -> ScannedTitle {
                ScannedTitle.film("Heat", imdb: "tt1", .at("h.mkv"))
                    .with(nfo: .film("Heat") { $0.overview = overview }).with { $0.locked = [.overview, .genres] }
            }
            try await bench.save(scanned("One."))
            let id = try await bench.title("h.mkv")
            let outside = TitleDraft.film("Heat", imdb: "tt1") { metadata in
                (metadata.overview, metadata.genres) = ("Other.", ["Crime"])
            }
            _ = try await bench.test.stores.catalogue.merge([outside], from: .user)
            var title = try await bench.video(id).title
            #expect(title.metadata.overview == "One." && title.metadata.genres.isEmpty)
            #expect(title.provenance.locked == [.overview, .genres])
            #expect(try await bench.save(scanned("One.")) == UpsertOutcome(unchanged: 1))
            #expect(try await bench.save(scanned("Two.")) == UpsertOutcome(changed: 1))
            title = try await bench.video(id).title
            #expect(title.metadata.overview == "Two." && title.provenance.locked == [.overview, .genres])
            _ = try await bench.test.stores.catalogue.setLocked(true, fields: [.title], of: id)
            try await bench.save(.film("Heat", imdb: "tt1", .at("h.mkv"), known: id).with(nfo: .film("Hitze")))
            #expect(try await bench.video(id).title.metadata.title == "Heat", "locked by somebody else")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title without name and id is left out with its files`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let nameless = ScannedTitle.series(" ", .test(1, 1, "", .at("1.mkv")))
            #expect(try await bench.save(nameless, .film("Up", .at("up.mkv"))) == UpsertOutcome(added: 1))
            #expect(try await bench.media.files(of: bench.folder).map(\.path.text) == ["up.mkv"])
            #expect(try await bench.media.save([], in: bench.folder, at: .test(0)) == UpsertOutcome())
        }
    }
}

/// Files that go from one path or title to another.
@Suite struct ScanMoveTests {
    @Test(arguments: TestDriver.available)
    func `a moved file keeps id, title and probe`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv").with { $0.digest = [1, 2] }))
            let old = try await bench.file("h.mkv")
            try await bench.probe(old.id, tracks: [.stream(1)])
            try await bench.media.markMissing([old.id], at: .test(1))
            // On another disk its numbers are others; the digest tells that it is the same.
            let moved = ScannedFile.at("Heat/heat.mkv", inode: 77, known: old.id).with { $0.digest = [1, 2] }
            let other = try #require(try await bench.media.addFolder("/b", to: bench.library.id).folders.last).id
            let film = ScannedTitle.film("Heat", moved, known: old.titles[0])
            #expect(try await bench.media.save([film], in: other, at: .test(2)) == UpsertOutcome(changed: 1))
            #expect(try await bench.media.files(of: bench.folder).isEmpty)
            let file = try await bench.video(old.titles[0]).files[0]
            #expect(file.file.id == old.id && file.file.root == "/b" && file.file.path.text == "Heat/heat.mkv")
            #expect(file.file.probeState == .done && file.file.missingSince == nil && file.subtitles.count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file that moves onto another one's path takes its place`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")), .film("Up", .at("u.mkv")))
            let (heat, up) = (try await bench.file("h.mkv"), try await bench.file("u.mkv"))
            let outcome = try await bench.save(.film("Heat", .at("u.mkv", known: heat.id), known: heat.titles[0]))
            #expect(outcome == UpsertOutcome(changed: 1))
            #expect(try await bench.file("u.mkv").id == heat.id)
            #expect(try await bench.videos.file(up.id) == nil, "its content is gone")
            #expect(try await bench.names() == ["Heat"])
            #expect(try await bench.test.stores.catalogue.title(id: up.titles[0]) != nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `files may swap their paths`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let paths = ["a.mkv", "b.mkv", "c.mkv"]
            _ = try await bench.media.save(
                paths.map { .film("Film \($0)", .at($0)) }, in: bench.folder, at: .test(0))
            var files: [KnownFile] = []
            for path in paths { files.append(try await bench.file(path)) }
            let turned = zip(files, ["b.mkv", "c.mkv", "a.mkv"]).map { file, path in
                ScannedTitle.film("Film \(file.path.text)", .at(path, known: file.id), known: file.titles[0])
            }
            _ = try await bench.media.save(turned, in: bench.folder, at: .test(1))
            for (file, path) in zip(files, ["b.mkv", "c.mkv", "a.mkv"]) {
                let now = try await bench.file(path)
                #expect(now.id == file.id && now.titles == file.titles)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `an id that is told for two paths is the file that lies there`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")))
            let id = try await bench.file("h.mkv").id
            try await bench.save(
                .film("Heat", .at("copy.mkv", known: id), .at("h.mkv", known: id, version: 1)))
            #expect(try await bench.file("h.mkv").id == id)
            #expect(try await bench.file("copy.mkv").id != id)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file that goes to another film leaves the first one`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .film("Rocky", .at("r1.mkv"), .at("r2.mkv", version: 1)).with { $0.artwork = [.test(.poster, "p.jpg")] }
            )
            let rocky = try await bench.title("r1.mkv")
            #expect(try await bench.save(.film("Rocky II", .at("r2.mkv"))) == UpsertOutcome(added: 1))
            #expect(try await bench.video(rocky).files.map(\.file.path.text) == ["r1.mkv"])
            #expect(try await bench.video(rocky).artwork.count == 1)
            try await bench.save(.film("Rocky III", .at("r1.mkv")))
            #expect(try await bench.names() == ["Rocky II", "Rocky III"])
            #expect(try await bench.videos.artwork(.poster, of: rocky) == nil, "the picture went with the files")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film that became an extra is not listed any more`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")), .film("Heat Trailer", .at("t.mkv")))
            let trailer = try await bench.title("t.mkv")
            try await bench.save(.film("Heat", .at("h.mkv"), .extra("t.mkv")))
            #expect(try await bench.names() == ["Heat"])
            #expect(try await bench.title("t.mkv") == bench.title("h.mkv"))
            try await bench.save(.film("Heat Trailer", .at("t.mkv")))
            #expect(try await bench.title("t.mkv") == trailer)
            #expect(try await bench.names() == ["Heat", "Heat Trailer"])
        }
    }
}
