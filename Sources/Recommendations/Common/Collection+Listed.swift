extension Collection<String> {
    /// "A", "A and B", "A, B and C"; `last` stands before the last one.
    func listed(last: String = " and ") -> String {
        guard count > 1, let end = suffix(1).first else { return first ?? "" }
        return prefix(count - 1).joined(separator: ", ") + last + end
    }
}
