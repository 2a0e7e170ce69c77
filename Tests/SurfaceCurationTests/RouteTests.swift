import Domain
import HTTPTypes
import SurfaceCuration
import SurfaceKit
import TestKit
import Testing

@Suite("Curation: ground rules of every route")
struct RouteTests {
    /// A route with something in the place of its captures.
    struct Row: Sendable, CustomTestStringConvertible {
        let method: HTTPRequest.Method
        let path: String

        var testDescription: String { "\(method) \(path)" }

        var scenario: Scenario { Scenario("route", method, path).from(peer: "127.0.0.1") }

        func at(_ suffix: String) -> Row { Row(method: method, path: path + suffix) }
    }

    private static let rows = CurationSurface.endpoints.map { endpoint in
        let path = endpoint.route.path.split(separator: "/").map { segment in
            segment == ":key" ? "stash.url" : segment.hasPrefix(":") ? "7" : String(segment)
        }
        return Row(method: endpoint.route.method, path: "/" + path.joined(separator: "/"))
    }

    @Test("a path means the same with and without a slash at its end, and none redirects", arguments: rows)
    func slashes(_ row: Row) async throws {
        try await CurationRig.with(CurationRig.Setup { ($0.isConfigured, $0.hasWorkers) = (false, false) }) { rig in
            var answers: [TestAnswer] = []
            for suffix in ["", "/"] {
                answers.append(
                    try await rig.surface.send(row.at(suffix).scenario.with("X-Request-ID", "same").request))
            }
            #expect(answers[0].status == answers[1].status)
            #expect(!(300..<400).contains(answers[0].status) && answers[0].status < 500 || answers[0].status == 503)
            #expect(answers.allSatisfy { !$0.text.contains("There is no such address") }, "\(answers[0].text)")
            #expect(answers.allSatisfy { $0.header("X-Request-ID") == "same" })
        }
    }

    @Test("HEAD answers as GET does, without the body", arguments: rows.filter { $0.method == .get })
    func head(_ row: Row) async throws {
        try await CurationRig.with(CurationRig.Setup { ($0.isConfigured, $0.hasWorkers) = (false, false) }) { rig in
            let full = try await rig.surface.send(row.scenario.request)
            let head = try await rig.surface.send(
                Scenario("head", .head, row.path).from(peer: "127.0.0.1").request)
            #expect(head.status == full.status && head.text.isEmpty)
            #expect(head.header("Content-Type") == full.header("Content-Type"))
        }
    }

    @Test("from elsewhere nobody gets on without an administrator's credential", arguments: rows)
    func credentials(_ row: Row) async throws {
        guard !row.path.hasPrefix("/openapi") else { return }
        try await CurationRig.with(CurationRig.Setup { ($0.isConfigured, $0.hasWorkers) = (false, false) }) { rig in
            let request = Scenario("elsewhere", row.method, row.path, json: "{")
            try await rig.run(request.answers(401).expecting(text: [#""success":false"#, #""request_id":""#]))
            var stranger = request
            stranger.request.caller = .authorization("Bearer x")
            try await rig.run(stranger.answers(401))
            var ben = request
            ben.request.caller = .known("ben")
            try await rig.run(ben.answers(403).expecting(text: [#""error":"Forbidden""#]))
            var anna = request
            anna.request.caller = .known("anna")
            let answer = try await rig.surface.send(anna.request)
            #expect(answer.status != 401 && answer.status != 403)
        }
    }

    @Test("an unknown path is not found, and another method is answered with those that there are")
    func unmatched() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.hasWorkers = false }) { rig in
            for path in ["scene", "scenes/1/2/3", "analysis", "sync/movies", "entities", "health/live"] {
                for suffix in ["", "/"] {
                    try await rig.run(
                        .curation(.get, path + suffix).answers(404).expecting(text: [#""success":false"#]))
                }
            }
            let questions: [(HTTPRequest.Method, String, String)] = [
                (.post, "scenes/", "GET, HEAD"), (.put, "analysis/plans/7", "DELETE, GET, HEAD"),
                (.get, "analysis/plans/7/apply/", "POST"), (.get, "sync/all", "POST"),
                (.post, "sync/stats", "GET, HEAD"),
                (.delete, "analysis/changes/7", "PATCH"), (.patch, "entities/tags", "GET, HEAD"),
            ]
            for (method, path, allowed) in questions {
                try await rig.run(
                    .curation(method, path).answers(405).expecting("Allow", allowed)
                        .expecting(text: [#""success":false"#]))
            }
        }
    }

    @Test("a NUL, which no database holds, finds nothing and does no harm", arguments: TestDriver.available)
    func nothing(_ driver: TestDriver) async throws {
        try await CurationRig.with(driver: driver) { rig in
            let plan = try await rig.plan()
            for query in ["studio_id=2%00", "tag_ids=4%00", "performer_ids=%00", "scene_ids=31%00"] {
                let page = try await rig.run(.curation(.get, "scenes?" + query).answers(200)).json
                #expect(page["total"] == .int(0), "\(query)")
            }
            for query in ["scenes?search=%00", "entities/tags?search=%00", "jobs?job_type=%00&status=%00"] {
                try await rig.run(.curation(.get, query).answers(200))
            }
            let unknown: [(HTTPRequest.Method, String)] = [
                (.get, "scenes/31%00"), (.post, "scenes/31%00/resync"), (.post, "sync/scene/31%00"),
                (.get, "analysis/scenes/33%00/results"), (.get, "entities/tags/4%00"), (.get, "jobs/1%00"),
                (.get, "settings/stash.url%00"),
            ]
            for (method, path) in unknown { try await rig.run(.curation(method, path).answers(404)) }
            let bulk = try await rig.run(
                .curation(
                    .post, "analysis/plans/\(plan)/bulk-update",
                    json: #"{"action": "reject_all", "scene_id": "33\u0000"}"#
                ).answers(200)
            ).json
            #expect(bulk["updated_count"] == .int(0))
            let applied = try await rig.run(
                .curation(.post, "analysis/plans/\(plan)/apply?background=false&scene_ids=33%00").answers(200)
            ).json
            #expect(applied["changes_applied"] == .int(0))
        }
    }

    @Test("the description of the interface is there for everybody")
    func description() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.hasWorkers = false }) { rig in
            let answer = try await rig.run(Scenario("description", .get, "/openapi/curation.json").answers(200)).json
            #expect(answer["info"]?["title"] == .text("Kinothek: curation API"))
        }
    }
}
