/// The tags of SubStation Alpha between braces, `{\i1\an8}`, which other formats borrowed.
///
/// Kept are italics, bold, underline and the alignment. Everything else (positions, colours, fonts, effects) goes.
struct OverrideTags {
    /// Whether what follows are drawing commands instead of words.
    private(set) var isDrawing = false

    /// Applies what stands between the braces.
    mutating func apply(_ block: ArraySlice<UInt8>, to builder: inout CueTextBuilder) {
        var rest = block
        while let start = rest.firstIndex(of: ASCII.backslash) {
            rest = rest[(start + 1)...]
            let name = rest.prefix { $0.isLetter }
            let tail = rest[name.endIndex...]
            if tail.first == UInt8(ascii: "(") {
                // Arguments in parentheses may hold tags of their own, which animate and do not last.
                rest = Self.behindParentheses(tail)
                continue
            }
            let value = tail.prefix { $0 != ASCII.backslash }
            apply(name, value.trimmed, to: &builder)
            rest = rest[value.endIndex...]
        }
    }

    private mutating func apply(
        _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, to builder: inout CueTextBuilder
    ) {
        if name.equals("i") {
            set(.italic, to: value.number == 1, in: &builder)
        } else if name.equals("b") {
            // Weights from 600 on are bold.
            set(.bold, to: value.number == 1 || (value.number ?? 0) >= 600, in: &builder)
        } else if name.equals("u") {
            set(.underline, to: value.number == 1, in: &builder)
        } else if name.equals("an") {
            builder.align(value.number.flatMap(SubtitleAlignment.init(rawValue:)))
        } else if name.equals("a") {
            builder.align(value.number.flatMap(Self.alignment(legacy:)))
        } else if name.equals("p") {
            isDrawing = (value.number ?? 0) > 0
        } else if name.begins(with: "r") {
            // `\r` takes the name of a style without any sign between.
            builder.style = []
        }
    }

    private func set(_ style: SubtitleStyle, to isOn: Bool, in builder: inout CueTextBuilder) {
        if isOn { builder.style.insert(style) } else { builder.style.remove(style) }
    }

    /// SSA numbers the three places of a row from 1, and adds 4 for the top and 8 for the middle.
    private static func alignment(legacy number: Int) -> SubtitleAlignment? {
        switch number {
        case 1...3: SubtitleAlignment(rawValue: number)
        case 5...7: SubtitleAlignment(rawValue: number + 2)
        case 9...11: SubtitleAlignment(rawValue: number - 5)
        default: nil
        }
    }

    /// What follows the closing parenthesis; nothing if there is none.
    private static func behindParentheses(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var depth = 0
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "(") { depth += 1 }
            if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { return bytes[(index + 1)...] }
        }
        return bytes[bytes.endIndex...]
    }
}
