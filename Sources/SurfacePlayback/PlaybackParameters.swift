import Basics
import Domain
import SurfaceKit

/// What a request says in its query and its body, as text whatever form it came in.
struct PlaybackParameters: Sendable {
    private var values: [String: String] = [:]

    /// The first value of a name counts.
    mutating func set(_ name: String, _ value: String) {
        if values[name] == nil { values[name] = value }
    }

    /// Nil when it is missing.
    func text(_ name: String) -> String? { values[name] }

    /// Without blanks at its ends; nil when it is missing or blank.
    func optional(_ name: String) -> String? {
        text(name).flatMap { $0.isBlank ? nil : $0.trimmed }
    }

    /// Throws `PlaybackError.invalid` when it is missing or empty.
    func required(_ name: String) throws(PlaybackError) -> String {
        guard let value = text(name), !value.isEmpty else { throw .invalid("\(name) is required.") }
        return value
    }

    /// A positive number of 32 bits. Throws `PlaybackError.invalid`.
    func id<Of>(_ name: String) throws(PlaybackError) -> ID<Of> {
        guard let id: ID<Of> = try optionalID(name) else { throw .invalid("\(name) is required.") }
        return id
    }

    /// Nil when it is missing or empty. Throws `PlaybackError.invalid`.
    func optionalID<Of>(_ name: String) throws(PlaybackError) -> ID<Of>? {
        guard let text = optional(name) else { return nil }
        guard let number = Int32(text), number > 0, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw .invalid("\(name) must be a positive number.")
        }
        return ID<Of>(number)
    }

    /// A whole number; nil when there is none that can be read.
    func number(_ name: String) -> Int? { optional(name).flatMap { Int($0) } }

    /// `1`, `0`, `true` or `false`; nil for anything else.
    func flag(_ name: String) -> Bool? {
        switch optional(name)?.lowercased() {
        case "1", "true": true
        case "0", "false": false
        default: nil
        }
    }
}
