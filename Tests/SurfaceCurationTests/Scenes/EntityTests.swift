import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Curation: studios, performers and tags")
struct EntityTests {
    @Test("lists are by name without case, with the scenes of each")
    func lists() async throws {
        try await CurationRig.with { rig in
            await rig.stash.edit { archive in
                archive.add(.tag, "afterglow", id: 11)
                archive.edit(scene: 34) { $0.tags = [4] }
            }
            try await rig.sync()
            try await rig.run(
                .curation(.get, "entities/tags/").answers(
                    200,
                    json: """
                        [{"id": "11", "name": "afterglow", "scene_count": 0},
                         {"id": "9", "name": "Fireworks", "scene_count": 0},
                         {"id": "5", "name": "HD", "scene_count": 0},
                         {"id": "4", "name": "Outdoor", "scene_count": 2},
                         {"id": "10", "name": "Unsorted", "scene_count": 0}]
                        """))
            try await rig.run(
                .curation(.get, "entities/performers").answers(
                    200,
                    json: """
                        [{"id": "1", "name": "Ada North", "scene_count": 1},
                         {"id": "3", "name": "Ben South", "scene_count": 0}]
                        """))
            try await rig.run(
                .curation(.get, "entities/studios").answers(
                    200,
                    json: """
                        [{"id": "1", "name": "Dockside", "scene_count": 0},
                         {"id": "2", "name": "Pier Pictures", "scene_count": 1}]
                        """))
        }
    }

    @Test("a search is for a part of the name, letter by letter")
    func search() async throws {
        try await CurationRig.with { rig in
            await rig.stash.edit { archive in
                archive.add(.tag, "100% sun", id: 11)
                archive.add(.tag, "a_b \"c\" \\ 🌊", id: 12)
                archive.add(.tag, "Ωmega", id: 13)
            }
            try await rig.sync()
            let rows: [(search: String, ids: [String])] = [
                ("OUT", ["4"]), ("%25", ["11"]), ("_", ["12"]), ("%5C", ["12"]), ("%22", ["12"]),
                ("%F0%9F%8C%8A", ["12"]), ("%CF%89ME", ["13"]), ("nothing", []), ("pyro", []),
            ]
            for row in rows {
                let answer = try await rig.run(.curation(.get, "entities/tags?search=" + row.search).answers(200))
                #expect(try answer.json.list?.compactMap { $0["id"]?.text } == row.ids, "\(row.search)")
            }
            let all = try await rig.run(.curation(.get, "entities/tags?search=").answers(200)).json
            #expect(all.list?.count == 7)
        }
    }

    @Test("one has its aliases")
    func one() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            try await rig.run(
                .curation(.get, "entities/tags/9/").answers(
                    200,
                    json: """
                        {"id": "9", "name": "Fireworks", "scene_count": 0, "aliases": ["Pyro"], "details": null,
                         "disambiguation": null, "ignore_auto_tag": false}
                        """))
            let ben = try await rig.run(.curation(.get, "entities/performers/3").answers(200)).json
            #expect(ben["disambiguation"] == .text("the younger"))
            let unsorted = try await rig.run(.curation(.get, "entities/tags/10").answers(200)).json
            #expect(unsorted["ignore_auto_tag"] == .bool(true))
            try await rig.run(.curation(.get, "entities/tags/77").failsCuration(404, "Tag 77 not found"))
            try await rig.run(.curation(.get, "entities/studios/4").failsCuration(404, "Studio 4 not found"))
            try await rig.run(.curation(.get, "entities/performers/x").failsCuration(404, "Performer x not found"))
            try await rig.run(.curation(.get, "entities/movies").answers(404))
        }
    }

    @Test("a name that is gone in the archive leaves the lists")
    func gone() async throws {
        try await CurationRig.with { rig in
            try await rig.sync()
            await rig.stash.edit { $0.remove(.tag, 9) }
            try await rig.finish(rig.run(.curation(.post, "sync/tags?force=true").answers(200)))
            try await rig.run(.curation(.get, "entities/tags/9").failsCuration(404, "Tag 9 not found"))
        }
    }
}
