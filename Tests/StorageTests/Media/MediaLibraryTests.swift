import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Libraries and folders, on both drivers.
@Suite struct MediaLibraryTests {
    @Test(arguments: TestDriver.available)
    func `a library comes back as it was added, whatever the case of its name`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.media
            let shows = try await store.addLibrary(name: " Éclair  TV ", kind: .series, folders: [], at: .test(1))
            let films = try await store.addLibrary(
                name: "Alte Filme", kind: .movies, folders: ["/b", "/a"], at: .test(2))
            #expect(shows.name == "Éclair TV" && shows.kind == .series && shows.createdAt == .test(1))
            #expect(films.folders.map(\.path) == ["/b", "/a"] && films.folders.allSatisfy { $0.libraryID == films.id })
            #expect(films.scannedAt == nil && films.scanStatus == nil && films.folders[0].digest == nil)
            #expect(try await store.libraries() == [films, shows])
            #expect(try await store.library(named: "ÉCLAIR tv") == shows)
            #expect(try await store.library(id: films.id) == films)
            #expect(try await store.library(named: "none") == nil)
            #expect(try await store.library(id: MediaLibraryID(99)) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `names and folders are taken once, and a failure leaves nothing`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.media
            let films = try await store.addLibrary(name: "Films", kind: .movies, folders: ["/a"], at: .test(0))
            await #expect(throws: MediaError.nameTaken("FILMS")) {
                try await store.addLibrary(name: "FILMS", kind: .movies, folders: ["/b"], at: .test(0))
            }
            await #expect(throws: MediaError.folderTaken("/a")) {
                try await store.addLibrary(name: "Other", kind: .movies, folders: ["/c", "/a"], at: .test(0))
            }
            await #expect(throws: MediaError.folderTaken("/c")) {
                try await store.addLibrary(name: "Other", kind: .movies, folders: ["/c", "/c"], at: .test(0))
            }
            await #expect(throws: MediaError.folderTaken("/a")) { try await store.addFolder("/a", to: films.id) }
            await #expect(throws: MediaError.unknownLibrary("99")) {
                try await store.addFolder("/d", to: MediaLibraryID(99))
            }
            #expect(try await store.libraries() == [films])
            let larger = try await store.addFolder("/c", to: films.id)
            #expect(larger.folders.map(\.path) == ["/a", "/c"] && larger.folders[0] == films.folders[0])
            #expect(try await store.libraries() == [larger])
        }
    }

    @Test(arguments: TestDriver.available)
    func `of simultaneous libraries of one name one is made`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.media
            let made = try await concurrently(4) { number -> Int in
                do {
                    _ = try await store.addLibrary(name: "Films", kind: .movies, folders: ["/\(number)"], at: .test(0))
                    return 1
                } catch MediaError.nameTaken {
                    return 0
                }
            }
            #expect(made.reduce(0, +) == 1)
            #expect(try await test.count("media_folder") == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the end of a scan is noted`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.media.endScan(FolderScan(folderID: bench.folder, device: -7, digest: [1, 0, 255]))
            try await bench.media.noteScan(of: bench.library.id, endedAt: .test(9), status: "2 films\0")
            let library = try #require(try await bench.media.library(id: bench.library.id))
            #expect(library.folders.first?.device == -7 && library.folders.first?.digest == [1, 0, 255])
            #expect(library.scannedAt == .test(9) && library.scanStatus == "2 films")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a library that is removed takes its files along and leaves the titles`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let other = try await bench.media.addLibrary(name: "B", kind: .movies, folders: ["/b"], at: .test(0))
            let films = [ScannedTitle.film("Heat", year: 1995, .at("heat.mkv")), .film("Up", .at("up.mkv"))]
            _ = try await bench.media.save(films, in: bench.folder, at: .test(0))
            _ = try await bench.media.save(
                [.film("Heat", year: 1995, .at("h.mkv"))], in: other.folders[0].id, at: .test(5))
            let heat = try await bench.title("heat.mkv")
            let both = try await bench.media.counts()
            #expect(both[bench.library.id]?.movies == 2 && both[other.id]?.movies == 1)
            #expect(try await bench.video(heat).addedAt == .test(5))

            #expect(try await bench.media.removeLibrary(other.id))
            #expect(try await !bench.media.removeLibrary(other.id))
            #expect(try await bench.names() == ["Heat", "Up"])
            #expect(try await bench.video(heat).addedAt == .test(0), "the newest file is gone")
            #expect(try await bench.media.removeLibrary(bench.library.id))
            #expect(try await bench.names().isEmpty)
            #expect(try await bench.media.libraries().isEmpty)
            #expect(try await bench.media.counts().isEmpty)
            #expect(try await bench.test.stores.catalogue.counts() == [.known: 2])
            for table in ["media_file", "title_file", "title_library", "listing"] {
                #expect(try await bench.test.count(table) == 0, "\(table)")
            }
            await #expect(throws: MediaError.unknownLibrary(bench.folder.description)) {
                try await bench.save(.film("Late", .at("late.mkv")))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `libraries are counted`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let empty = try await bench.media.addLibrary(name: "E", kind: .movies, folders: ["/e"], at: .test(0))
            try await bench.save(
                .film(
                    "Heat", .at("heat.mkv", size: 3_000_000_000), .at("heat2.mkv", size: 5, version: 1), .extra("t.mkv")
                ),
                .film("Up", .at("up.mkv", size: 7)),
                .series(
                    "Dark", .test(1, 1, "", .at("1.mkv")), .test(1, 2, "", .at("2.mkv")), .test(1, 3, "", .at("2.mkv")))
            )
            try await bench.media.markMissing([bench.file("up.mkv").id], at: .test(1))
            var expected = MediaCounts()
            (expected.movies, expected.series, expected.episodes) = (2, 1, 3)
            (expected.files, expected.missing, expected.bytes) = (5, 1, 3_000_000_212)
            let counts = try await bench.media.counts()
            #expect(counts == [bench.library.id: expected, empty.id: MediaCounts()])
            #expect(try await bench.videos.libraryCounts(for: .all) == [bench.library.id: 3])
        }
    }
}
