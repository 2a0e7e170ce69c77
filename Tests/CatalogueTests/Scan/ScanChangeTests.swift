import Basics
import Catalogue
import Domain
import Jobs
import SQL
import Storage
import TestKit
import Testing

@Suite("Scanning again: what changed since")
struct ScanChangeTests {
    @Test("an unchanged folder is neither probed nor written")
    func unchanged() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Heat (1995).srt", "Up (2009)/Up (2009).mkv"])
            try await bench.scan()
            let (revision, probed) = (try await bench.stores.catalogue.revision(), bench.disk.probed)
            #expect(probed.count == 2)
            let (status, counter) = try await StatementCounter.counting { try await bench.scan() }
            #expect(status == "2 files")
            let writes = counter.statements.filter { !$0.hasPrefix("SELECT") }
            #expect(writes.count == 1 && writes[0].hasPrefix("UPDATE media_library"), "\(writes)")
            #expect(try await bench.stores.catalogue.revision() == revision)
            #expect(bench.disk.probed == probed && bench.indexings == 1)
        }
    }

    @Test("a full scan looks at everything and writes no title that did not change")
    func full() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009)/Up (2009).mkv"])
            try await bench.scan()
            let revision = try await bench.stores.catalogue.revision()
            let (status, counter) = try await StatementCounter.counting { try await bench.scan(isFull: true) }
            #expect(status == "2 files" && counter.statements.contains { $0.hasPrefix("UPDATE media_folder") })
            #expect(try await bench.stores.catalogue.revision() == revision)
            #expect(bench.disk.probed.count == 2 && bench.indexings == 1)
        }
    }

    @Test("a file that moves and is renamed keeps its film, its progress and what was found inside")
    func moved() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Hete (1994).mkv", "Up (2009).mkv"])
            try await bench.scan()
            let (old, profile) = (try await bench.file("Hete (1994).mkv"), try await bench.profile())
            try await bench.watch(old.titles[0], as: profile)
            try bench.disk.move("Hete (1994).mkv", to: "Crime/Heat (1995)/Heat.1995.1080p.mkv")
            #expect(try await bench.scan() == "2 files, 1 changed, 1 moved")
            let new = try await bench.file("Crime/Heat (1995)/Heat.1995.1080p.mkv")
            #expect(new.id == old.id && new.titles == old.titles && !new.isMissing)
            #expect(try await bench.stored("Hete (1994).mkv") == nil)
            let video = try await bench.video(old.titles[0], for: profile)
            #expect(video.title.metadata.title == "Heat" && video.title.metadata.year == 1995)
            #expect(video.state?.position == 600 && video.lengthSeconds == 5400)
            #expect(bench.disk.probed.count == 2, "nobody looked into it again")
        }
    }

    @Test("a file that was copied and removed is known by its two ends")
    func copiedAndRemoved() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Hete (1994).mkv", String(repeating: "long ", count: 60_000))
            try await bench.scan()
            let old = try await bench.file("Hete (1994).mkv")
            try bench.disk.copy("Hete (1994).mkv", to: "Heat (1995).mkv")
            try bench.disk.touch("Heat (1995).mkv", at: .test(-5000))
            try bench.disk.remove("Hete (1994).mkv")
            #expect(try await bench.scan() == "1 files, 1 changed, 1 moved")
            let new = try await bench.file("Heat (1995).mkv")
            #expect(new.id == old.id && new.titles == old.titles)
        }
    }

    @Test("a file that changed is known by its new ends when it moves later")
    func movedAfterChange() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv", "first")
            try await bench.scan()
            try bench.disk.write("Heat (1995).mkv", "second, and longer")
            try await bench.scan()
            let old = try await bench.file("Heat (1995).mkv")
            try bench.disk.copy("Heat (1995).mkv", to: "Hitze (1995).mkv")
            try bench.disk.remove("Heat (1995).mkv")
            #expect(try await bench.scan() == "1 files, 1 changed, 1 moved")
            #expect(try await bench.file("Hitze (1995).mkv").id == old.id)
        }
    }

    @Test("a copy of what is still there is a second version, not a move, and no second part")
    func copied() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan()
            let old = try await bench.file("Heat (1995).mkv")
            try bench.disk.copy("Heat (1995).mkv", to: "Heat (1995)/Heat (1995).mkv")
            #expect(try await bench.scan() == "2 files, 1 changed")
            let copy = try await bench.file("Heat (1995)/Heat (1995).mkv")
            #expect(copy.id != old.id && copy.titles == old.titles)
            let video = try await bench.video(old.titles[0])
            #expect(Set(video.files.map(\.version)) == [0, 1] && video.lengthSeconds == 5400)
        }
    }

    @Test("a file that was replaced is the same film, and is looked into again")
    func replaced() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan()
            let old = try await bench.file("Heat (1995).mkv")
            try bench.disk.remove("Heat (1995).mkv")
            try bench.disk.write("Heat (1995).mkv", "a better copy")
            try bench.disk.write("Heat (1995).mkv.json", #"{"format":{"duration":"6000"},"streams":[]}"#)
            #expect(try await bench.scan() == "1 files, 1 changed")
            let new = try await bench.file("Heat (1995).mkv")
            #expect(new.id == old.id && new.titles == old.titles && new.facts != old.facts)
            #expect(bench.disk.probed == ["Heat (1995).mkv", "Heat (1995).mkv"])
            let video = try await bench.video(old.titles[0])
            #expect(video.lengthSeconds == 6000 && video.files[0].subtitles.isEmpty)
        }
    }

    @Test("a better file under another name takes the place of the one that is gone")
    func upgraded() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995)/Heat (1995) 720p.mkv")
            try await bench.scan()
            let profile = try await bench.profile()
            let id = try await bench.title("Heat (1995)/Heat (1995) 720p.mkv")
            try await bench.watch(id, as: profile)
            try bench.disk.remove("Heat (1995)/Heat (1995) 720p.mkv")
            try bench.disk.write("Heat (1995)/Heat (1995) 1080p.mkv")
            #expect(try await bench.scan() == "1 files, 1 changed, 1 missing")
            #expect(try await bench.title("Heat (1995)/Heat (1995) 1080p.mkv") == id)
            let video = try await bench.video(id, for: profile)
            #expect(video.state?.position == 600 && video.lengthSeconds == 5400)
            #expect(video.standardFiles.map(\.file.path.text) == ["Heat (1995)/Heat (1995) 1080p.mkv"])
        }
    }

    @Test("files that swapped their names are what they are called")
    func swapped() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009).mkv"])
            try await bench.scan()
            let (heat, up) = (try await bench.title("Heat (1995).mkv"), try await bench.title("Up (2009).mkv"))
            try bench.disk.move("Heat (1995).mkv", to: "x.tmp")
            try bench.disk.move("Up (2009).mkv", to: "Heat (1995).mkv")
            try bench.disk.move("x.tmp", to: "Up (2009).mkv")
            try await bench.scan()
            #expect(try await bench.title("Heat (1995).mkv") == heat)
            #expect(try await bench.title("Up (2009).mkv") == up)
            #expect(try await bench.names() == ["Heat", "Up"] && bench.disk.probed.count == 4)
        }
    }

    @Test("an episode whose number was wrong keeps its progress under the right one")
    func renumbered() async throws {
        try await ScanBench.with(.series) { bench async throws in
            try bench.disk.write(["Dark/Season 1/Dark S01E01.mkv", "Dark/Season 1/Dark S01E03.mkv"])
            try await bench.scan()
            let profile = try await bench.profile()
            let id = try await bench.title("Dark/Season 1/Dark S01E03.mkv")
            try await bench.watch(id, as: profile)
            try bench.disk.move("Dark/Season 1/Dark S01E03.mkv", to: "Dark/Season 1/Dark S01E02 Lies.mkv")
            try await bench.scan()
            #expect(try await bench.title("Dark/Season 1/Dark S01E02 Lies.mkv") == id)
            #expect(try await bench.video(id, for: profile).state?.position == 600)
            #expect(try await bench.episodes(of: "Dark") == ["1x01", "1x02 Lies"])
        }
    }
}

