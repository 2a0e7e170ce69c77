import Basics
import Domain

/// What Stash answered to one operation.
struct StashAnswer {
    /// Something that its resolvers could not do.
    struct Fault {
        let words: String
        /// The place of the row that it is about within the list of a page.
        let row: Int?
    }

    let data: JSONNode
    let faults: [Fault]

    /// Faults that pass by themselves, as its database has one writer.
    private static let passing = ["is locked", "sqlite_busy", "context deadline exceeded"]

    /// Throws `ArchiveFailure`.
    init(body: [UInt8], key: String?) throws {
        guard let node = JSONNode(json: body), node.isObject else { throw ArchiveFailure.unreadable }
        data = node["data"]
        faults = node["errors"].list.map { Fault($0, key: key) }
        if faults.contains(where: { fault in Self.passing.contains { fault.words.lowercased().contains($0) } }) {
            throw ArchiveFailure.failing
        }
        guard data.isObject || !faults.isEmpty else { throw ArchiveFailure.unreadable }
    }

    /// The data of an answer in which nothing went wrong. Throws `ArchiveFailure`.
    var goodData: JSONNode {
        get throws {
            if let fault = faults.first { throw ArchiveFailure.refused(fault.words) }
            return data
        }
    }
}

extension StashAnswer.Fault {
    /// What Stash says is for people, and nothing that was sent to it in secret is in it.
    fileprivate init(_ node: JSONNode, key: String?) {
        var words = node["message"].text ?? "an error without words"
        if let key { words = words.replacing(key, with: "...") }
        self.words = words.printable(charactersMax: ConnectorsLimits.stashWordsMax)
        row = node["path"].list.dropFirst(2).first?.int
    }
}
