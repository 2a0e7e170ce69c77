/// A certificate of the British Board of Film Classification, by which Kinothek compares all others.
///
/// The raw value is the spelling for clients.
package enum Certificate: String, Hashable, Sendable, Codable, CaseIterable {
    case universal = "U"
    case parentalGuidance = "PG"
    /// In cinemas: children under 12 need company.
    case twelveA = "12A"
    /// On disc and television.
    case twelve = "12"
    case fifteen = "15"
    case eighteen = "18"
    case restricted18 = "R18"

    /// The place on the ladder; `12A` and `12` share one.
    package var rank: CertificateRank {
        switch self {
        case .universal: .universal
        case .parentalGuidance: .parentalGuidance
        case .twelveA, .twelve: .twelve
        case .fifteen: .fifteen
        case .eighteen: .eighteen
        case .restricted18: .restricted18
        }
    }
}

/// The rungs of the ladder, lowest first: `U < PG < 12A = 12 < 15 < 18 < R18`.
package enum CertificateRank: Int, Hashable, Sendable, CaseIterable, Comparable {
    case universal
    case parentalGuidance
    case twelve
    case fifteen
    case eighteen
    case restricted18

    package static func < (left: CertificateRank, right: CertificateRank) -> Bool { left.rawValue < right.rawValue }
}
