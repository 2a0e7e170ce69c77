import Basics
import Domain
import SQL

/// What a merge of items of a media server wrote, in a script that holds the lock of the titles.
struct WrittenTitles {
    private(set) var added: Set<TitleID> = []
    private(set) var changed: Set<TitleID> = []
    private var written: [Int: TitleID] = [:]
    private let merge: CatalogueMerge

    /// Stores what differs. New titles came with the media server.
    init(
        _ merge: CatalogueMerge, _ vocabulary: Vocabulary, world: World, _ connection: any SQLConnection
    ) throws {
        self.merge = merge
        let places = merge.slots.indices.filter { merge.slots[$0].isChanged && merge.slots[$0].differs }
        var writer = TitleWriter(connection: connection, vocabulary: vocabulary, world: world)
        let ids = try writer.write(places.map { merge.slots[$0] })
        for (place, id) in zip(places, ids) {
            written[place] = id
            if merge.slots[place].before == nil { added.insert(id) } else { changed.insert(id) }
        }
        guard !added.isEmpty else { return }
        try connection.execute("UPDATE title SET is_from_server = 1 WHERE id IN \(list: added)")
    }

    /// The title in a place of the merge.
    func id(at place: Int) -> TitleID? { written[place] ?? merge.slots[place].before?.id }

    /// `items` were told, and of these series more is known now than their titles say.
    func outcome(of items: Int, _ more: Set<TitleID> = []) -> UpsertOutcome {
        let changed = changed.union(more).subtracting(added)
        return UpsertOutcome(
            added: added.count, changed: changed.count,
            unchanged: max(0, items - added.count - changed.count))
    }
}
