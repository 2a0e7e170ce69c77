/// The two dialects of SQL that the drivers speak.
package enum SQLDialect: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    /// Writes the placeholder for the parameter at `position`, counted from 1.
    func appendPlaceholder(_ position: Int, to text: inout String) {
        switch self {
        case .sqlite: text.append("?")
        case .postgres:
            text.append("$")
            text.append(String(position))
        }
    }
}
