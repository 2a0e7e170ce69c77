import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: edits of scenes")
struct SceneEditTests {
    @Test("what is mentioned is written to the archive, null clears, and the rest stays")
    func edits() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let body = #"{"title": "Pier Run", "organized": false, "date": "1999", "rating100": null, "other": 1}"#
            let answer = try await rig.run(.curation(.patch, "scenes/31/", json: body).answers(200)).json
            #expect(answer["title"] == .text("Pier Run") && answer["organized"] == .bool(false))
            #expect(answer["scene_date"] == .text("1999-01-01T00:00:00") && answer["rating100"] == .null)
            #expect(answer["details"] == .text("A walk at noon.") && answer["studio"]?["id"] == .text("2"))
            let scene = try #require(await rig.stash.archive.scene(31))
            #expect(scene.title == "Pier Run" && scene.date == "1999" && scene.rating100 == nil && !scene.isOrganized)
            #expect(scene.details == "A walk at noon." && scene.tags == [4] && scene.performers == [1])
        }
    }

    @Test("lists of ids are what the scene has afterwards, and studios change with their id")
    func names() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let body = #"{"tag_ids": [9, "5"], "performer_ids": [], "studio_id": "1"}"#
            let answer = try await rig.run(.curation(.patch, "scenes/31", json: body).answers(200)).json
            #expect(answer["tags"]?.list?.compactMap { $0["name"]?.text } == ["Fireworks", "HD"])
            #expect(answer["performers"] == .list([]) && answer["studio"]?["name"] == .text("Dockside"))
            let none = try await rig.run(.curation(.patch, "scenes/31", json: #"{"studio_id": null}"#).answers(200))
            #expect(try none.json["studio"] == .null)
            #expect(await rig.stash.archive.scene(31)?.studio == nil)
        }
    }

    @Test("nothing mentioned writes nothing")
    func nothing() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            try await rig.run(.curation(.patch, "scenes/31", json: "{}").answers(200))
            #expect(await rig.stash.writes.isEmpty)
        }
    }

    @Test("what is unknown, or does not fit, changes nothing")
    func refused() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            try await rig.run(
                .curation(.patch, "scenes/7", json: #"{"title": "X"}"#).failsCuration(404, "Scene 7 not found"))
            try await rig.run(
                .curation(.patch, "scenes/31", json: #"{"studio_id": "77"}"#).failsCuration(404, "Studio 77 not found"))
            try await rig.run(
                .curation(.patch, "scenes/31", json: #"{"tag_ids": ["77"]}"#).failsCuration(404, "Tag 77 not found"))
            let problems: [(body: String, field: String)] = [
                (#"{"rating100": 0}"#, "body.rating100"), (#"{"rating100": "many"}"#, "body.rating100"),
                (#"{"date": "1999-13"}"#, "body.date"), (#"{"date": "soon"}"#, "body.date"),
                (#"{"title": 7}"#, "body.title"), (#"{"organized": "perhaps"}"#, "body.organized"),
                (#"{"tag_ids": "4"}"#, "body.tag_ids"), (#"{"tag_ids": [{}]}"#, "body.tag_ids.0"), ("[]", "body"),
                ("{", "body.1"), ("", "body"),
            ]
            for problem in problems {
                let answer = try await rig.run(
                    .curation(.patch, "scenes/31", json: problem.body).failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == [problem.field], "\(problem.body)")
            }
            try await rig.run(
                .curation(.patch, "scenes/34", json: #"{"title": ""}"#).answers(400)
                    .expecting(text: ["title must be set if scene has no files"]))
            #expect(await rig.stash.archive.scene(31)?.title == "Pier Walk")
            #expect(await rig.stash.archive.scene(34)?.title == "Without anything")
        }
    }

    @Test("tags are added to scenes and removed from them; what is so already is not written")
    func tags() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let body = #"{"scene_ids": [31, 34, "404"], "tag_ids": [4, 5]}"#
            try await rig.run(
                .curation(.post, "scenes/add-tags/", json: body).answers(
                    200,
                    json: """
                        {"success": true, "message": "Successfully added 2 tags to 2 scenes", "scenes_updated": 2,
                         "tags_affected": 2, "missing_scene_ids": ["404"]}
                        """))
            #expect(await rig.stash.archive.scene(31)?.tags == [4, 5])
            #expect(await rig.stash.archive.scene(34)?.tags == [4, 5])
            let again = try await rig.run(.curation(.post, "scenes/add-tags", json: body).answers(200)).json
            #expect(again["scenes_updated"] == .int(0))
            let one = #"{"scene_ids": ["31"], "tag_ids": ["4"]}"#
            let removed = try await rig.run(.curation(.post, "scenes/remove-tags", json: one).answers(200)).json
            #expect(removed["message"] == .text("Successfully removed 1 tag from 1 scene"))
            #expect(await rig.stash.archive.scene(31)?.tags == [5])
            let shown = try await rig.run(.curation(.get, "scenes/31").answers(200)).json
            #expect(shown["tags"] == .list([.object(["id": .text("5"), "name": .text("HD")])]))
        }
    }

    @Test("tags need scenes and tags that are there")
    func tagProblems() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            for path in ["scenes/add-tags", "scenes/remove-tags"] {
                try await rig.run(
                    .curation(.post, path, json: #"{"scene_ids": ["404"], "tag_ids": ["4"]}"#)
                        .failsCuration(404, "Scene 404 not found"))
                try await rig.run(
                    .curation(.post, path, json: #"{"scene_ids": ["31"], "tag_ids": ["77"]}"#)
                        .failsCuration(404, "Tag 77 not found"))
                let answer = try await rig.run(
                    .curation(.post, path, json: #"{"scene_ids": []}"#).failsCuration(422, "Validation failed"))
                #expect(try answer.invalidFields == ["body.scene_ids", "body.tag_ids"])
            }
            #expect(await rig.stash.writes.isEmpty)
        }
    }
}
