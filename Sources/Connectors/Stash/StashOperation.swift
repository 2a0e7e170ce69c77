import Domain

/// A question or change in Stash's language. Only what is kept is asked for, and never the paths of a scene, of which
/// one holds the key.
package struct StashOperation: Sendable {
    package let name: String
    /// The GraphQL document, which holds this one operation.
    package let document: String
    let isWrite: Bool

    private init(_ name: String, _ document: String, isWrite: Bool = false) {
        self.name = name
        self.document = document
        self.isWrite = isWrite
    }

    /// Every operation that is ever sent.
    package static let all: [StashOperation] =
        [status, probe, scene, updateScene, updateRelations, destroyTag]
        + ArchiveKind.allCases.flatMap { [page($0), stamps($0), count($0)] }
        + ArchiveKind.entities.flatMap { [named($0), create($0)] }

    // MARK: - Of the archive

    static let status = StashOperation(
        "KinothekStatus", "query KinothekStatus { version { version } systemStatus { status } }")

    static let probe = StashOperation(
        "KinothekProbe",
        """
        query KinothekProbe {
          version { version }
          systemStatus { status }
          stats { scene_count performer_count studio_count tag_count }
        }
        """)

    // MARK: - Reading

    /// Rows that change during a walk do not move, because it goes by id.
    static func page(_ kind: ArchiveKind) -> StashOperation {
        list("Page", kind, "count \(kind.rows) { \(kind.fields) }")
    }

    static func stamps(_ kind: ArchiveKind) -> StashOperation {
        list("Ids", kind, "count \(kind.rows) { id updated_at }")
    }

    static func count(_ kind: ArchiveKind) -> StashOperation {
        let name = "KinothekCount\(kind.plural)"
        return StashOperation(
            name,
            """
            query \(name)($where: \(kind.title)FilterType) {
              \(kind.find)(\(kind.rawValue)_filter: $where, filter: { page: 1, per_page: 0 }) { count }
            }
            """)
    }

    static let scene = StashOperation(
        "KinothekScene", "query KinothekScene($id: ID!) { findScene(id: $id) { \(ArchiveKind.scene.fields) } }")

    /// Compares as SQL's `LIKE` does, so its rows have to be compared once more. Tags tell how many scenes carry them,
    /// which costs a query for each and so is no part of pages.
    static func named(_ kind: ArchiveKind) -> StashOperation {
        let name = "Kinothek\(kind.title)ByName"
        return StashOperation(
            name,
            """
            query \(name)($name: String!) {
              \(kind.find)(
                \(kind.rawValue)_filter: {
                  name: { value: $name, modifier: EQUALS }
                  OR: { aliases: { value: $name, modifier: EQUALS } }
                }
                filter: { per_page: -1 }
              ) { \(kind.rows) { \(kind.fields)\(kind == .tag ? " scene_count" : "") } }
            }
            """)
    }

    private static func list(_ what: String, _ kind: ArchiveKind, _ fields: String) -> StashOperation {
        let name = "Kinothek\(kind.title)\(what)"
        return StashOperation(
            name,
            """
            query \(name)($page: Int!, $size: Int!, $where: \(kind.title)FilterType) {
              \(kind.find)(
                \(kind.rawValue)_filter: $where
                filter: { page: $page, per_page: $size, sort: "id", direction: ASC }
              ) { \(fields) }
            }
            """)
    }

    // MARK: - Writing

    static let updateScene = StashOperation(
        "KinothekSceneUpdate",
        "mutation KinothekSceneUpdate($input: SceneUpdateInput!) { sceneUpdate(input: $input) { id updated_at } }",
        isWrite: true)

    /// Adding and removing need no reading before, so no edit that is made meanwhile gets lost.
    static let updateRelations = StashOperation(
        "KinothekSceneAddRelations",
        """
        mutation KinothekSceneAddRelations($ids: [ID!], $tags: BulkUpdateIds, $performers: BulkUpdateIds) {
          bulkSceneUpdate(input: { ids: $ids, tag_ids: $tags, performer_ids: $performers }) { id updated_at }
        }
        """, isWrite: true)

    static func create(_ kind: ArchiveKind) -> StashOperation {
        let name = "Kinothek\(kind.title)Create"
        return StashOperation(
            name,
            """
            mutation \(name)($input: \(kind.title)CreateInput!) {
              \(kind.rawValue)Create(input: $input) { \(kind.fields) }
            }
            """, isWrite: true)
    }

    static let destroyTag = StashOperation(
        "KinothekTagDestroy",
        "mutation KinothekTagDestroy($input: TagDestroyInput!) { tagDestroy(input: $input) }", isWrite: true)
}

extension ArchiveKind {
    /// As types and operations begin.
    fileprivate var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    fileprivate var plural: String { title + "s" }

    /// The query for lists.
    var find: String { "find" + plural }

    /// The list within its answer.
    var rows: String { rawValue + "s" }

    fileprivate var fields: String {
        switch self {
        case .studio: "id name aliases details ignore_auto_tag updated_at"
        case .tag: "id name aliases description ignore_auto_tag updated_at"
        case .performer: "id name disambiguation alias_list details ignore_auto_tag updated_at"
        case .scene:
            """
            id title code details director date urls rating100 organized created_at updated_at
            files {
              path size duration width height frame_rate bit_rate format video_codec audio_codec
              fingerprints { type value }
            }
            studio { id name } performers { id name } tags { id name }
            """
        }
    }
}
