import Domain
import Foundation
import HTTPTypes
import Imports
import Storage
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: bringing a file")
struct UploadTests {
    @Test("a file of every kind is known by what is in it, and leads to its import")
    func everyKind() async throws {
        try await WebHousehold.withImports { house in
            for (kind, text, query) in TestHistories.all {
                let address = try await house.bring(text, query)
                try await house.surface.run(
                    house.page(address).expecting(
                        text: ["<h1>Your films from \(kind)</h1>", "Add all 2 sure ones"],
                        noText: ["style=", "http://"]))
            }
        }
    }

    @Test("while the films are looked for, page and status say how far it is; then the page is the review")
    func progress() async throws {
        try await WebHousehold.withImports { house in
            let answer = try await house.upload(TestHistories.prime)
            #expect(answer.status == 201)
            let found = try #require(answer.text.firstMatch(of: #/"(/import/[0-9a-f-]+)"/#))
            let address = String(found.output.1)
            try await house.surface.run(
                house.page(address).expecting(
                    text: [
                        "Looking for your films", "Looked for 0 of 4 films.", "It begins in a moment.",
                        "Stop and forget the file",
                    ], noText: ["One by one", "are sure"]))
            house.world.advance(seconds: 60)
            let waiting = try await house.surface.run(house.page(address + "/status"))
            #expect(try waiting.json["isOver"] == .bool(false) && waiting.text.contains("It waits"))
            try await house.lookForFilms()
            let over = try await house.surface.run(house.page(address + "/status"))
            #expect(try over.json["isOver"] == .bool(true))
            try await house.surface.run(
                house.page(address).expecting(
                    text: [
                        "The file has 5 rows, among them 1 of series or anything else that is no film.",
                        "2 films are sure", "4 films are undecided.", "To decide (2)", "Watched, by year",
                    ], noText: ["Looking for your films"]))
        }
    }

    @Test("a table that nobody knows asks what its columns mean, with a guess, and is read so")
    func columns() async throws {
        try await WebHousehold.withImports { house in
            let question = try await house.upload("title,when,points\nInception,2023-03-09,4\nSilent,,\n")
            #expect(question.status == 200)
            let columns = try #require(try question.json["columns"])
            #expect(columns["header"] == .list([.text("title"), .text("when"), .text("points")]))
            #expect(columns["guess"]?["title"] == .text("0"))
            let address = try await house.bring(
                "title,when,points\nInception,2023-03-09,4\nSilent,,\n", "title=0&date=1&rating=2&scale=5")
            try await house.surface.run(
                house.page(address + "?show=sure").expecting(text: ["watched 9 March 2023 · 4 stars", "Silent"]))
        }
    }

    @Test("a file of several people asks whose history is meant")
    func profiles() async throws {
        try await WebHousehold.withImports { house in
            let question = try await house.upload(TestHistories.netflixHousehold)
            #expect(question.status == 200)
            #expect(try question.json["profiles"] == .list([.text("Ann"), .text("Ben")]))
            let address = try await house.bring(TestHistories.netflixHousehold, "profile=Ben")
            try await house.surface.run(
                house.page(address + "?show=sure").expecting(text: ["Interstellar"], noText: ["Inception"]))
        }
    }

    @Test("looking only says what would be found, the doubtful first, and keeps nothing")
    func dryRun() async throws {
        try await WebHousehold.withImports { house in
            let answer = try await house.upload(TestHistories.prime, "dry=1")
            #expect(answer.status == 200)
            let preview = try #require(try answer.json["preview"])
            #expect(preview["heading"] == .text("Amazon Prime Video: 4 films"))
            #expect(answer.text.contains("2 are sure, 1 doubtful and 1 not found. Nothing was kept."))
            guard case .list(let rows)? = preview["films"], case .list(let first)? = rows.first else {
                throw Missing(what: answer.text)
            }
            #expect(first.first == .text("Godfather") && rows.count == 4)
            try await house.surface.run(house.page("/import").expecting(text: ["You have brought nothing yet."]))
        }
    }

    @Test(
        "what is no history is refused with what to do instead, and nothing is kept",
        arguments: [
            ("", "That is no list that can be read here."), ("hello", "That is no list that can be read here."),
            ("Date Watched,Type,Title\n2023-01-01,Series,Night Train\n", "There are no films in that file."),
            ("PK\u{3}\u{4}nothing", "archive"),
        ])
    func unreadable(_ text: String, _ words: String) async throws {
        try await WebHousehold.withImports { house in
            let answer = try await house.upload(text)
            #expect(answer.status == 422 && answer.text.contains(words), "\(answer.text)")
            try await house.surface.run(house.page("/import").expecting(text: ["You have brought nothing yet."]))
        }
    }

    @Test("a file beyond the limit is refused")
    func tooLarge() async throws {
        try await WebHousehold.withImports({ $0.imports.uploadBytesMax = 2_048 }) { house in
            let answer = try await house.upload(String(repeating: "x", count: 2_049))
            #expect(answer.status == 413 && answer.text.contains("At most 2 KiB"))
            try await house.surface.run(house.page("/import").expecting(text: [#"data-bytes="2048""#, "2 KiB"]))
        }
    }

    @Test("a file that no page of ours sent is not read")
    func forged() async throws {
        try await WebHousehold.withImports { house in
            var request = TestRequest(.post, "/import/upload?name=a.csv", as: .signedIn("member"))
            request.body = Array(TestHistories.prime.utf8)
            #expect(try await house.surface.send(request).status == 403)
            let records = try await house.stores.imports.records(of: house.people.member.id, limit: 5)
            #expect(records.isEmpty)
        }
    }

    @Test("the page says how to bring and take a history, and what a server without a key cannot find")
    func page() async throws {
        try await WebHousehold.withImports { house in
            let page = try await house.surface.run(
                house.page("/import").expecting(
                    text: [
                        "<h1>Bring your history</h1>", "20 MiB", "KINOTHEK_TMDB_API_KEY",
                        "letterboxd.com/settings/data",
                        "/import/export/letterboxd.csv", #"href="/import" aria-current="page""#,
                    ], noText: ["style=", "http://", "onclick"]))
            let policy = try #require(page.header("Content-Security-Policy"))
            #expect(policy.contains("connect-src 'self'") && !policy.contains("unsafe"))
            for path in page.text.matches(of: /(?:href|src)="(\/assets\/[^"]+)"/).map({ String($0.output.1) }) {
                try await house.surface.run(Scenario(path, .get, path).answers(200))
            }
            try await house.surface.run(house.page("/home").expecting(text: ["Import and export"]))
        }
    }

    @Test("a server without imports has neither the page nor a way to it")
    func without() async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(Scenario("none", .get, "/import", as: .signedIn("member")).answers(404))
            try await house.surface.run(house.page("/home").expecting(noText: ["/import"]))
        }
    }
}
