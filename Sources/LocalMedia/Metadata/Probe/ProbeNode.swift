import Foundation

/// A value of ffprobe's JSON, read tolerantly: what is missing or of another type is nil or empty, never an error.
struct ProbeNode {
    private let value: Any?

    private init(_ value: Any?) {
        self.value = value
    }

    /// Nil for anything but a JSON object. Bytes that are not UTF-8, which names in old files cause, become
    /// replacement characters.
    init?(object json: [UInt8]) {
        let repaired = Data(String(decoding: json, as: UTF8.self).utf8)
        guard let object = (try? JSONSerialization.jsonObject(with: repaired)) as? [String: Any] else { return nil }
        value = object
    }

    subscript(_ member: String) -> ProbeNode {
        ProbeNode((value as? [String: Any])?[member])
    }

    var list: [ProbeNode] { (value as? [Any] ?? []).map(ProbeNode.init) }

    /// One line, trimmed and cut; nil also for blank text and for what ffprobe writes when it does not know.
    var text: String? {
        guard let text = value as? String else { return nil }
        let scalars = text.unicodeScalars.prefix(LocalMediaLimits.probeTextCharactersMax).map {
            $0.properties.generalCategory == .control ? " " : $0
        }
        let line = String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespacesAndNewlines)
        return line.isEmpty || line == "N/A" || line == "unknown" ? nil : line
    }

    /// A number, also when it is written as text.
    var number: Double? {
        if let text = value as? String { return Double(text).flatMap { $0.isFinite ? $0 : nil } }
        guard let number = value as? NSNumber, number.doubleValue.isFinite else { return nil }
        return number.doubleValue
    }

    func int(in range: ClosedRange<Int>) -> Int? {
        guard let int = number.flatMap({ Int(exactly: $0) }), range.contains(int) else { return nil }
        return int
    }

    var positiveInt64: Int64? {
        guard let int = number.flatMap({ Int64(exactly: $0.rounded()) }), int > 0 else { return nil }
        return int
    }

    var flag: Bool { number == 1 }

    /// The member whose name is `name` in any case; what stands behind a hyphen (`DURATION-eng`) does not count, but
    /// an exact name wins.
    func tag(_ name: String) -> ProbeNode {
        guard let members = value as? [String: Any] else { return ProbeNode(nil) }
        if let exact = members[name] { return ProbeNode(exact) }
        let keys = members.keys.sorted()
        let key = keys.first { $0.lowercased() == name } ?? keys.first { $0.lowercased().hasPrefix(name + "-") }
        return ProbeNode(key.flatMap { members[$0] })
    }
}
