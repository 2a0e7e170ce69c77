import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: scenes")
struct SceneTests {
    private static let pierWalk = """
        {"id": "31", "title": "Pier Walk", "organized": true, "details": "A walk at noon.",
         "paths": ["/archive/pier/pier_walk.mp4", "/archive/pier/pier_walk_2.mp4"],
         "created_date": "2026-02-01T08:00:09Z", "scene_date": "2025-07-04T00:00:00",
         "studio": {"id": "2", "name": "Pier Pictures"}, "performers": [{"id": "1", "name": "Ada North"}],
         "tags": [{"id": "4", "name": "Outdoor"}], "last_synced": "2026-02-25T06:13:20Z",
         "file_path": "/archive/pier/pier_walk.mp4", "duration": 60.0, "size": 1048576, "width": 1920, "height": 1080,
         "framerate": 25.0, "bitrate": 4000000, "video_codec": "h264", "analyzed": false, "rating100": 80,
         "files": [
            {"path": "/archive/pier/pier_walk.mp4", "basename": "pier_walk.mp4", "is_primary": true, "size": 1048576,
             "format": "mp4", "duration": 60.0, "width": 1920, "height": 1080, "video_codec": "h264",
             "audio_codec": "aac", "frame_rate": 25.0, "bit_rate": 4000000, "oshash": "0123456789abcdef",
             "phash": null},
            {"path": "/archive/pier/pier_walk_2.mp4", "basename": "pier_walk_2.mp4", "is_primary": false,
             "size": 1048576, "format": "mp4", "duration": 60.0, "width": 1920, "height": 1080, "video_codec": "h264",
             "audio_codec": "aac", "frame_rate": 25.0, "bit_rate": 4000000, "oshash": "0123456789abcdef",
             "phash": null}],
         "stash_created_at": "2026-02-01T08:00:09Z", "stash_updated_at": "2026-02-01T08:00:09Z",
         "stash_date": "2025-07-04T00:00:00"}
        """

    private static let bare = """
        {"id": "34", "title": "Without anything", "organized": false, "details": null, "paths": [],
         "created_date": "2026-02-01T08:00:11Z", "scene_date": null, "studio": null, "performers": [], "tags": [],
         "last_synced": "2026-02-25T06:13:20Z", "file_path": null, "duration": null, "size": null, "width": null,
         "height": null, "framerate": null, "bitrate": null, "video_codec": null, "analyzed": false,
         "rating100": null, "files": [], "stash_created_at": "2026-02-01T08:00:11Z",
         "stash_updated_at": "2026-02-01T08:00:11Z", "stash_date": null}
        """

    @Test("a scene with everything, and one with nothing")
    func shapes() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let whole = try await rig.run(
                .curation(.get, "scenes/31").answers(200, json: Self.pierWalk)
                    .expecting(text: [#""duration":60.0"#, #""framerate":25.0"#]))
            try await rig.run(.curation(.get, "scenes/34/").answers(200, json: Self.bare))
            let listed = try await rig.run(.curation(.get, "scenes/?scene_ids=31").answers(200)).json
            #expect(try listed["items"]?.list == [whole.json])
        }
    }

    @Test("a blank title is the file's name, a short date its first day, and sizes may pass 32 bits")
    func unusual() async throws {
        try await CurationRig.with { rig in
            await rig.stash.edit { archive in
                archive.addScene(" ", id: 40)
                archive.addScene("🎬 \u{202E}fdp\u{202C} e\u{301} \"\\", id: 41) { $0.date = "1987" }
            }
            try await rig.sync()
            let scene = try await rig.run(.curation(.get, "scenes/33").answers(200)).json
            #expect(scene["title"] == .text("Ada North fireworks 2024.mkv"))
            #expect(scene["scene_date"] == .text("2024-12-01T00:00:00"))
            #expect(scene["size"] == .int(5_000_000_000))
            #expect(scene["details"] == .text("<p>Rockets &amp; <b>bangers</b></p>"))
            #expect(try await rig.run(.curation(.get, "scenes/40").answers(200)).json["title"] == .text("Scene 40"))
            let odd = try await rig.run(.curation(.get, "scenes/41").answers(200)).json
            #expect(odd["title"] == .text("🎬 \u{202E}fdp\u{202C} e\u{301} \"\\"))
            #expect(odd["scene_date"] == .text("1987-01-01T00:00:00"))
        }
    }

    @Test("an id in a path may be written with escapes")
    func escaped() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let scene = try await rig.run(.curation(.get, "scenes/3%31").answers(200)).json
            #expect(scene["id"] == .text("31"))
            let setting = try await rig.run(.curation(.get, "settings/stash%2Eurl").answers(200)).json
            #expect(setting["key"] == .text("stash.url"))
            try await rig.run(.curation(.get, "scenes/%22a%22").answers(404).expecting(text: [#"Scene \"a\" not"#]))
        }
    }

    @Test("what is unknown is not found", arguments: ["7", "abc", "3 1", "%F0%9F%8E%AC", "031", "-1", "local-1"])
    func unknown(_ id: String) async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            let path = "scenes/" + id.replacing(" ", with: "%20")
            try await rig.run(.curation(.get, path).answers(404).expecting(text: [#" not found","error":"Scene "#]))
            try await rig.run(.curation(.post, path + "/resync").answers(404))
        }
    }

    @Test("the summary counts what is mirrored")
    func summary() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            try await rig.run(
                .curation(.get, "scenes/stats/summary/").answers(
                    200,
                    json: """
                        {"total_scenes": 3, "organized_scenes": 1, "organization_percentage": 33.33, "total_tags": 4,
                         "total_performers": 2, "total_studios": 2, "scenes_by_studio": {"Pier Pictures": 1}}
                        """))
        }
    }

    @Test("without scenes everything is empty or zero")
    func empty() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.archive = .empty }) { rig in
            try await rig.sync()
            let page = #"{"items": [], "total": 0, "page": 1, "per_page": 50, "pages": 0}"#
            try await rig.run(.curation(.get, "scenes").answers(200, json: page))
            try await rig.run(.curation(.get, "analysis/plans").answers(200, json: page))
            for kind in ["performers", "tags", "studios"] {
                try await rig.run(.curation(.get, "entities/" + kind).answers(200, json: "[]"))
            }
            try await rig.run(
                .curation(.get, "scenes/stats/summary").answers(
                    200,
                    json: """
                        {"total_scenes": 0, "organized_scenes": 0, "organization_percentage": 0.0, "total_tags": 0,
                         "total_performers": 0, "total_studios": 0, "scenes_by_studio": {}}
                        """
                ).expecting(text: [#""organization_percentage":0.0"#]))
            try await rig.run(
                .curation(.get, "analysis/stats").answers(
                    200,
                    json: """
                        {"total_scenes": 0, "analyzed_scenes": 0, "pending_analysis": 0, "total_plans": 0,
                         "pending_plans": 0, "applied_plans": 0, "completed_plans": 0, "total_changes": 0,
                         "pending_changes": 0, "approved_changes": 0, "rejected_changes": 0, "applied_changes": 0,
                         "changes_by_field": {}}
                        """))
            try await rig.run(
                .curation(.post, "analysis/generate", json: #"{"filters": {}}"#)
                    .failsCuration(400, "No scenes found matching the criteria"))
        }
    }
}
