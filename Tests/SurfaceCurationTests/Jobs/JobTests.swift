import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: jobs")
struct JobTests {
    private static let idle = CurationRig.Setup { $0.hasWorkers = false }

    @Test("jobs are listed the newest first, and by status and type")
    func list() async throws {
        try await CurationRig.with(Self.idle) { rig in
            try await rig.run(.curation(.get, "jobs/").answers(200, json: "[]"))
            for path in ["sync/all", "sync/tags"] { try await rig.run(.curation(.post, path).answers(200)) }
            func types(_ query: String) async throws -> [String] {
                try await rig.run(.curation(.get, "jobs/\(query)").answers(200)).json.list?
                    .compactMap { $0["type"]?.text } ?? []
            }
            #expect(try await types("") == ["sync_tags", "sync_all"])
            #expect(try await types("?limit=1") == ["sync_tags"])
            #expect(try await types("?job_type=sync_all&status=pending") == ["sync_all"])
            #expect(try await types("?status=running") == [])
            #expect(try await types("?status=&job_type=+&limit=2") == ["sync_tags", "sync_all"])
            for query in ["?status=sleeping", "?job_type=cooking"] { #expect(try await types(query) == []) }
            #expect(try await types("active") == ["sync_tags", "sync_all"])
            for query in ["?limit=0", "?limit=101", "?limit=x"] {
                let answer = try await rig.run(
                    .curation(.get, "jobs/\(query)").failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == ["query.limit"])
            }
        }
    }

    @Test("a job is shown whole, with its log")
    func detail() async throws {
        try await CurationRig.with { rig in
            let job = try await rig.finish(rig.run(.curation(.post, "sync/all?force=true").answers(200)))
            let shown = try await rig.run(.curation(.get, "jobs/\(job.id)").answers(200)).json
            #expect(shown["id"] == .text(job.id.description) && shown["type"] == .text("sync_all"))
            #expect(shown["status"] == .text("completed") && shown["progress"]?.number == 100)
            #expect(shown["parameters"]?["force"] == .bool(true) && shown["error"] == .null)
            #expect(shown["result"]?["status"] == .text("completed"))
            #expect(shown["completed_at"]?.text?.hasSuffix("Z") == true && shown["logs"]?.list != nil)
            #expect(shown["metadata"]?["last_message"] != nil)
            for id in ["999", "x", "0", "1x"] {
                try await rig.run(.curation(.get, "jobs/\(id)").failsCuration(404, "Job \(id) not found"))
            }
        }
    }

    @Test("a job is cancelled once and can be started again", arguments: ["DELETE", "POST"])
    func cancel(_ method: String) async throws {
        try await CurationRig.with(Self.idle) { rig in
            let job = try await rig.run(.curation(.post, "sync/all").answers(200)).json["id"]?.text ?? ""
            let cancel: Scenario =
                method == "DELETE" ? .curation(.delete, "jobs/\(job)") : .curation(.post, "jobs/\(job)/cancel")
            try await rig.run(.curation(.post, "jobs/\(job)/retry").failsCuration(400, "Cannot retry a pending job"))
            try await rig.run(
                cancel.answers(
                    200, json: #"{"success": true, "message": "Job \#(job) cancelled successfully"}"#))
            let shown = try await rig.run(.curation(.get, "jobs/\(job)").answers(200)).json
            #expect(shown["status"] == .text("cancelled") && shown["completed_at"]?.text != nil)
            try await rig.run(cancel.failsCuration(400, "Cannot cancel a cancelled job"))
            let again = try await rig.run(.curation(.post, "jobs/\(job)/retry").answers(200)).json
            #expect(again["success"] == .bool(true) && again["new_job_id"]?.text != job)
            for path in ["cancel", "retry"] {
                try await rig.run(.curation(.post, "jobs/999/\(path)").failsCuration(404, "Job 999 not found"))
            }
        }
    }

    @Test("the addresses for WebSockets tell plain requests so")
    func plain() async throws {
        try await CurationRig.with(Self.idle) { rig in
            for path in ["jobs/ws", "jobs/7/ws"] {
                try await rig.run(
                    .curation(.get, path).failsCuration(426, "Upgrade required").expecting("Upgrade", "websocket"))
            }
        }
    }
}
