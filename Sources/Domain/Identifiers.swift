/// An integer key of the database that names one kind of thing; `Of` keeps the kinds apart.
///
/// Keys fit 32 bits because the Android client reads them as `Int`.
package struct ID<Of>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: Int32

    package init(_ rawValue: Int32) {
        self.rawValue = rawValue
    }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int32.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var description: String { String(rawValue) }

    package static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}

package typealias UserID = ID<User>
package typealias APIKeyID = ID<APIKey>
package typealias TitleID = ID<Title>
package typealias JobID = ID<Job>

/// An IMDb title id: `tt` and 1 to 10 ASCII digits, exactly as written.
package struct IMDbID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    /// Nil unless `text` is lower-case `tt` and 1 to 10 ASCII digits (the bound is ours; IMDb uses 7 and 8).
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard (3...12).contains(bytes.count), bytes[0] == UInt8(ascii: "t"), bytes[1] == UInt8(ascii: "t"),
            bytes[2...].allSatisfy({ (48...57).contains($0) })
        else { return nil }
        rawValue = String(text)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = IMDbID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no IMDb id")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var description: String { rawValue }

    package static func < (left: IMDbID, right: IMDbID) -> Bool { left.rawValue < right.rawValue }
}
