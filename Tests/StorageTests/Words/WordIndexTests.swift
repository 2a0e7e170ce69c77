import Domain
import Foundation
import Storage
import TestKit
import Testing

/// What a search for words finds, in which order.
@Suite struct WordIndexTests {
    @Test func `accents, case and punctuation make no difference`() async throws {
        let documents = [
            WordDocument.test(1, "Amélie"), .test(2, "Spider-Man: Homecoming"), .test(3, "Ça commence aujourd'hui"),
            .test(4, "Łódź Film School"), .test(5, "Москва слезам не верит"), .test(6, "千と千尋の神隠し"),
        ]
        try await WordFile.index(of: documents) { index async throws in
            for (query, id) in [
                ("amelie", 1), ("AMÉLIE", 1), ("Ame\u{301}lie", 1), ("spider man homecoming", 2), ("homecoming", 2),
                ("ca commence", 3), ("film school", 4), ("москва", 5), ("МОСКВА СЛЕЗАМ", 5), ("千と千尋の神隠し", 6),
            ] as [(String, Int32)] {
                #expect(try await index.found(query).first == id, "\(query)")
            }
        }
    }

    @Test func `a word in the title counts more than one in the story`() async throws {
        let documents = [
            WordDocument.test(1, "Silent Running") { $0.overview = "A robot tends a forest. The robot waits." },
            .test(2, "I, Robot") { $0.overview = "A detective and a machine." },
            .test(3, "Short Circuit") { metadata in
                metadata.keywords = ["robot"]
                metadata.overview = "Number five runs away."
            },
            .test(4, "Heat") { $0.overview = "Thieves." }, .test(5, "Up"), .test(6, "Alien"), .test(7, "Ran"),
        ]
        try await WordFile.index(of: documents) { index async throws in
            let hits = try await index.search("robot", limit: 9)
            #expect(hits.first?.titleID == TitleID(2))
            #expect(Set(hits.map(\.titleID.rawValue)) == [1, 2, 3])
            #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
        }
    }

    @Test func `the film of that name comes before films with its words`() async throws {
        let documents = [
            WordDocument.test(1, "The Heat of Heat: More Heat"), .test(2, "In the Heat of the Night"),
            .test(3, "Heat", votes: 10), .test(4, "Heat", votes: 5000), .test(5, "Body Heat"),
        ]
        try await WordFile.index(of: documents) { index async throws in
            #expect(try await index.found("heat").prefix(2) == [4, 3], "the one that more people know first")
            #expect(Set(try await index.found("heat")) == [1, 2, 3, 4, 5])
            #expect(try await index.found("heat", limit: 1) == [4])
            #expect(try await index.found("heat", limit: 0).isEmpty)
            #expect(try await index.found("heat", limit: -1).isEmpty)
        }
    }

    @Test func `original titles, people, genres and taglines are found, articles may be missing`() async throws {
        let documents = [
            WordDocument.test(1, "Spirited Away") { $0.originalTitle = "Sen to Chihiro no kamikakushi" },
            .test(2, "Ali") { $0.credits = [Credit(name: "Michael Mann", role: .director)] },
            .test(3, "Unforgiven") { $0.genres = ["Western"] },
            .test(4, "The Thing") { $0.tagline = "Man is the warmest place to hide." },
        ]
        try await WordFile.index(of: documents) { index async throws in
            for (query, id) in [
                ("sen to chihiro no kamikakushi", 1), ("films by michael mann", 2), ("westerns", 3),
                ("warmest place", 4), ("thing", 4), ("the thing", 4), ("Thing, The", 4),
            ] as [(String, Int32)] {
                #expect(try await index.found(query).first == id, "\(query)")
            }
        }
    }

    @Test func `a very long title is found by its whole name`() async throws {
        let name = (1...30).map { "Word\($0)" }.joined(separator: " ")
        let other = WordDocument.test(1, "Other") { $0.overview = String(repeating: name + " ", count: 9) }
        try await WordFile.index(of: [other, .test(2, name)]) { index async throws in
            #expect(try await index.found(name).first == 2)
        }
    }

