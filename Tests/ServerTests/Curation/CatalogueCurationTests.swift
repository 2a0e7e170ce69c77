import Foundation
import TestKit
import Testing

@Suite("Journey: the own catalogue is put right", .timeLimit(.minutes(10)))
struct CatalogueCurationTests {
    private static let plot = "A monster hides within a ship, and the crew fights against almost certain death."
    private static let described = #""directors": ["Ada North"], "overview": "\#(plot)""#
    private static let catalogue = [
        #"{"title": "Heat", "year": 1995, "imdb_id": "tt0113277", "genres": ["Crime", "Sci-Fi"]}"#,
        #"{"title": "Night Mail", "year": 1936, "imdb_id": "tt0028030", "genres": ["Docu"]}"#,
        #"{"title": "Monster", "year": 2001, "imdb_id": "tt7000001", \#(described)}"#,
        #"{"title": "Monster", "year": 2002, \#(described)}"#,
    ]
    private static let before = [
        #"Heat 1995 ["Crime", "Sci-Fi"]"#, "Monster 2001 []", "Monster 2002 []", #"Night Mail 1936 ["Docu"]"#,
    ]
    /// The genre of the second film was rejected.
    private static let repaired = [
        #"Heat 1995 ["Crime", "Science Fiction"]"#, "Monster 2001 []", #"Night Mail 1936 ["Docu"]"#,
    ]

    @Test("checked from the website, reviewed by a client, applied, and taken back from the website")
    func story() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox) { server in
            let anna = try await WebVisitor.setUp(server)
            let lines = sandbox.folder.appending(path: "films.jsonl")
            try Data(Self.catalogue.joined(separator: "\n").utf8).write(to: lines)
            let loaded = try await sandbox.run("catalogue", "load", lines.path)
            try #require(loaded.status == 0, "\(loaded.errors)")
            let discovery = try await DiscoveryClient.with(sandbox, server)
            try await expect(Self.before, discovery)

            let client = CurationClient(server: server)
            let plan = try await check(anna, client)
            try await review(plan, anna, client)
            let applied = try await client.ask("POST", "/analysis/plans/\(plan)/apply?background=false")
            #expect(applied["changes_applied"] == .int(2) && applied["errors"] == .list([]))
            try await expect(Self.repaired, discovery)
            #expect(try await client.ask("GET", "/analysis/plans/\(plan)")["status"] == .text("applied"))

            let undone = try await anna.post("/plans/\(plan)/undo", "go=1")
            #expect(undone.status == 200 && undone.path == "/plans/\(plan)")
            try await expect(Self.before, discovery)
            _ = try await result(of: "undo_plan", client)
            #expect(try await client.ask("GET", "/analysis/plans/\(plan)")["undone_at"]?.text != nil)
            #expect(try await anna.get("/plans/\(plan)").text.contains("2 taken back"))
        }
    }
}

extension CatalogueCurationTests {
    /// Presses the button, and waits for the plan; returns its id.
    private func check(_ anna: WebVisitor, _ client: CurationClient) async throws -> Int {
        let page = try await anna.get("/plans")
        #expect(page.text.contains(#"action="/plans/check""#))
        let pressed = try await anna.post("/plans/check", "go=1")
        #expect(pressed.status == 200 && pressed.path == "/plans")
        let result = try await result(of: "catalogue_analysis", client)
        #expect(result["titles_checked"] == .int(4) && result["total_changes"] == .int(3))
        return try #require(result["plan_id"]?.int)
    }

    /// Looks at what is proposed, rejects one change as clients do, and accepts another one as the website does.
    private func review(_ plan: Int, _ anna: WebVisitor, _ client: CurationClient) async throws {
        let listed = try await client.ask("GET", "/analysis/plans")["items"]?.list ?? []
        #expect(listed.compactMap { $0["id"]?.int } == [plan] && listed.first?["status"] == .text("pending"))
        let detail = try await client.ask("GET", "/analysis/plans/\(plan)")
        #expect(detail["total_scenes"] == .int(4) && detail["total_changes"] == .int(3))
        let scenes = detail["scenes"]?.list ?? []
        #expect(scenes.allSatisfy { $0["scene_id"]?.text?.hasPrefix("local-") == true }, "\(scenes)")
        let proposed = scenes.flatMap { scene -> [String] in
            let (title, changes) = (scene["scene_title"]?.text ?? "", scene["changes"]?.list ?? [])
            return changes.map { title + ": " + ($0["field"]?.text ?? "") }
        }
        #expect(proposed.sorted() == ["Heat: genres", "Monster: duplicate", "Night Mail: genres"])
        func change(of title: String) throws -> Int {
            let scene = scenes.first { $0["scene_title"] == .text(title) }
            return try #require(scene?["changes"]?.list?.first?["id"]?.int)
        }
        let docu = try change(of: "Night Mail")
        let rejected = try await client.ask(
            "PATCH", "/analysis/changes/\(docu)/status", #"{"rejected": true}"#)
        #expect(rejected["status"] == .text("rejected") && rejected["plan_status"] == .text("pending"))
        let genre = try change(of: "Heat")
        let decided = try await anna.post("/plans/\(plan)/decide", "approved=\(genre)")
        #expect(decided.status == 200 && decided.text.contains("Science Fiction"))
        let seen = try await client.ask("GET", "/analysis/plans/\(plan)")
        #expect(seen["approved_changes"] == .int(1) && seen["rejected_changes"] == .int(1))
    }

    /// What the newest job of a type has come to, which has to be something good.
    private func result(of type: String, _ client: CurationClient) async throws -> JSONValue {
        var last: JSONValue?
        await Patience.until {
            last = try? await client.ask("GET", "/jobs/?job_type=\(type)&limit=1").list?.first
            return ["completed", "failed", "cancelled"].contains(last?["status"]?.text)
        }
        #expect(last?["status"] == .text("completed"), "\(type): \(String(describing: last))")
        let id = try #require(last?["id"]?.text)
        return try #require(try await client.ask("GET", "/jobs/\(id)")["result"])
    }

    /// Waits until the catalogue is this to everybody.
    private func expect(_ wanted: [String], _ discovery: DiscoveryClient) async throws {
        var last: [String] = []
        await Patience.until {
            let films = (try? await discovery.ask("GET", "/movies?pageSize=100"))?["movies"]?.list ?? []
            last = films.map { film -> String in
                let genres = (film["genres"]?.list ?? []).compactMap { $0.text }
                return "\(film["title"]?.text ?? "") \(film["year"]?.int ?? 0) \(genres)"
            }.sorted()
            return last == wanted
        }
        #expect(last == wanted)
    }
}
