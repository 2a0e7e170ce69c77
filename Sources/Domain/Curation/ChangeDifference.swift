extension ChangeField {
    /// Whether its values are lists of names, of which a change adds or takes away some.
    package var isList: Bool {
        switch self {
        case .performers, .tags, .genres, .keywords: true
        default: false
        }
    }
}

/// What a change of a list stands for: a difference, never the whole list.
extension NewChange {
    /// The names that are added or taken away: those in which the two lists differ, or the one name that was given
    /// alone. Nil for other fields, and where the value holds no names.
    package var difference: [String]? {
        guard field.isList, let proposed = proposed.names else { return nil }
        let present = current.names ?? []
        if self.proposed.isOneName { return action == .remove ? proposed : Self.names(proposed, without: present) }
        return action == .remove
            ? Self.names(present, without: proposed) : Self.names(proposed, without: present)
    }

    /// Whether a list with these names is as the change wants it.
    package func isTrue(of names: [String]) -> Bool {
        guard let difference else { return false }
        let missing = Self.names(difference, without: names)
        return action == .remove ? missing.count == difference.count : missing.isEmpty
    }

    /// The same difference, told of the names that there are now. A change that is true of them stays as it is.
    package func rebased(on names: [String]) -> NewChange {
        guard let difference, !isTrue(of: names) else { return self }
        let after =
            action == .remove
            ? Self.names(names, without: difference) : names + Self.names(difference, without: names)
        return NewChange(
            field, action, from: .names(Self.sorted(names)),
            to: proposed.isOneName ? proposed : .names(Self.sorted(after)), confidence: confidence, reason: reason)
    }

    /// Each once, whatever the case of its letters.
    private static func names(_ names: [String], without others: [String]) -> [String] {
        var known = Set(others.map { $0.lowercased() })
        return names.filter { known.insert($0.lowercased()).inserted }
    }

    private static func sorted(_ names: [String]) -> [String] {
        names.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
    }
}