@Suite("Scanning again: what is gone, and what comes back")
struct ScanMissingTests {
    @Test("a file that is gone is marked, stays listed, and is there again when it is back")
    func missing() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009).mkv"])
            try await bench.scan()
            let (old, profile) = (try await bench.file("Heat (1995).mkv"), try await bench.profile())
            try await bench.watch(old.titles[0], as: profile)
            let away = try bench.disk.sibling("away") + "/heat"
            try bench.disk.move("Heat (1995).mkv", to: away)
            #expect(try await bench.scan() == "1 files, 1 missing")
            let gone = bench.clock.now
            #expect(try await bench.scan() == "1 files", "it is not counted again")
            #expect(try await bench.video(old.titles[0]).files[0].file.missingSince == gone)
            #expect(try await bench.names() == ["Heat", "Up"])

            try bench.disk.move(away, to: "Heat (1995).mkv")
            #expect(try await bench.scan() == "2 files, 1 changed")
            #expect(try await bench.file("Heat (1995).mkv") == old)
            #expect(try await bench.video(old.titles[0], for: profile).state?.position == 600)
            #expect(bench.disk.probed.count == 2)
        }
    }

    @Test("a missing file that comes back elsewhere is known again")
    func backElsewhere() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009).mkv"])
            try await bench.scan()
            let old = try await bench.file("Heat (1995).mkv")
            let away = try bench.disk.sibling("away") + "/heat"
            try bench.disk.move("Heat (1995).mkv", to: away)
            try await bench.scan()
            try bench.disk.move(away, to: "Hitze/Hitze (1995).mkv")
            #expect(try await bench.scan() == "2 files, 1 changed, 1 moved")
            let new = try await bench.file("Hitze/Hitze (1995).mkv")
            #expect(new.id == old.id && new.titles == old.titles && !new.isMissing)
        }
    }

    @Test("what was gone for long can be purged, and what people know of it stays")
    func purge() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Heat (1995).mkv", "Up (2009).mkv"])
            try await bench.scan()
            let (id, profile) = (try await bench.title("Heat (1995).mkv"), try await bench.profile())
            try await bench.watch(id, as: profile)
            try bench.disk.remove("Heat (1995).mkv")
            try await bench.scan()
            let libraries = MediaLibraries(
                store: bench.stores.media, queue: JobQueue(store: bench.stores.jobs, world: bench.clock.world),
                world: bench.clock.world)
            bench.clock.advance(seconds: 30 * 86_400)
            #expect(try await libraries.purge(missingForDays: 30, in: nil) == 0, "thirty days are not over")
            bench.clock.advance(seconds: 1)
            #expect(try await libraries.purge(missingForDays: 30, in: MediaLibraryID(99)) == 0)
            #expect(try await libraries.purge(missingForDays: 30, in: bench.library.id) == 1)
            #expect(try await bench.names() == ["Up"])
            #expect(try await bench.stores.catalogue.title(id: id)?.metadata.title == "Heat")
            try bench.disk.write("Heat (1995).mkv", "bought again")
            try await bench.scan()
            #expect(try await bench.title("Heat (1995).mkv") == id)
            #expect(try await bench.video(id, for: profile).state?.position == 600)
        }
    }

    @Test("what is said beside a film changes with its files, and nothing is erased by silence")
    func descriptions() async throws {
        try await ScanBench.with { bench async throws in
            let folder = "Heat (1995)"
            try bench.disk.write("\(folder)/Heat (1995).mkv")
            try await bench.scan()
            let id = try await bench.title("\(folder)/Heat (1995).mkv")
            try bench.disk.write("\(folder)/movie.nfo", "<movie><plot>A heist.</plot></movie>")
            try bench.disk.write("\(folder)/poster.jpg", "one")
            try bench.disk.write("\(folder)/Heat (1995).de.srt")
            #expect(try await bench.scan() == "1 files, 1 changed")
            let stamp = try #require(try await bench.video(id).artwork[.poster]).stamp
            #expect(try await bench.video(id).title.metadata.overview == "A heist.")
            #expect(try await bench.video(id).files[0].subtitles.count == 2)
            #expect(bench.indexings == 2)

            try bench.disk.write("\(folder)/poster.jpg", "another")
            try bench.disk.remove("\(folder)/movie.nfo")
            try bench.disk.remove("\(folder)/Heat (1995).de.srt")
            #expect(try await bench.scan() == "1 files, 1 changed")
            let video = try await bench.video(id)
            #expect(video.artwork[.poster]?.stamp != stamp && video.artwork[.poster] != nil)
            #expect(video.title.metadata.overview == "A heist.")
            #expect(video.files[0].subtitles.map(\.track.source) == [.stream(2)])
            #expect(bench.disk.probed.count == 1, "the film itself did not change")
        }
    }

    @Test("a new episode is added to its series")
    func newEpisode() async throws {
        try await ScanBench.with(.series) { bench async throws in
            try bench.disk.write(["Dark/Season 1/Dark S01E01.mkv", "Dark/Season 1/Dark S01E02.mkv"])
            try await bench.scan()
            let first = try await bench.title("Dark/Season 1/Dark S01E01.mkv")
            try bench.disk.write("Dark/Season 2/Dark S02E01.mkv")
            try await bench.scan()
            #expect(try await bench.episodes(of: "Dark") == ["1x01", "1x02", "2x01"])
            #expect(try await bench.title("Dark/Season 1/Dark S01E01.mkv") == first)
            #expect(bench.disk.probed.count == 3)
        }
    }
}
