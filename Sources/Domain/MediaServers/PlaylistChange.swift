/// How a playlist becomes another one with the two changes that media servers know: append and take out.
package enum PlaylistStep: Hashable, Sendable {
    case append([MediaServerID])
    /// Entries, by their ids.
    case remove([MediaServerID])
}

/// The order of changes that keeps a playlist from being empty while it changes, even when one of them fails.
package enum PlaylistChange {
    /// The steps from `entries` to exactly `wanted` (without its repetitions); none when nothing is to be done.
    ///
    /// What already stands in the right order at its place stays. Where an entry has an id of its own the rest is
    /// appended first and the old entries go afterwards. Where an entry's id is its item's, taking one out takes every
    /// copy, the one just appended included: items that move are then taken out before they are appended again.
    /// Only a list of nothing but copies of one item can be empty in between on such a server.
    package static func steps(
        from entries: [MediaServerPlaylistEntry], to wanted: [MediaServerID]
    ) -> [PlaylistStep] {
        let wanted = wanted.withoutRepetitions
        let sharesIDs = entries.contains { $0.entryID == $0.itemID }
        if sharesIDs, let first = wanted.first, entries.count(where: { $0.itemID == first }) > 1 {
            // Nothing could stay in front of it, so its copies go while there is something behind them.
            return [.remove([first])] + steps(from: entries.filter { $0.itemID != first }, to: wanted)
        }
        let kept = keptPlaces(of: entries, in: wanted, sharesIDs: sharesIDs)
        let old = entries.indices.filter { !kept.contains($0) }.map { entries[$0] }
        let rest = wanted.dropFirst(kept.count)
        let removal = PlaylistStep.remove(old.map(\.entryID).withoutRepetitions)
        guard sharesIDs else { return [.append(Array(rest)), removal].filter(\.isSomething) }
        let oldItems = Set(old.map(\.itemID))
        let ahead = rest.prefix { !oldItems.contains($0) }
        return [.append(Array(ahead)), removal, .append(Array(rest.dropFirst(ahead.count)))].filter(\.isSomething)
    }

    /// The places of the first items of `wanted`, as far as they come in this order.
    private static func keptPlaces(
        of entries: [MediaServerPlaylistEntry], in wanted: [MediaServerID], sharesIDs: Bool
    ) -> Set<Int> {
        let copies = Dictionary(entries.map { ($0.itemID, 1) }, uniquingKeysWith: +)
        var kept: Set<Int> = []
        for (place, entry) in entries.enumerated() where kept.count < wanted.count {
            let next = wanted[kept.count]
            if sharesIDs, copies[next, default: 0] > 1 { break }
            if entry.itemID == next { kept.insert(place) }
        }
        return kept
    }
}

extension PlaylistStep {
    fileprivate var isSomething: Bool {
        switch self {
        case .append(let ids), .remove(let ids): !ids.isEmpty
        }
    }
}

extension [MediaServerID] {
    /// Each id once, where it came first.
    fileprivate var withoutRepetitions: [MediaServerID] {
        var seen: Set<MediaServerID> = []
        return filter { seen.insert($0).inserted }
    }
}
