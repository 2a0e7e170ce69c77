import Domain
import HTTPTypes
import SQL
import TestKit
import Testing

@Suite("Curation: lists of scenes")
struct SceneListTests {
    /// Scenes 2, 9, 10 and 33, made in this order; 9 has nothing.
    private static let gallery: FakeArchive = {
        var archive = FakeArchive()
        archive.add(.studio, "Alpha", id: 1)
        archive.add(.studio, "beta", id: 2)
        archive.add(.tag, "Day", id: 4)
        archive.add(.tag, "Night", id: 5)
        archive.add(.performer, "Ada North", id: 1)
        archive.add(.performer, "Ben South", id: 3)
        archive.addScene("Zebra", id: 2) {
            ($0.studio, $0.tags, $0.performers) = (2, [4, 5], [1])
            ($0.date, $0.isOrganized, $0.rating100) = ("2024-01-05", true, 20)
            $0.files = [FakeStashFile("/archive/z.mp4") { ($0.size, $0.duration) = (10, 30) }]
        }
        archive.addScene(nil, id: 9)
        archive.addScene("apple 100%", id: 10) {
            ($0.studio, $0.tags, $0.date, $0.rating100) = (1, [5], "2024-06", 90)
            $0.files = [FakeStashFile("/archive/Ümlaut_dir/a.mp4") { ($0.size, $0.duration) = (5_000_000_000, 10) }]
        }
        archive.addScene("Quay \"quoted\" back\\slash 100_percent", id: 33) {
            ($0.details, $0.date, $0.performers) = ("first line\nملف 🎬", "2023", [1, 3])
            $0.files = [FakeStashFile("/archive/q.mkv") { $0.duration = 20 }]
        }
        return archive
    }()

    private static func ids(_ answer: TestAnswer) throws -> [String] {
        try answer.json["items"]?.list?.compactMap { $0["id"]?.text } ?? []
    }

    @Test("each order, with what is absent at the end both ways")
    func orders() async throws {
        let rows: [(query: String, ids: [String])] = [
            ("", ["33", "10", "9", "2"]), ("?sort_by=rank&sort_order=asc", ["33", "10", "9", "2"]),
            ("?sort_by=title", ["10", "33", "9", "2"]), ("?sort_by=title&sort_order=desc", ["2", "9", "33", "10"]),
            ("?sort_by=created_date", ["2", "9", "10", "33"]),
            ("?sort_by=created_date&sort_order=desc", ["33", "10", "9", "2"]),
            ("?sort_by=scene_date", ["33", "2", "10", "9"]),
            ("?sort_by=scene_date&sort_order=desc", ["10", "2", "33", "9"]),
            ("?sort_by=organized", ["9", "10", "33", "2"]), ("?sort_by=id", ["2", "9", "10", "33"]),
            ("?sort_by=id&sort_order=desc", ["33", "10", "9", "2"]), ("?sort_by=last_synced", ["2", "9", "10", "33"]),
            ("?sort_by=studio", ["10", "2", "9", "33"]), ("?sort_by=duration", ["10", "33", "2", "9"]),
            ("?sort_by=duration&sort_order=desc", ["2", "33", "10", "9"]), ("?sort_by=size", ["2", "33", "10", "9"]),
            ("?sort_by=rating100", ["2", "10", "9", "33"]),
            ("?sort_by=rating100&sort_order=desc", ["10", "2", "9", "33"]),
        ]
        try await CurationRig.with(CurationRig.Setup { $0.archive = Self.gallery }) { rig in
            try await rig.sync()
            for row in rows {
                let answer = try await rig.run(.curation(.get, "scenes/" + row.query).answers(200))
                #expect(try Self.ids(answer) == row.ids, "\(row.query)")
            }
        }
    }

