import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What a scan stores of files, tracks and pictures, on both drivers.
@Suite struct ScanSavingTests {
    @Test(arguments: TestDriver.available)
    func `a film comes back with its versions, parts, tracks and pictures`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let sidecars: [SubtitleTrack] = [.sidecar("a.en.srt"), .sidecar("a.srt", language: nil, isForced: true)]
            let film = ScannedTitle.film(
                "Heat", year: 1995, .at("2160p.mkv", label: "2160p").with { $0.subtitles = sidecars },
                .at("cd2.avi", version: 1, label: "DVD", part: 1), .at("cd1.avi", version: 1, label: "DVD"),
                .extra("trailer.mkv")
            ).with { $0.artwork = [.test(.poster, "p.jpg", stamp: "7"), .test(.backdrop, "b.jpg")] }
            #expect(try await bench.save(film, at: 3) == UpsertOutcome(added: 1))
            let id = try await bench.title("2160p.mkv")
            let video = try await bench.video(id)
            #expect(video.title.metadata.title == "Heat" && video.place == nil && video.series == nil)
            #expect(video.files.map(\.file.path.text) == ["2160p.mkv", "cd1.avi", "cd2.avi"])
            #expect(video.files.map(\.label) == ["2160p", "DVD", "DVD"] && video.files.map(\.part) == [0, 0, 1])
            #expect(video.files[0].subtitles.map(\.track) == sidecars && video.files[1].subtitles.isEmpty)
            let file = video.files[0].file
            #expect(file.root == "/media/films" && file.addedAt == .test(3) && file.missingSince == nil)
            #expect(file.probeState == .pending && file.probe == MediaProbe())
            #expect(Set(video.artwork.keys) == [.poster, .backdrop])
            #expect(video.artwork[.poster]?.stamp == "7" && video.artwork[.poster]?.root == "/media/films")
            #expect(try await bench.videos.artwork(.poster, of: id)?.rawPath == Array("p.jpg".utf8))
            #expect(try await bench.videos.artwork(.thumb, of: id) == nil)
            #expect(try await bench.videos.file(file.id) == file)
            let track = try #require(try await bench.videos.subtitle(video.files[0].subtitles[1].id))
            #expect(track.track.track == sidecars[1] && track.file == file)
            #expect(try await bench.title("trailer.mkv") == id, "an extra belongs to its film and is not played")
        }
    }

    @Test(arguments: TestDriver.available)
    func `what did not change is not written`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let film = ScannedTitle.film("Heat", .at("h.mkv").with { $0.subtitles = [.sidecar("h.srt")] })
                .with(nfo: .complete).with { $0.artwork = [.test(.poster, "p.jpg")] }
            let series = ScannedTitle.series(
                "Dark", .test(1, 1, "Secrets", .at("1.mkv")), .test(0, nil, "", .at("x.mkv")))
            #expect(try await bench.save(film, series) == UpsertOutcome(added: 4))
            let revision = try await bench.test.stores.catalogue.revision()
            let known = try await bench.known([film, series])
            let (outcome, counter) = try await StatementCounter.counting {
                try await bench.media.save(known, in: bench.folder, at: .test(9))
            }
            #expect(outcome == UpsertOutcome(unchanged: 4))
            #expect(try await bench.test.stores.catalogue.revision() == revision)
            let writes = counter.statements.filter { !$0.hasPrefix("SELECT") }
            #expect(writes.isEmpty, "\(writes)")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a replaced file keeps title and id and is to be probed again`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let file = ScannedFile.at("h.mkv").with { $0.subtitles = [.sidecar("h.srt")] }
            try await bench.save(.film("Heat", file))
            let old = try await bench.file("h.mkv")
            try await bench.probe(old.id, tracks: [.stream(2), .stream(3, language: nil)])
            let probed = try await bench.video(old.titles[0])
            #expect(
                probed.files[0].subtitles.map(\.track) == [.sidecar("h.srt"), .stream(2), .stream(3, language: nil)])
            try await bench.media.markMissing([old.id], at: .test(5))

            let new = file.with { file in
                file.known = old.id
                file.facts = FileFacts(sizeBytes: 200, modifiedNanoseconds: 2, device: 1, inode: 9)
            }
            let outcome = try await bench.save(.film("Heat", new, known: old.titles[0]), at: 9)
            #expect(outcome == UpsertOutcome(changed: 1))
            let video = try await bench.video(old.titles[0]).files[0]
            #expect(video.file.id == old.id && video.file.facts == new.facts && video.file.addedAt == .test(0))
            #expect(video.file.probeState == .pending && video.file.probe == MediaProbe())
            #expect(video.file.missingSince == nil)
            #expect(video.subtitles.map(\.track) == [.sidecar("h.srt")])
            #expect(video.subtitles[0].id == probed.files[0].subtitles[0].id)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a save of an unchanged file leaves what a probe found`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv").with { $0.subtitles = [.sidecar("h.srt")] }))
            let old = try await bench.file("h.mkv")
            try await bench.probe(old.id, tracks: [.stream(2)])
            let other = ScannedFile.at("h.mkv", known: old.id).with { $0.subtitles = [.sidecar("x.srt")] }
            #expect(try await bench.save(.film("Heat", other, known: old.titles[0])) == UpsertOutcome(changed: 1))
            let file = try await bench.video(old.titles[0]).files[0]
            #expect(file.file.probeState == .done && file.file.probe.durationMilliseconds == 60_000)
            #expect(file.subtitles.map(\.track) == [.sidecar("x.srt"), .stream(2)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a missing file stays listed, counts from the first time, and is there again when it is back`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")))
            let file = try await bench.file("h.mkv")
            try await bench.media.markMissing([file.id], at: .test(5))
            try await bench.media.markMissing([file.id], at: .test(6))
            #expect(try await bench.file("h.mkv").isMissing)
            #expect(try await bench.video(file.titles[0]).files[0].file.missingSince == .test(5))
            #expect(try await bench.media.missingFiles(sizes: [100, 7]).map(\.id) == [file.id])
            #expect(try await bench.media.missingFiles(sizes: [7]).isEmpty)
            #expect(try await bench.media.missingFiles(sizes: []).isEmpty)
            #expect(try await bench.media.unprobed(after: nil, limit: 9).isEmpty, "it cannot be read")
            let back = ScannedTitle.film("Heat", .at("h.mkv", known: file.id), known: file.titles[0])
            #expect(try await bench.save(back) == UpsertOutcome(changed: 1))
            #expect(try await !bench.file("h.mkv").isMissing)
            #expect(try await bench.media.unprobed(after: nil, limit: 9).map(\.id) == [file.id])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file of unknown id at a known path is the stored one`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")))
            let old = try await bench.file("h.mkv")
            #expect(try await bench.save(.film("Heat", .at("h.mkv"))) == UpsertOutcome(unchanged: 1))
            let gone = ScannedFile.at("h.mkv", known: MediaFileID(99))
            #expect(try await bench.save(.film("Heat", gone)) == UpsertOutcome(unchanged: 1))
            #expect(try await bench.file("h.mkv") == old)
        }
    }

    @Test(arguments: TestDriver.available)
    func `pictures and tracks that are gone are forgotten, the others keep their ids`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let before = ScannedTitle.film(
                "Heat", .at("h.mkv").with { $0.subtitles = [.sidecar("a.srt"), .sidecar("b.srt"), .sidecar("b.srt")] }
            ).with { $0.artwork = [.test(.poster, "p.jpg"), .test(.backdrop, "b.jpg"), .test(.poster, "p2.jpg")] }
            try await bench.save(before)
            let id = try await bench.title("h.mkv")
            let old = try await bench.video(id)
            #expect(old.artwork[.poster]?.rawPath == Array("p.jpg".utf8), "the first of a kind counts")
            let after = ScannedTitle.film(
                "Heat", .at("h.mkv").with { $0.subtitles = [.sidecar("b.srt", language: "fr")] }
            )
            .with { $0.artwork = [.test(.poster, "p.jpg", stamp: "2")] }
            #expect(try await bench.save(after) == UpsertOutcome(changed: 1))
            let new = try await bench.video(id)
            #expect(new.artwork.mapValues(\.stamp) == [.poster: "2"])
            #expect(new.files[0].subtitles.map(\.track) == [.sidecar("b.srt", language: "fr")])
            #expect(new.files[0].subtitles.map(\.id) == [old.files[0].subtitles[1].id])
            #expect(try await bench.videos.subtitle(old.files[0].subtitles[0].id) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two folders the first keeps its pictures as long as it has the film`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let other = try #require(try await bench.media.addFolder("/b", to: bench.library.id).folders.last).id
            let here = ScannedTitle.film("Heat", .at("h.mkv")).with { $0.artwork = [.test(.poster, "here.jpg")] }
            let there = ScannedTitle.film("Heat", .at("t.mkv")).with {
                $0.artwork = [.test(.poster, "there.jpg"), .test(.backdrop, "b.jpg")]
            }
            try await bench.save(here)
            let id = try await bench.title("h.mkv")
            for _ in 0..<2 {
                _ = try await bench.media.save([there], in: other, at: .test(1))
                #expect(try await bench.save(here).unchanged == 1)
                let pictures = try await bench.video(id).artwork
                #expect(
                    pictures[.poster]?.rawPath == Array("here.jpg".utf8) && pictures[.poster]?.root == "/media/films")
                #expect(pictures[.backdrop]?.root == "/b")
            }
            try await bench.media.markMissing([bench.file("h.mkv").id], at: .test(2))
            _ = try await bench.media.save([there], in: other, at: .test(3))
            #expect(try await bench.video(id).artwork[.poster]?.root == "/b")
        }
    }

    @Test(arguments: TestDriver.available)
    func `paths that are no text are kept byte for byte`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let raw: [UInt8] = [0xff, 0x20, 0xe9, 0x2e, 0x6d]
            let file = ScannedFile.at("x").with { $0.path = FilePath(raw: raw, text: "\u{fffd} \u{fffd}.m") }
            try await bench.save(.film("Heat", file), .film("Up", .at("\u{fffd} \u{fffd}.m")))
            #expect(try await bench.media.files(of: bench.folder).map(\.path.raw).contains(raw))
            #expect(try await bench.test.count("media_file") == 2)
            #expect(try await bench.save(.film("Heat", file)) == UpsertOutcome(unchanged: 1))
        }
    }
}