    @Test func `changed titles are found by their new words only, removed ones no more`() async throws {
        try await WordFile.index(of: [.test(1, "Alien"), .test(2, "Brazil"), .test(3, "Casablanca")]) {
            index async throws in
            try await index.apply(put: [.test(1, "Dune"), .test(4, "Eraserhead")], remove: [TitleID(2)], revision: 7)
            #expect(try await index.found("alien").isEmpty)
            #expect(try await index.found("allien").isEmpty)
            #expect(try await index.found("brazil").isEmpty)
            #expect(try await index.found("brasil").isEmpty)
            #expect(try await index.found("dune") == [1])
            #expect(try await index.found("dunne") == [1])
            #expect(try await index.found("eraserhaed") == [4])
            #expect(try await index.found("casablanca") == [3])
            #expect(try await index.revision() == 7)
            #expect(try await index.count() == 3)
            try await index.apply(put: [], remove: [TitleID(1), TitleID(3), TitleID(4)], revision: 8)
            #expect(try await index.count() == 0)
            #expect(try await index.entries().isEmpty)
            #expect(try await index.found("dune").isEmpty)
        }
    }

    @Test func `the entries are what was put, by id`() async throws {
        let one = WordDocument.test(9, "Léon", votes: 15) { $0.originalTitle = "Léon: The Professional" }
        let two = WordDocument(
            Title.test(3, .film("Heat", imdb: "tt0113277") { $0.originalTitle = "Heat" }))
        try await WordFile.index(of: [one, two]) { index async throws in
            let expected = [
                WordEntry(
                    titleID: TitleID(3), imdbID: IMDbID("tt0113277"), title: "Heat", originalTitle: "", voteCount: 0),
                WordEntry(
                    titleID: TitleID(9), imdbID: nil, title: "Léon", originalTitle: "Léon: The Professional",
                    voteCount: 15),
            ]
            #expect(try await index.entries() == expected)
        }
    }

    @Test func `an entry keeps by what else its title is known`() async throws {
        var title = Title.test(3, .film("Heat", imdb: "tt1"))
        title.otherIMDbIDs = ["tt2", "tt3"].compactMap { IMDbID($0) }
        try await WordFile.index(of: [WordDocument(title)]) { index async throws in
            #expect(try await index.entries().first?.otherIMDbIDs == title.otherIMDbIDs)
        }
    }

    private static let oddQueries = [
        "", " ", "\n\t", "\0", "a\0b", "🎬", "👩‍👩‍👧 🎬", "\u{1}\u{2}\u{7F}", "\u{301}", "\u{202E}\u{200B}\u{FEFF}",
        "\"", "\"\"", "\"heat", "heat\"", "'", "''", "*", "heat*", "^heat", "+heat", "-heat", "heat -alien", "(", ")",
        "(heat", "heat AND", "AND", "OR", "NOT", "heat NOT alien", "NEAR(heat alien)", "NEAR", "title:heat", "title:",
        "{title people}: heat", "heat;DROP TABLE words", "%", "_", "\\", "½ ² Ⅷ ①", "a.b.c", "heat--", "/* heat",
        "NULL",
        "the of and", "٣ ४", String(repeating: "(", count: 5000), String(repeating: "\" OR ", count: 5000),
        String(repeating: "a", count: 1_000_000), String(repeating: "heat ", count: 200_000),
        "e" + String(repeating: "\u{301}", count: 1_000_000), String(repeating: "🎬", count: 250_000),
        (0..<5000).map { "w\($0)" }.joined(separator: " "),
    ]

    @Test(arguments: oddQueries.indices)
    func `no query fails, whatever was typed`(number: Int) async throws {
        let documents = [
            WordDocument.test(1, "Heat"), .test(2, "Alien"), .test(3, "🎬"), .test(4, "\u{1}\u{2}"), .test(5, "½"),
        ]
        try await WordFile.index(of: documents) { index async throws in
            let hits = try await index.search(Self.oddQueries[number], limit: 3)
            #expect(hits.count <= 3)
            #expect(try await index.found("heat") == [1], "the index still answers")
        }
    }

    @Test func `signs around a word do not hide the film, and a film of signs is found`() async throws {
        try await WordFile.index(of: [.test(1, "Heat"), .test(2, "🎬"), .test(3, "$")]) { index async throws in
            for query in ["\"heat\"", "heat*", "(heat", "title:heat", "heat;", "\u{1}heat\0"] {
                #expect(try await index.found(query).contains(1), "\(query)")
            }
            #expect(try await index.found("🎬").first == 2)
            #expect(try await index.found("$").first == 3)
        }
    }
}
