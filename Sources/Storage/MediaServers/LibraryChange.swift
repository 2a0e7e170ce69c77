import Basics
import Domain
import SQL

/// What a list of libraries changes of those that are stored.
struct LibraryChange {
    private struct New {
        let told: MediaServerLibrary
        let kind: TitleKind
    }

    private let server: MediaServerKey
    private var new: [New] = []
    private var renamed: [(id: ServerLibraryID, told: New)] = []
    private var gone: [ServerLibraryID] = []
    private var returned: [ServerLibraryID] = []
    /// Of new libraries, those that are wanted without a question.
    private let enabledKinds: Set<TitleKind>

    init(_ told: ToldLibraries, _ stored: [SQLServerLibraryStore.Row], _ fresh: FreshLibraries) {
        server = told.server
        let own = stored.filter { $0.library.server == told.server }
        enabledKinds =
            switch fresh {
            case .disabled: []
            case .enabledWhenFirst: Set(TitleKind.allCases).subtracting(own.map(\.library.kind))
            }
        let byItem = Dictionary(own.map { ($0.library.itemID, $0) }) { first, _ in first }
        var seen: Set<MediaServerID> = []
        for library in told.libraries {
            guard let kind = library.kind.titles, seen.insert(library.id).inserted else { continue }
            let fresh = New(told: library, kind: kind)
            guard let row = byItem[library.id] else {
                new.append(fresh)
                continue
            }
            let isSame = row.library.name == Self.name(library) && row.library.kind == kind
            if !isSame || row.isGone { renamed.append((row.library.id, fresh)) }
            if row.isGone { returned.append(row.library.id) }
        }
        gone = stored.filter { row in
            !row.isGone && !(row.library.server == told.server && seen.contains(row.library.itemID))
        }.map(\.library.id)
    }

    var isEmpty: Bool { new.isEmpty && renamed.isEmpty && gone.isEmpty }

    /// Libraries whose titles may be shown or hidden now.
    var titlesMove: [ServerLibraryID] { gone + returned }

    func write(at moment: Instant, _ connection: any SQLConnection) throws {
        let rows = new.map { library in
            [
                SQLBinding(server), SQLBinding(library.told.id), SQLBinding(Self.name(library.told)),
                SQLBinding(library.kind), SQLBinding(enabledKinds.contains(library.kind)), SQLBinding(moment),
                SQLBinding(moment),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO server_library (server, item_id, name, kind, is_enabled, created_at, updated_at)
            VALUES \(rows: $0)
            """
        }
        for (id, library) in renamed {
            try connection.execute(
                """
                UPDATE server_library SET name = \(Self.name(library.told)), kind = \(library.kind),
                    updated_at = \(moment), vanished_at = NULL
                WHERE id = \(id)
                """)
        }
        if !gone.isEmpty {
            try connection.execute(
                "UPDATE server_library SET vanished_at = \(moment), completed_at = NULL WHERE id IN \(list: gone)")
        }
    }

    private static func name(_ library: MediaServerLibrary) -> String {
        Folding.bounded(Folding.tidied(library.name))
    }
}
