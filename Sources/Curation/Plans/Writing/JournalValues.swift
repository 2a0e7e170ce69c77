import Domain

/// The archive's names as the journal keeps them: with their ids, so that a name that was changed since is met again.
extension ChangeValue {
    static func list(_ names: [ArchiveName]) -> ChangeValue { ChangeValue(json: JSONText.of(names)) }

    static func name(_ name: ArchiveName?) -> ChangeValue {
        name.map { ChangeValue(json: JSONText.of($0)) } ?? .null
    }

    /// Of a list; empty for everything else.
    var list: [ArchiveName] { decoded() ?? [] }

    /// Of one name; nil for everything else.
    var name: ArchiveName? { decoded() }
}
