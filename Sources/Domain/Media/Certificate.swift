/// A step of the ladder by which titles are kept from children: the certificates of the United Kingdom.
package enum Certificate: String, Sendable, Codable, CaseIterable {
    case universal = "U"
    case parentalGuidance = "PG"
    case twelveInCinemas = "12A"
    case twelve = "12"
    case fifteen = "15"
    case eighteen = "18"
    case restricted = "R18"

    /// Higher is stricter; both kinds of 12 are equal.
    package var rank: Int {
        switch self {
        case .universal: 0
        case .parentalGuidance: 1
        case .twelveInCinemas, .twelve: 2
        case .fifteen: 3
        case .eighteen: 4
        case .restricted: 5
        }
    }
}
