import Domain
import Foundation

/// Lists of JSON, an element a line.
enum ExportJSON {
    static let separator = Array(",\n".utf8)

    static func list(_ name: String, _ sections: [ExportSection]) -> ExportFile {
        ExportFile(name: name, sections: [.text("[\n")] + sections + [.text("\n]\n")])
    }

    /// Members are named with underscores.
    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
