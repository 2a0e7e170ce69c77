import Basics
import Domain
import Storage
import TestKit
import Testing

/// What somebody typed, and which names it finds, on both drivers.
@Suite struct VideoNameTests {
    private static let films = [
        "Alien", "Aliens", "Alien: Covenant", "My Alien Friend", "The Palienski", "100% Wolf", "1000 Wolves", "_Under_",
        "Underground", "What*", "\"Quoted\"", "Back\\slash", "Amélie", "Tango", "Otto", "Pépé", "Eel",
    ]

    private func with(_ driver: TestDriver, _ body: (MediaBench) async throws -> Void) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let films = Self.films.enumerated().map { ScannedTitle.film($1, .at("\($0).mkv")) }
            _ = try await bench.media.save(films, in: bench.folder, at: .test(0))
            try await body(bench)
        }
    }

    @Test(arguments: TestDriver.available)
    func `every word is part of some name, whatever its case and accents`(driver: TestDriver) async throws {
        try await with(driver) { bench async throws in
            let found: [(String, [String])] = [
                ("ALIEN cov", ["Alien: Covenant"]), ("ame\u{301}LIE", ["Amélie"]), ("amelie", ["Amélie"]),
                ("  friend\tmy ", ["My Alien Friend"]), ("alien wolf", []), ("lien:", ["Alien: Covenant"]),
                ("Ａｌｉｅｎｓ", ["Aliens", "The Palienski"]), ("nothing", []),
            ]
            for (text, names) in found { #expect(try await bench.names { $0.text = text } == names, "\(text)") }
            #expect(try await bench.names { $0.text = "  " }.count == Self.films.count, "no word filters nothing")
        }
    }

    @Test(arguments: TestDriver.available)
    func `signs with a meaning in patterns are signs`(driver: TestDriver) async throws {
        try await with(driver) { bench async throws in
            let found: [(String, [String])] = [
                ("%", ["100% Wolf"]), ("100%", ["100% Wolf"]), ("_", ["_Under_"]), ("_under", ["_Under_"]),
                ("*", ["What*"]), ("\"", ["\"Quoted\""]), ("\\", ["Back\\slash"]), ("k\\s", ["Back\\slash"]),
                ("w%l", []), ("u_der", []), ("'", []), ("[a-z]", []), ("?", []),
                ("\0alien\0s\0", ["Aliens", "The Palienski"]),
            ]
            for (text, names) in found {
                #expect(try await bench.names { $0.text = text } == names, "\(text)")
                #expect(try await bench.names(bench.videos.named(text, .all(), limit: 9)) == names, "\(text)")
            }
            let long = String(repeating: "alien ", count: 5000) + String(repeating: "x", count: 50_000)
            _ = try await bench.names { $0.text = long }
        }
    }

    @Test(arguments: TestDriver.available)
    func `the letters in front of names are no part of them`(driver: TestDriver) async throws {
        try await with(driver) { bench async throws in
            try await bench.save(
                .series("Zorro", .test(1, 1, "Ghost", .at("z.mkv"))) { metadata in
                    metadata.originalTitle = "Rozzo"
                    metadata.credits = [Credit(name: "Ada", role: .cast)]
                })
            for text in ["talien", "tzorro", "orozzo", "eghost", "pada", "ttango"] {
                #expect(try await bench.names { $0.text = text }.isEmpty, "\(text)")
                #expect(try await bench.videos.named(text, .all(), limit: 9).isEmpty, "\(text)")
            }
            for (text, name) in [
                ("tango", "Tango"), ("ta", "Tango"), ("otto", "Otto"), ("pepe", "Pépé"), ("eel", "Eel"),
            ] {
                #expect(try await bench.names { $0.text = text } == [name])
            }
            for text in ["rozzo", "ghost", "ada"] { #expect(try await bench.names { $0.text = text } == ["Zorro"]) }
        }
    }

    @Test(arguments: TestDriver.available)
    func `the best name comes first`(driver: TestDriver) async throws {
        try await with(driver) { bench async throws in
            try await bench.save(
                .series("Zorro", .test(1, 1, "The Alien", .at("z.mkv"))),
                .film("Actors", .at("actors.mkv")) { $0.credits = [Credit(name: "Al Aliento", role: .cast)] },
                .film("Zeta", .at("zeta.mkv")) { $0.originalTitle = "ALIEN" },
                .film("Foreign", .at("f.mkv")) { $0.originalTitle = "Alienation" })
            let ranked = [
                "Alien", "Zeta", "Alien: Covenant", "Aliens", "Foreign", "My Alien Friend", "The Palienski", "Zorro",
                "Actors",
            ]
            #expect(try await bench.names(bench.videos.named("Álien", .all(), limit: 99)) == ranked)
            #expect(try await bench.names(bench.videos.named("alien", .all(), limit: 3)) == Array(ranked.prefix(3)))
            let series = try await bench.videos.named("alien", .all { ($0.kind, $0.text) = (.series, "x") }, limit: 9)
            #expect(try await bench.names(series) == ["Zorro"], "the filter's own text does not count")
            #expect(try await bench.names(bench.videos.named("friend alien", .all(), limit: 9)) == ["My Alien Friend"])
            #expect(try await bench.names(bench.videos.named("al actors", .all(), limit: 9)) == ["Actors"])
            #expect(try await bench.videos.named(" ", .all(), limit: 9).isEmpty)
            #expect(try await bench.videos.named("alien", .all(), limit: 0).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the name of an episode above the limit finds nothing`(driver: TestDriver) async throws {
        try await with(driver) { bench async throws in
            try await bench.save(
                .series(
                    "Zorro", .test(1, 1, "Picnic", .at("z1.mkv")) { $0.contentRating = "PG" },
                    .test(1, 2, "Bloodbath", .at("z2.mkv")) { $0.contentRating = "18" }
                ) { metadata in
                    metadata.contentRating = "PG"
                    metadata.credits = [Credit(name: "Ada", role: .cast)]
                })
            let zorro = try await bench.names { $0.text = "zorro" }
            for (viewer, bloodbath) in [(Viewer.all, zorro), (.upTo(.twelve), [])] {
                for (text, names) in [
                    ("bloodbath", bloodbath), ("ada bloodbath", bloodbath), ("picnic", zorro), ("ada", zorro),
                ] {
                    var filter = VideoFilter(viewer: viewer)
                    #expect(try await bench.names(bench.videos.named(text, filter, limit: 9)) == names, "\(text)")
                    filter.text = text
                    let page = try await bench.videos.page(filter, offset: 0, limit: 9)
                    #expect(try await bench.names(page.ids) == names && page.total == names.count, "\(text)")
                    let all = try await bench.videos.page(.all { $0.text = "zorro" }, offset: 0, limit: 9).ids
                    #expect(try await bench.names(bench.videos.kept(all, by: filter)) == names, "\(text)")
                }
            }
        }
    }
}
