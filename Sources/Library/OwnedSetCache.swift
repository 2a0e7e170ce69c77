package import Domain
import Synchronization

/// A person's set as it was read, with answers made from it: both are good until the set's etag changes.
package final class OwnedSnapshot: Sendable {
    package let set: OwnedSet
    private let answers = Mutex<[String: [UInt8]]>([:])

    init(_ set: OwnedSet) {
        self.set = set
    }

    /// The bytes of this name, made from the set when they are asked for first.
    package func answer(_ name: String, made: (OwnedSet) throws -> [UInt8]) rethrows -> [UInt8] {
        if let answer = answers.withLock({ $0[name] }) { return answer }
        let answer = try made(set)
        answers.withLock { answers in
            if answers.count < LibraryLimits.cachedAnswersPerSet { answers[name] = answer }
        }
        return answer
    }
}

/// One snapshot for each of the accounts that asked last.
final class OwnedSetCache: Sendable {
    private struct Contents {
        var snapshots: [UserID: OwnedSnapshot] = [:]
        /// Asked longest ago first.
        var order: [UserID] = []
    }

    private let setsMax: Int
    private let contents = Mutex(Contents())

    init(setsMax: Int) {
        self.setsMax = max(1, setsMax)
    }

    func snapshot(of user: UserID, etag: String) -> OwnedSnapshot? {
        contents.withLock { contents in
            guard let snapshot = contents.snapshots[user], snapshot.set.etag == etag else { return nil }
            contents.order.removeAll { $0 == user }
            contents.order.append(user)
            return snapshot
        }
    }

    /// Keeps a set, and forgets the account that asked longest ago when there are too many.
    func keep(_ set: OwnedSet, of user: UserID) -> OwnedSnapshot {
        let snapshot = OwnedSnapshot(set)
        contents.withLock { contents in
            contents.order.removeAll { $0 == user }
            contents.order.append(user)
            contents.snapshots[user] = snapshot
            while contents.order.count > setsMax {
                contents.snapshots[contents.order.removeFirst()] = nil
            }
        }
        return snapshot
    }
}
