import Domain
import HTTPTypes
import SQL
import TestKit
import Testing

@Suite("Curation: plans")
struct PlanTests {
    @Test("a plan has its scenes with changes, by field, each with what is and what is proposed")
    func detail() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            let plan = try await rig.run(.curation(.get, "analysis/plans/\(id)/").answers(200)).json
            #expect(plan["id"] == .int(id) && plan["name"] == .text("Pier") && plan["status"] == .text("pending"))
            #expect(plan["created_at"] == .text("2026-02-25T06:13:20Z"))
            #expect(plan["total_scenes"] == .int(3) && plan["total_changes"] == .int(4))
            #expect(plan["approved_changes"] == .int(0) && plan["rejected_changes"] == .int(0))
            #expect(plan["job_id"] == .null && plan["metadata"]?["statistics"]?["scenes_with_changes"] == .int(1))
            let scenes = try #require(plan["scenes"]?.list)
            #expect(scenes.count == 1 && scenes[0]["scene_id"] == .text("33"))
            #expect(scenes[0]["scene_title"] == .text("Ada North fireworks 2024.mkv"))
            #expect(scenes[0]["scene_path"] == .text("/archive/dockside/Ada North fireworks 2024.mkv"))
            let changes = try #require(scenes[0]["changes"]?.list)
            let expected = """
                [{"field": "details", "action": "update", "current_value": "<p>Rockets &amp; <b>bangers</b></p>",
                  "proposed_value": "Rockets & bangers", "confidence": 1.0},
                 {"field": "performers", "action": "add", "current_value": [], "proposed_value": ["Ada North"],
                  "confidence": 1.0},
                 {"field": "studio", "action": "set", "current_value": null, "proposed_value": "Dockside",
                  "confidence": 0.95},
                 {"field": "tags", "action": "add", "current_value": [], "proposed_value": ["Fireworks"],
                  "confidence": 0.75}]
                """
            let wanted = try #require(try JSONValue(parsing: expected).list)
            #expect(changes.count == wanted.count)
            for (change, wanted) in zip(changes, wanted) {
                #expect(change.includes(wanted), "\(change)")
                #expect(change["status"] == .text("pending") && change["applied"] == .bool(false))
                #expect((change["id"]?.int ?? 0) > 0 && change["reason"]?.text?.isEmpty == false)
            }
        }
    }

    @Test("two names are two changes, each beside what is there")
    func namesApart() async throws {
        try await CurationRig.with { rig in
            await rig.stash.edit { archive in
                archive.addScene("Night fireworks outdoor hd", id: 50) { $0.tags = [4] }
                archive.add(.tag, "Night", id: 12)
            }
            let id = try await rig.plan(#"{"scene_ids": ["50"], "options": {"use_ai": false}}"#)
            let plan = try await rig.run(.curation(.get, "analysis/plans/\(id)").answers(200)).json
            let changes = plan["scenes"]?.list?.first?["changes"]?.list ?? []
            let tags = changes.filter { $0["field"] == .text("tags") }
            let proposed = Set(tags.compactMap { $0["proposed_value"]?.list?.compactMap(\.text) }.map { Set($0) })
            #expect(proposed.isSuperset(of: [["Fireworks", "Outdoor"], ["Night", "Outdoor"]]))
            #expect(tags.allSatisfy { $0["current_value"] == .list([.text("Outdoor")]) })
        }
    }

    @Test("the list has the newest first, in pages, by state under old and new names")
    func list() async throws {
        try await CurationRig.with { rig in
            let first = try await rig.plan()
            let empty = try await rig.plan(#"{"scene_ids": ["34"], "options": {"use_ai": false}, "plan_name": "None"}"#)
            _ = await rig.stash.edit { $0.addScene("Ben South", id: 50) }
            let third = try await rig.plan(#"{"scene_ids": ["50"], "options": {"use_ai": false}}"#)
            try await rig.run(.curation(.post, "analysis/plans/\(first)/apply?background=false").answers(200))
            func ids(_ query: String) async throws -> [Int] {
                let page = try await rig.run(.curation(.get, "analysis/plans/" + query).answers(200)).json
                return page["items"]?.list?.compactMap { $0["id"]?.int } ?? []
            }
            #expect(try await ids("") == [third, empty, first])
            #expect(try await ids("?per_page=2&page=2") == [first])
            for word in ["pending", "PENDING", "draft", "reviewing"] {
                #expect(try await ids("?status=" + word) == [third], "\(word)")
            }
            #expect(try await ids("?status=applied") == [first])
            for word in ["completed", "Cancelled"] { #expect(try await ids("?status=" + word) == [empty]) }
            #expect(try await ids("?status=unknown") == [])
            #expect(try await ids("?status=") == [third, empty, first])
            let page = try await rig.run(.curation(.get, "analysis/plans?per_page=1").answers(200)).json
            #expect(page["total"] == .int(3) && page["pages"] == .int(3))
            #expect(page["items"]?.list?.first?["scenes"] == nil)
            for query in ["page=0", "per_page=101"] {
                try await rig.run(
                    .curation(.get, "analysis/plans?" + query).failsCuration(422, "Validation failed"))
            }
        }
    }

    @Test(
        "a plan that is not there is not found; what is no number does not fit",
        arguments: [
            (HTTPRequest.Method.get, ""), (.delete, ""), (.patch, "/cancel"), (.post, "/apply"), (.post, "/undo"),
            (.get, "/costs"), (.post, "/bulk-update"),
        ])
    func unknown(_ method: HTTPRequest.Method, _ rest: String) async throws {
        try await CurationRig.with(CurationRig.Setup { $0.archive = .empty }) { rig in
            let body = rest == "/bulk-update" ? #"{"action": "accept_all"}"# : nil
            for id in ["7", "99999999999"] {
                try await rig.run(
                    .curation(method, "analysis/plans/\(id)\(rest)", json: body)
                        .failsCuration(404, "Analysis plan \(id) not found"))
            }
            for id in ["x", "0", "-1", "1.5"] {
                let answer = try await rig.run(
                    .curation(method, "analysis/plans/\(id)\(rest)", json: body)
                        .failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == ["path.plan_id"])
            }
        }
    }

    @Test("numbers: of all plans, of one, and what was proposed for a scene")
    func numbers() async throws {
        try await CurationRig.with { rig in
            let id = try await rig.plan()
            try await rig.run(
                .curation(.get, "analysis/stats/").answers(
                    200,
                    json: """
                        {"total_scenes": 3, "analyzed_scenes": 3, "pending_analysis": 0, "total_plans": 1,
                         "pending_plans": 1, "applied_plans": 0, "completed_plans": 0, "total_changes": 4,
                         "pending_changes": 4, "approved_changes": 0, "rejected_changes": 0, "applied_changes": 0,
                         "changes_by_field": {"details": 1, "performers": 1, "studio": 1, "tags": 1}}
                        """))
            try await rig.run(
                .curation(.get, "analysis/plans/\(id)/costs").answers(
                    200,
                    json: """
                        {"plan_id": \(id), "model": null, "prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0,
                         "scenes_analyzed": 3}
                        """))
            let results = try await rig.run(.curation(.get, "analysis/scenes/33/results").answers(200)).json
            #expect(results.list?.count == 1 && results.list?.first?["plan_id"] == .int(id))
            #expect(results.list?.first?["plan"]?["name"] == .text("Pier"))
            #expect(results.list?.first?["changes"]?.list?.count == 4)
            try await rig.run(.curation(.get, "analysis/scenes/31/results").answers(200, json: "[]"))
            try await rig.run(.curation(.get, "analysis/scenes/7/results").failsCuration(404, "Scene 7 not found"))
        }
    }

    @Test("what was proposed for a scene takes the same number of statements, however many plans did")
    func statements() async throws {
        try await CurationRig.with { rig in
            let scenario = Scenario.curation(.get, "analysis/scenes/33/results").answers(200)
            var (ids, counts): ([Int], [Int]) = ([], [])
            for plans in [1, 3] {
                for _ in 0..<plans { ids.insert(try await rig.plan(), at: 0) }
                let (answer, counter) = try await StatementCounter.counting { try await rig.run(scenario) }
                #expect(try answer.json.list?.compactMap { $0["plan_id"]?.int } == ids)
                counts.append(counter.count)
            }
            #expect(counts[0] == counts[1], "\(counts)")
        }
    }
}
