/// Reads cue text with tags between angle brackets, tags between braces and character references.
///
/// `<b>`, `<i>`, `<u>` and their like set the style, `<br>` breaks the line, all other tags go and their text stays.
/// What is no tag is text: "a < b", "<3". The style lasts until the end of the cue if nothing ends it.
struct CueMarkup {
    /// What differs from format to format.
    enum Dialect {
        case subRip
        /// Knows tags that begin with a digit (times), a point (classes) or nothing.
        case webVTT
        /// Line ends are spaces; only `<br>` breaks a line.
        case sami
    }

    let dialect: Dialect
    private var overrides = OverrideTags()

    init(_ dialect: Dialect) { self.dialect = dialect }

    /// Reads the whole text of a cue; nil if there is nothing to see.
    static func text(
        _ bytes: ArraySlice<UInt8>, _ dialect: Dialect, alignment: SubtitleAlignment? = nil
    ) -> SubtitleText? {
        var builder = CueTextBuilder()
        builder.align(alignment)
        var markup = CueMarkup(dialect)
        markup.read(bytes, into: &builder)
        return builder.finish()
    }

    mutating func read(_ bytes: ArraySlice<UInt8>, into builder: inout CueTextBuilder) {
        var rest = bytes
        while !rest.isEmpty, !builder.isFull {
            let plain = rest.prefix { !Self.isSpecial($0) }
            if !overrides.isDrawing { builder.append(plain) }
            rest = rest[plain.endIndex...]
            guard let sign = rest.first else { return }
            let length = takeSpecial(sign, rest, into: &builder)
            if length == 0 {
                if !overrides.isDrawing { builder.append(rest.prefix(1)) }
                rest.removeFirst()
            } else {
                rest = rest.dropFirst(length)
            }
        }
    }

    /// Takes a tag, a reference or a line end at the start of `rest` and returns its length; 0 if it is just a sign.
    private mutating func takeSpecial(
        _ sign: UInt8, _ rest: ArraySlice<UInt8>, into builder: inout CueTextBuilder
    ) -> Int {
        switch sign {
        case UInt8(ascii: "<"):
            guard let tag = tag(rest) else { return 0 }
            apply(tag, to: &builder)
            return tag.count
        case UInt8(ascii: "{"):
            guard let block = Self.overrideBlock(rest) else { return 0 }
            overrides.apply(block.dropFirst().dropLast(), to: &builder)
            return block.count
        case UInt8(ascii: "&"):
            guard let reference = CharacterReference(rest) else { return 0 }
            if let scalar = reference.scalar, !overrides.isDrawing { builder.append(scalar) }
            return reference.lengthBytes
        default:
            guard dialect == .sami else {
                builder.breakLine()
                return 1
            }
            builder.append([ASCII.space])
            return rest.prefix { $0.isLineEnd || $0.isBlank }.count
        }
    }

    /// The tag at the start of `text` with its brackets. Neither a bracket nor more bytes than the limit are inside.
    private func tag(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = text.dropFirst().first, mayStartTag(first) else { return nil }
        let inside = text.dropFirst().prefix(StreamingLimits.subtitleTagBytesMax)
        guard let end = inside.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
            text[end] == UInt8(ascii: ">")
        else { return nil }
        return text[...end]
    }

    private func mayStartTag(_ byte: UInt8) -> Bool {
        if Self.startsSubRipTag(byte) { return true }
        return dialect == .webVTT && (byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ">"))
    }

    /// What has to follow `<`, so that SubRip readers see a tag.
    static func startsSubRipTag(_ byte: UInt8) -> Bool { byte.isLetter || byte == UInt8(ascii: "/") }

    private func apply(_ tag: ArraySlice<UInt8>, to builder: inout CueTextBuilder) {
        let inside = tag.dropFirst().dropLast()
        let isEnd = inside.first == UInt8(ascii: "/")
        let name = (isEnd ? inside.dropFirst() : inside).prefix { $0.isLetter || $0.isDigit }
        if name.equals("br") {
            builder.breakLine()
        } else if let style = Self.style(of: name) {
            if isEnd { builder.style.remove(style) } else { builder.style.insert(style) }
        }
    }

    private static func style(of name: ArraySlice<UInt8>) -> SubtitleStyle? {
        if name.equals("i") || name.equals("em") { return .italic }
        if name.equals("b") || name.equals("strong") { return .bold }
        return name.equals("u") ? .underline : nil
    }

    /// `{\…}` at the start of `text`, on one line.
    private static func overrideBlock(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard text.dropFirst().first == ASCII.backslash else { return nil }
        let inside = text.dropFirst().prefix(StreamingLimits.subtitleTagBytesMax)
        let end = inside.firstIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{") || $0.isLineEnd }
        guard let end, text[end] == UInt8(ascii: "}") else { return nil }
        return text[...end]
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "&") || byte.isLineEnd
    }
}
