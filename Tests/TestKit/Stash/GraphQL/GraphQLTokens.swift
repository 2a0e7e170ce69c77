/// Why a document or a request is refused, in words for people.
package struct GraphQLError: Error, Equatable {
    package let words: String
    /// Whether it could not even be read.
    package let isOfForm: Bool

    init(_ words: String, isOfForm: Bool = false) {
        self.words = words
        self.isOfForm = isOfForm
    }
}

/// The smallest parts of a document, read one after the other.
struct GraphQLTokens {
    enum Token: Equatable {
        case name(String)
        case sign(String)
        case int(Int)
        case number(Double)
        case text(String)
        case end
    }

    private let text: [Character]
    private var place = 0
    private(set) var next = Token.end

    init(_ text: String) throws {
        self.text = Array(text)
        try advance()
    }

    mutating func advance() throws {
        skipBlanks()
        guard place < text.count else {
            next = .end
            return
        }
        let character = text[place]
        if character == "_" || character.isLetter {
            next = .name(run { $0 == "_" || $0.isLetter || $0.isNumber })
        } else if character == "-" || character.isNumber {
            let digits = run { $0 == "-" || $0 == "+" || $0 == "." || $0.isNumber || $0 == "e" || $0 == "E" }
            next = try Int(digits).map(Token.int) ?? Double(digits).map(Token.number) ?? failure("the number \(digits)")
        } else if character == "\"" {
            next = .text(try quoted())
        } else if text[place...].starts(with: "...") {
            place += 3
            next = .sign("...")
        } else if "{}()[]:!=$@|&".contains(character) {
            place += 1
            next = .sign(String(character))
        } else {
            throw failed("the character \(character)")
        }
    }

    /// Takes a sign if it is next.
    mutating func take(_ sign: String) throws -> Bool {
        guard next == .sign(sign) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ sign: String) throws {
        guard try take(sign) else { throw failed("\(next) instead of \(sign)") }
    }

    mutating func name() throws -> String {
        guard case .name(let name) = next else { throw failed("\(next) instead of a name") }
        try advance()
        return name
    }

    /// Takes a word if it is next.
    mutating func take(word: String) throws -> Bool {
        guard next == .name(word) else { return false }
        try advance()
        return true
    }

    /// What is between two signs, which are taken too.
    mutating func list<Part>(
        _ open: String, _ close: String, _ part: (inout GraphQLTokens) throws -> Part
    ) throws -> [Part] {
        try expect(open)
        var parts: [Part] = []
        while try !take(close) { parts.append(try part(&self)) }
        return parts
    }

    func failed(_ words: String) -> GraphQLError { GraphQLError("Unexpected \(words)", isOfForm: true) }

    private func failure(_ words: String) throws -> Token { throw failed(words) }

    private mutating func skipBlanks() {
        while place < text.count {
            if text[place] == "#" {
                while place < text.count, !text[place].isNewline { place += 1 }
            } else if text[place].isWhitespace || text[place] == "," {
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func run(_ fits: (Character) -> Bool) -> String {
        let start = place
        while place < text.count, fits(text[place]) { place += 1 }
        return String(text[start..<place])
    }

    /// Without escapes, which nobody here sends.
    private mutating func quoted() throws -> String {
        let mark = text[place...].starts(with: "\"\"\"") ? "\"\"\"" : "\""
        place += mark.count
        let start = place
        while place < text.count, !text[place...].starts(with: mark) { place += 1 }
        guard place < text.count else { throw failed("end of a text") }
        defer { place += mark.count }
        return String(text[start..<place])
    }
}