    @Test("each filter, in every form that clients send")
    func filters() async throws {
        let all = ["2", "9", "10", "33"]
        let rows: [(query: String, ids: [String])] = [
            ("search=APPLE", ["10"]), ("search=100%25", ["10"]), ("search=100_", ["33"]), ("search=%5C", ["33"]),
            ("search=%22quoted%22", ["33"]), ("search=%C3%BCmlaut_", ["10"]), ("search=%F0%9F%8E%AC", ["33"]),
            ("search=%D9%85%D9%84%D9%81", ["33"]), ("search=LINE", ["33"]), ("search=+%20", all),
            ("search=nothing", []),
            ("search=%27%20OR%20%271%27=%271", []),
            ("studio_id=1", ["10"]), ("studio_id=", all), ("studio_id=7", []),
            ("performer_ids=1", ["2", "33"]), ("performer_ids=1&performer_ids=3", ["2", "33"]),
            ("performer_ids%5B%5D=3", ["33"]), ("performer_ids=3,77", ["33"]), ("performer_ids=77", []),
            ("tag_ids=4&tag_ids=5", ["2", "10"]), ("tag_ids=4,5", ["2", "10"]), ("tag_ids%5B%5D=4", ["2"]),
            ("exclude_tag_ids=4", ["9", "10", "33"]), ("exclude_tag_ids=4,5", ["9", "33"]),
            ("scene_ids=9,33", ["9", "33"]), ("scene_ids=404", []),
            ("organized=YES", ["2"]), ("organized=0", ["9", "10", "33"]), ("organized=off", ["9", "10", "33"]),
            ("analyzed=False", all), ("analyzed=on", []),
            ("date_from=2024-01-05", ["2", "10"]), ("date_from=2024-01-05T00:00:01", ["10"]),
            ("date_from=2024-01-05T01:00:00%2B01:00", ["2", "10"]), ("date_to=2024-01-05", ["2", "33"]),
            ("date_to=2024-06-01T12:00:00Z", ["2", "10", "33"]), ("date_to=2024-01-04T23:59:59.999Z", ["33"]),
            ("date_from=2023-01-01&date_to=2024-01-05&tag_ids=5&organized=true", ["2"]),
            ("per_page=100&unknown=1", all),
        ]
        try await CurationRig.with(CurationRig.Setup { $0.archive = Self.gallery }) { rig in
            try await rig.sync()
            for row in rows {
                let answer = try await rig.run(.curation(.get, "scenes?sort_by=id&" + row.query).answers(200))
                #expect(try Self.ids(answer) == row.ids, "\(row.query)")
                #expect(try answer.json["total"] == .int(row.ids.count), "\(row.query)")
            }
        }
    }

    @Test("pages have the true total, also past the end")
    func pages() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.archive = .many(scenes: 5) }) { rig in
            try await rig.sync()
            for (page, ids) in [(1, ["1", "2"]), (2, ["3", "4"]), (3, ["5"]), (4, []), (3_000_000_000, [])] {
                let answer = try await rig.run(
                    .curation(.get, "scenes?sort_by=id&per_page=2&page=\(page)").answers(200))
                #expect(try Self.ids(answer) == ids)
                let json = try answer.json
                #expect(json["total"] == .int(5) && json["pages"] == .int(3) && json["page"] == .int(page))
                #expect(json["per_page"] == .int(2))
            }
        }
    }

    @Test(
        "what does not fit is named, all of it",
        arguments: [
            ("page=0", ["query.page"]), ("page=-1", ["query.page"]), ("page=x", ["query.page"]),
            ("page=1.5", ["query.page"]), ("per_page=0", ["query.per_page"]), ("per_page=101", ["query.per_page"]),
            ("sort_order=up", ["query.sort_order"]), ("organized=maybe", ["query.organized"]),
            ("analyzed=2", ["query.analyzed"]), ("date_from=yesterday", ["query.date_from"]),
            ("date_to=2024-13-01", ["query.date_to"]), ("date_from=2024-01-05T25:00", ["query.date_from"]),
            ("per_page=1000&page=0&organized=x", ["query.page", "query.per_page", "query.organized"]),
        ])
    func problems(_ query: String, _ fields: [String]) async throws {
        try await CurationRig.with(CurationRig.Setup { $0.archive = .empty }) { rig in
            let answer = try await rig.run(
                .curation(.get, "scenes/?" + query).failsCuration(422, "Validation failed"))
            #expect(try answer.invalidFields == fields)
        }
    }

    @Test("a page takes the same number of statements, however many scenes it has")
    func statements() async throws {
        try await CurationRig.with(CurationRig.Setup { $0.archive = .many(scenes: 60) }) { rig in
            try await rig.sync()
            var counts: [Int] = []
            for size in [1, 50] {
                let scenario = Scenario.curation(.get, "scenes/?per_page=\(size)").answers(200)
                counts.append(try await StatementCounter.counting { try await rig.run(scenario) }.1.count)
            }
            #expect(counts[0] == counts[1] && counts[0] <= 10, "\(counts)")
        }
    }
}
