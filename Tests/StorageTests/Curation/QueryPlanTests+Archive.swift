import Basics
import Domain
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    /// A list without a filter follows an index up to its limit.
    private static let lists: Set<String> = [
        "archive_scene", "archive_scene_id", "archive_scene_title", "archive_scene_created",
    ]

    /// What any title of the catalogue takes, of which other questions tell, and names that are few.
    private static let ofTitles: Set<String> = [
        "rating_homeless", "title_pkey", "person_pkey", "title_person_person", "term_pkey", "studio_pkey",
        "media_file_pkey", "title_file_pkey", "episode_series", "archive_entity_pkey",
        "archive_link_entity", "archive_name_entity", "plan_change_subject", "curation_plan_pkey", "plan_subject_title",
    ]

    static let archive = [
        Query("taking a scene over", reads: ofTitles, sorts: true) { stores in
            let scene = SceneFacts.test("1") { scene in
                scene.files = [.test("/1.mkv")]
                scene.studio = .test("2", "Harbour")
                scene.tags = [.test("4", "Beach")]
            }
            _ = try await stores.archive.takeOver([scene], at: .test(1))
            _ = try await stores.archive.takeOver([scene], at: .test(2))
            _ = try await stores.archive.takeOver([.test(.tag, "4", "Sand")], at: .test(3))
            _ = try await stores.archive.state(of: .scene)
            _ = try await stores.archive.stubIDs(.studio)
        },
        Query("scenes in an order that an index has", reads: lists) { stores in
            for order in [SceneOrder.id, .title, .created] {
                _ = try await stores.scenes.page(SceneFilter(), by: order, descending: false, offset: 0, limit: 9)
            }
        },
        Query("a scene", reads: ofTitles, sorts: true) { stores in
            _ = try await Self.mirrored(stores)
            _ = try await stores.scenes.scene("1")
            _ = try await stores.scenes.known(["1", "2"])
        },
        Query("names by their name or id", reads: ofTitles, sorts: true) { stores in
            _ = try await stores.scenes.entity(.tag, upstreamID: "4")
            _ = try await stores.scenes.known([.tag: ["4"], .performer: ["5", "6"]])
            _ = try await stores.scenes.entities(.studio, named: ["Harbour"])
            _ = try await stores.scenes.entities(.performer, search: nil)
        },
    ]

    private static func mirrored(_ stores: Stores) async throws -> MirrorResult {
        try await stores.archive.takeOver([SceneFacts.test("1")], at: .test(1))
    }
}