extension MediaBench {
    /// Notes what a probe found of a file.
    func probe(_ id: MediaFileID, tracks: [SubtitleTrack] = []) async throws {
        var probe = MediaProbe()
        probe.durationMilliseconds = 60_000
        let file = try #require(try await videos.file(id))
        try await media.saveProbe(probe, tracks: tracks, problem: nil, of: file)
    }

    /// The titles as the next scan has them: with what is stored of their files.
    func known(_ titles: [ScannedTitle]) async throws -> [ScannedTitle] {
        let stored = Dictionary(
            try await media.files(of: folder).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        func known(_ files: [ScannedFile]) -> [ScannedFile] {
            files.map { file in file.with { $0.known = stored[file.path]?.id } }
        }
        var result: [ScannedTitle] = []
        for title in titles {
            var title = title
            title.known = title.files.first.flatMap { stored[$0.path]?.titles.first }
            title.files = known(title.files)
            for index in title.episodes.indices {
                let files = title.episodes[index].files
                title.episodes[index].known = files.first.flatMap { stored[$0.path]?.titles.first }
                title.episodes[index].files = known(files)
            }
            if title.known == nil, let episode = title.episodes.first?.known {
                title.known = try await videos.series(of: episode)
            }
            result.append(title)
        }
        return result
    }
}
