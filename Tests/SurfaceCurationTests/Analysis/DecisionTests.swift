import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: plans are decided about")
struct DecisionTests {
    @Test("many changes at once, by field or confidence; what was decided stays")
    func bulk() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let rows: [(body: String, updated: Int, approved: Int, rejected: Int)] = [
                (#"{"action": "accept_by_field", "field": "tags", "scene_id": "31"}"#, 0, 0, 0),
                (#"{"action": "accept_by_field", "field": "tags"}"#, 1, 1, 0),
                (#"{"action": "reject_by_field", "field": "studio", "scene_id": "33"}"#, 1, 1, 1),
                (#"{"action": "accept_by_confidence", "confidence_threshold": 1}"#, 2, 3, 1),
                (#"{"action": "accept_all"}"#, 0, 3, 1), (#"{"action": "reject_all"}"#, 0, 3, 1),
            ]
            for row in rows {
                let answer = try await rig.run(
                    .curation(.post, "analysis/plans/\(id)/bulk-update/", json: row.body).answers(200)
                ).json
                #expect(answer["updated_count"] == .int(row.updated), "\(row.body)")
                #expect(answer["approved_changes"] == .int(row.approved), "\(row.body)")
                #expect(answer["rejected_changes"] == .int(row.rejected), "\(row.body)")
                #expect(answer["total_changes"] == .int(4) && answer["applied_changes"] == .int(0))
                #expect(answer["pending_changes"] == .int(4 - row.approved - row.rejected))
                #expect(answer["plan_status"] == .text("pending"))
            }
        }
    }

    @Test("a bulk action needs what it is about")
    func bulkProblems() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let rows: [(body: String, fields: [String])] = [
                ("{}", ["body.action"]), (#"{"action": "explode"}"#, ["body.action"]),
                (#"{"action": "accept_by_field"}"#, ["body.field"]),
                (#"{"action": "reject_by_field", "field": null}"#, ["body.field"]),
                (#"{"action": "accept_by_field", "field": "colour"}"#, ["body.field"]),
                (#"{"action": "accept_by_confidence"}"#, ["body.confidence_threshold"]),
                (#"{"action": "accept_by_confidence", "confidence_threshold": 2}"#, ["body.confidence_threshold"]),
                (#"{"action": "accept_all", "scene_id": 31}"#, ["body.scene_id"]),
            ]
            for row in rows {
                let answer = try await rig.run(
                    .curation(.post, "analysis/plans/\(id)/bulk-update", json: row.body)
                        .failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == row.fields, "\(row.body)")
            }
        }
    }

    @Test("a cancelled plan is completed, and is forgotten when asked")
    func cancel() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let cancelled = #"{"id": \#(id), "status": "completed", "message": "Plan has been cancelled"}"#
            for _ in 1...2 {
                try await rig.run(
                    .curation(.patch, "analysis/plans/\(id)/cancel/").answers(200, json: cancelled))
            }
            #expect(try await rig.changes(of: id)["tags"]?["status"] == .text("rejected"))
            try await rig.run(
                .curation(.delete, "analysis/plans/\(id)/").answers(
                    200, json: #"{"success": true, "message": "Plan \#(id) deleted"}"#))
            for method in [HTTPRequest.Method.get, .delete] {
                try await rig.run(
                    .curation(method, "analysis/plans/\(id)").failsCuration(404, "Analysis plan \(id) not found"))
            }
        }
    }

    @Test("an applied plan is neither cancelled nor forgotten")
    func applied() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            try await rig.run(.curation(.post, "analysis/plans/\(id)/apply?background=false").answers(200))
            try await rig.run(
                .curation(.patch, "analysis/plans/\(id)/cancel").failsCuration(400, "Plan has already been applied"))
            try await rig.run(
                .curation(.delete, "analysis/plans/\(id)").failsCuration(400, "Plan has already been applied"))
        }
    }
}
