import SQL

/// The parameters of one statement, laid out as libpq takes them: text, but for blobs, which go in binary.
struct PostgresParameters {
    /// The wire protocol counts parameters in 16 bits.
    private static let countMax = 65_535

    /// Declared types, as object ids of PostgreSQL's catalogue; 0 leaves the choice to the server.
    let types: [UInt32]
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [CInt] = []
    private var formats: [CInt] = []

    init(_ bindings: [SQLBinding]) throws {
        guard bindings.count <= Self.countMax else {
            throw SQLError.other(code: "bind", message: "a statement takes at most \(Self.countMax) parameters")
        }
        types = bindings.map { PostgresType.parameter($0.type) }
        for binding in bindings { try append(binding.value) }
    }

    private mutating func append(_ value: SQLValue) throws {
        let start = bytes.count
        switch value {
        case .null: break
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .real(let number): bytes.append(contentsOf: Self.text(number).utf8)
        case .text(let text):
            try SQLError.checkStorable(text)
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob): bytes.append(contentsOf: blob)
        }
        offsets.append(value == .null ? nil : start)
        lengths.append(CInt(bytes.count - start))
        formats.append(value.type == .blob ? 1 : 0)
        bytes.append(0)
    }

    private static func text(_ number: Double) -> String {
        guard number.isInfinite else { return String(number) }
        return number < 0 ? "-Infinity" : "Infinity"
    }

    /// The four arrays of libpq's calls; null pointers stand for null.
    func withPointers<Result>(
        _ body: (CInt, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { raw in
            let start = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return body(CInt(values.count), values, lengths, formats)
        }
    }
}

/// The types of PostgreSQL that parameters are declared with and columns are decoded from.
enum PostgresType {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let oid: UInt32 = 26
    static let float4: UInt32 = 700
    static let float8: UInt32 = 701
    static let numeric: UInt32 = 1700

    static func parameter(_ type: SQLType) -> UInt32 {
        switch type {
        case .integer: int8
        case .real: float8
        case .text: text
        case .blob: bytea
        case .unknown: 0
        }
    }
}
