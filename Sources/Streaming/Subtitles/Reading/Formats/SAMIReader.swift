/// Reads SAMI: `<SYNC Start=1000><P Class=ENCC>text`, each text lasting until the next one of its class.
///
/// A file may hold several languages as classes. Read is the class that the style sheet declares for the wanted
/// language, otherwise the first one that occurs.
struct SAMIReader {
    private let text: [UInt8]
    private var wantedClass: [UInt8]?
    private var open: (start: Int, text: ArraySlice<UInt8>)?
    private var collector = CueCollector()

    /// The cues in the order of the file. `text` is what `PlainText` gives.
    static func cues(in text: [UInt8], language: String?) -> [SubtitleCue] {
        var reader = SAMIReader(text)
        var previous: Range<Int>?
        for tag in SAMITags(text, names: ["sync"]) {
            if let previous {
                reader.take(previous, bodyEnd: tag.lowerBound)
            } else if let language {
                reader.wantedClass = SAMIClasses.name(for: language, in: text[..<tag.lowerBound])
            }
            previous = tag
            if reader.collector.isFull { break }
        }
        if let previous { reader.take(previous, bodyEnd: text.count) }
        reader.close(at: nil)
        return reader.collector.finish()
    }

    private init(_ text: [UInt8]) { self.text = text }

    /// Takes what is between one `<SYNC>` and the next, paragraph by paragraph.
    private mutating func take(_ sync: Range<Int>, bodyEnd: Int) {
        guard let start = SAMITags.attribute("start", in: text[sync])?.number else { return }
        var paragraph: Range<Int>?
        for tag in SAMITags(text, names: ["p", "/body"], in: sync.upperBound..<bodyEnd) {
            if let paragraph { add(paragraph, textEnd: tag.lowerBound, at: start) }
            paragraph = tag
        }
        // Some files leave the paragraphs out.
        add(paragraph ?? sync, textEnd: bodyEnd, at: start)
    }

    private mutating func add(_ paragraph: Range<Int>, textEnd: Int, at start: Int) {
        guard text[paragraph.lowerBound + 1] != UInt8(ascii: "/") else { return }
        if let name = SAMITags.attribute("class", in: text[paragraph])?.map(\.lowercased) {
            if wantedClass == nil { wantedClass = name }
            guard name == wantedClass else { return }
        }
        close(at: start)
        open = (start, text[paragraph.upperBound..<textEnd])
    }

    private mutating func close(at end: Int?) {
        guard let open else { return }
        collector.add(start: open.start, end: end, text: CueMarkup.text(open.text, .sami))
        self.open = nil
    }
}

/// The places of tags of given names, brackets included.
struct SAMITags: Sequence, IteratorProtocol {
    private let text: [UInt8]
    private let names: [String]
    private var position: Int
    private let end: Int

    init(_ text: [UInt8], names: [String], in range: Range<Int>? = nil) {
        self.text = text
        self.names = names
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? text.count
    }

    mutating func next() -> Range<Int>? {
        while let start = text[position..<end].firstIndex(of: UInt8(ascii: "<")) {
            position = start + 1
            let inside = text[position..<end].prefix(StreamingLimits.subtitleTagBytesMax)
            let name = inside.prefix { $0.isLetter || $0 == UInt8(ascii: "/") }
            guard names.contains(where: name.equals) else { continue }
            guard let close = inside.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
                text[close] == UInt8(ascii: ">")
            else { continue }
            position = close + 1
            return start..<position
        }
        return nil
    }

    /// The value of an attribute, without quotes.
    static func attribute(_ name: String, in tag: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for start in tag.indices.dropFirst() where !tag[start - 1].isLetter && tag[start...].begins(with: name) {
            var scanner = ByteScanner(tag[(start + name.utf8.count)...])
            scanner.skipBlanks()
            guard scanner.take(UInt8(ascii: "=")) else { continue }
            scanner.skipBlanks()
            let value = scanner.rest.drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            return value.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 >= 0x80 }
        }
        return nil
    }
}

/// The classes that a SAMI style sheet declares: `.ENCC {Name: English; lang: en-US;}`.
enum SAMIClasses {
    /// The class of the wanted language, in small letters.
    static func name(for language: String, in head: ArraySlice<UInt8>) -> [UInt8]? {
        let wanted = LanguageCode.primary(language)
        var rest = head
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            let selector = rest[..<open].suffix(StreamingLimits.subtitleTagBytesMax)
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
            if let language = declaredLanguage(rest[open..<close]), LanguageCode.primary(language) == wanted,
                let dot = selector.lastIndex(of: UInt8(ascii: "."))
            {
                let name = selector[(dot + 1)...].prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
                return name.map(\.lowercased)
            }
            rest = rest[(close + 1)...]
        }
        return nil
    }

    private static func declaredLanguage(_ block: ArraySlice<UInt8>) -> String? {
        for start in block.indices where block[start...].begins(with: "lang") {
            var scanner = ByteScanner(block[(start + 4)...])
            scanner.skipBlanks()
            guard scanner.take(UInt8(ascii: ":")) else { continue }
            scanner.skipBlanks()
            let value = scanner.rest.prefix { $0.isLetter || $0 == UInt8(ascii: "-") }
            return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}
