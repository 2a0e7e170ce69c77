import SQL

/// A stored number, text or nothing, as the journal keeps it.
struct JournalCell: Codable, Equatable {
    let value: SQLValue

    init(_ value: SQLValue) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let number = try? container.decode(Int64.self) {
            value = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            value = .real(number)
        } else {
            value = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .null, .blob: try container.encodeNil()
        case .integer(let number): try container.encode(number)
        case .real(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }

    var number: Int64? { Int64(sqlValue: value) }

    /// With the type of its column, also where it is nothing.
    func binding(as type: SQLType) -> SQLBinding {
        switch type {
        case .integer: SQLBinding(number)
        case .real: SQLBinding(Double(sqlValue: value))
        case .text: SQLBinding(String(sqlValue: value))
        case .blob, .unknown: SQLBinding(value)
        }
    }
}
