import Basics
import Domain
import Storage
import TestKit
import Testing

/// Files of one title that came from several places.
@Suite struct FileVersionsTests {
    @Test(arguments: TestDriver.available)
    func `a film in two folders has two versions, each with its own parts`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .film("Heat", year: 1995, .at("a/heat.mkv")),
                .film("Heat", year: 1995, .at("b/heat-cd1.avi"), .at("b/heat-cd2.avi", part: 1)),
                .film("Heat", year: 1995, .at("c/heat-cd1.avi"), .at("c/heat-cd2.avi", part: 1)))
            let files = try await bench.video(bench.title("a/heat.mkv")).files
            #expect(files.map(\.version) == [0, 1, 1, 2, 2] && files.map(\.part) == [0, 0, 1, 0, 1])
            #expect(
                files.map(\.file.path.text) == [
                    "a/heat.mkv", "b/heat-cd1.avi", "b/heat-cd2.avi", "c/heat-cd1.avi", "c/heat-cd2.avi",
                ])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is there comes before what is missing, and is never its part`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", year: 1995, .at("old-cd1.avi"), .at("old-cd2.avi", part: 1)))
            var old: [MediaFileID] = []
            for path in ["old-cd1.avi", "old-cd2.avi"] { old.append(try await bench.file(path).id) }
            try await bench.media.markMissing(old, at: .test(1))
            try await bench.save(.film("Heat", year: 1995, .at("new.mkv", label: "2160p")))
            let video = try await bench.video(bench.title("new.mkv"))
            #expect(video.files.map(\.file.path.text) == ["new.mkv", "old-cd1.avi", "old-cd2.avi"])
            #expect(video.files.map(\.version) == [0, 1, 1] && video.files.map(\.label) == ["2160p", nil, nil])
            #expect(video.standardFiles.count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a part that is missing stays a part`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .film(
                    "Heat", .at("sd.avi", version: 2, label: "SD"), .at("cd1.avi", version: 1),
                    .at("cd2.avi", version: 1, part: 1)))
            try await bench.media.markMissing([bench.file("cd1.avi").id], at: .test(1))
            let files = try await bench.video(bench.title("cd2.avi")).files
            #expect(files.map(\.file.path.text) == ["sd.avi", "cd1.avi", "cd2.avi"])
            #expect(files.map(\.version) == [0, 1, 1])
        }
    }
}
