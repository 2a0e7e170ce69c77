import Basics

/// What a setting may be.
package enum SettingKind: Sendable {
    case text(SettingForm)
    /// A whole number.
    case int(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case choice([String])
    /// On or off.
    case flag
    case secret
    /// Several texts of one form, separated by commas.
    case list(SettingForm)

    /// An http or https address without slashes at its end, to which paths are added.
    package static var url: SettingKind { .text(.baseURL) }

    var isSecret: Bool {
        if case .secret = self { true } else { false }
    }

    /// What a value must be, to follow "must be".
    package var words: String {
        switch self {
        case .text(let form): form.words
        case .int(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(Self.written(range.lowerBound)) to \(Self.written(range.upperBound))"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .flag: "true or false"
        case .secret: "one line of printable characters"
        case .list(let form): form.words + ", or several of them separated by commas"
        }
    }

    /// The value in its one form; nil when it is none. `text` is not empty and has no blanks at its ends.
    func read(_ text: String) -> String? {
        switch self {
        case .text(let form): form.read(text)
        case .int(let range): Int(text).flatMap { range.contains($0) ? String($0) : nil }
        case .number(let range): Self.number(text).flatMap { range.contains($0) ? Self.written($0) : nil }
        case .choice(let words): words.contains(text) ? text : nil
        case .flag: Self.flag(text).map { $0 ? "true" : "false" }
        case .secret: SettingForm.line.read(text)
        case .list(let form): Self.list(text, form)
        }
    }

    /// Swift reads hexadecimal numbers and "infinity" as well.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Without a point for whole numbers.
    static func written(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }

    private static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "on", "yes": true
        case "false", "0", "off", "no": false
        default: nil
        }
    }

    private static func list(_ text: String, _ form: SettingForm) -> String? {
        let parts = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
        let read = parts.compactMap(form.read)
        return read.count == parts.count ? read.joined(separator: ",") : nil
    }
}
