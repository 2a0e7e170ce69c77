/// The elements of a .nfo file that describe something, and whatever text stands around them.
///
/// Only the known root elements count; other tags outside of them, a link behind them and junk before them are loose
/// text. HTML that somebody wrote into a text is part of the text.
struct NFODocument {
    private(set) var roots: [NFOElement] = []
    /// What stands outside of the roots, in the order of the file.
    private(set) var loose: [UInt8] = []

    private var lexer: NFOLexer
    private var open: [OpenElement] = []
    private var elementCount = 0

    private struct OpenElement {
        let name: String
        let attributes: [String: String]
        let start: Int
        var text: [UInt8] = []
        var children: [NFOElement] = []
    }

    /// Reads a text in UTF-8. Throws when a root element is broken; text behind one never is.
    init(_ bytes: [UInt8]) throws(NFOFailure) {
        lexer = NFOLexer(bytes: bytes)
        do {
            while let token = try lexer.next() { try take(token) }
        } catch  where open.isEmpty && !roots.isEmpty && error.isMalformed {
            appendLoose(lexer.tokenStart..<bytes.count)
        }
        if let element = open.last {
            throw .malformed(at: NFOPosition(of: element.start, in: bytes), .unclosedElement(element.name))
        }
    }

    private mutating func take(_ token: NFOLexer.Token) throws(NFOFailure) {
        switch token {
        case .text(let range) where open.isEmpty, .verbatim(let range) where open.isEmpty:
            appendLoose(range)
        case .text(let range):
            NFOEntities.append(lexer.bytes, fitting(range), to: &open[open.count - 1].text)
        case .verbatim(let range):
            NFOEntities.appendVerbatim(lexer.bytes, fitting(range), to: &open[open.count - 1].text)
        case .start(let name, let attributes, let isEmpty):
            if isText(name) { return appendTag() }
            try push(OpenElement(name: name, attributes: attributes, start: lexer.tokenStart))
            if isEmpty { try pop() }
        case .end(let name):
            guard let current = open.last else { return appendTag() }
            if current.name == name { return try pop() }
            if isText(name) { return appendTag() }
            throw .malformed(
                at: NFOPosition(of: lexer.tokenStart, in: lexer.bytes), .unexpectedEnd(found: name, open: current.name))
        }
    }

    /// Whether a tag is no element here: outside of the roots all but a root, inside the tags of HTML.
    private func isText(_ name: String) -> Bool {
        open.isEmpty ? NFOEntry.Kind.roots[name] == nil : NFOMarkup.tags.contains(name)
    }

    private mutating func appendTag() {
        let range = lexer.tokenStart..<lexer.position
        if open.isEmpty {
            appendLoose(range)
        } else {
            open[open.count - 1].text.append(contentsOf: lexer.bytes[fitting(range)])
        }
    }

    /// As much of the range as the open element has room for.
    private func fitting(_ range: Range<Int>) -> Range<Int> {
        let room = LocalMediaLimits.nfoTextBytesMax - (open.last?.text.count ?? 0)
        return range.prefix(max(0, room))
    }

    private mutating func appendLoose(_ range: Range<Int>) {
        let room = max(0, LocalMediaLimits.nfoLooseBytesMax - loose.count)
        loose.append(contentsOf: lexer.bytes[range].prefix(room))
    }

    private mutating func push(_ element: OpenElement) throws(NFOFailure) {
        elementCount += 1
        if elementCount > LocalMediaLimits.nfoElementsMax { throw excessive(.elements) }
        if open.count >= LocalMediaLimits.nfoDepthMax { throw excessive(.depth) }
        open.append(element)
    }

    private mutating func pop() throws(NFOFailure) {
        guard let closed = open.popLast() else { return }
        let element = NFOElement(
            name: closed.name, attributes: closed.attributes, text: String(decoding: closed.text, as: UTF8.self),
            children: closed.children)
        if !open.isEmpty {
            open[open.count - 1].children.append(element)
        } else if !element.children.isEmpty {
            if roots.count >= LocalMediaLimits.nfoEntriesMax { throw excessive(.entries) }
            roots.append(element)
        }
    }

    private func excessive(_ excess: NFOFailure.Excess) -> NFOFailure {
        .excessive(at: NFOPosition(of: lexer.tokenStart, in: lexer.bytes), excess)
    }
}

extension NFOFailure {
    fileprivate var isMalformed: Bool {
        if case .malformed = self { true } else { false }
    }
}
