/// Why a .nfo file cannot be used. The scan reports it and the rules for names apply.
package enum NFOFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Larger than `LocalMediaLimits.nfoBytesMax`.
    case tooLarge(bytes: Int)
    /// Not a file of elements that fit together.
    case malformed(at: NFOPosition, Fault)
    /// More of something than a real file has.
    case excessive(at: NFOPosition, Excess)
    /// Neither an entry nor a link to IMDb, TMDB or TVDB.
    case nothingFound

    /// What does not fit together.
    package enum Fault: Hashable, Sendable {
        case unclosedElement(String)
        case unexpectedEnd(found: String, open: String)
        case unclosedComment
        case unclosedCDATA
        case unclosedDeclaration
        case unclosedInstruction
    }

    /// What there is too much of.
    package enum Excess: Hashable, Sendable {
        case depth
        case elements
        case attributes
        case entries
    }

    package var description: String {
        switch self {
        case .tooLarge(let bytes): "The file has \(bytes) bytes; at most \(LocalMediaLimits.nfoBytesMax) are read."
        case .malformed(let position, let fault): "\(position): \(fault.sentence)"
        case .excessive(let position, let excess): "\(position): \(excess.sentence)"
        case .nothingFound: "The file holds no film, series, season or episode and no link to one."
        }
    }
}

/// A place in a text, both numbers counted from 1. Columns count bytes of the text in UTF-8.
package struct NFOPosition: Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Where the byte with this offset stands.
    init(of offset: Int, in bytes: [UInt8]) {
        var (line, lineStart) = (1, 0)
        for index in 0..<min(offset, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
        }
        self.init(line: line, column: offset - lineStart + 1)
    }

    package var description: String { "line \(line), column \(column)" }
}

extension NFOFailure.Fault {
    fileprivate var sentence: String {
        switch self {
        case .unclosedElement(let name): "the element \(name) is never closed."
        case .unexpectedEnd(let found, let open): "the end of \(found) stands where \(open) should end."
        case .unclosedComment: "a comment is never closed."
        case .unclosedCDATA: "a CDATA section is never closed."
        case .unclosedDeclaration: "a declaration is never closed."
        case .unclosedInstruction: "a processing instruction is never closed."
        }
    }
}

extension NFOFailure.Excess {
    fileprivate var sentence: String {
        switch self {
        case .depth: "elements nest deeper than \(LocalMediaLimits.nfoDepthMax)."
        case .elements: "there are more than \(LocalMediaLimits.nfoElementsMax) elements."
        case .attributes: "an element has more than \(LocalMediaLimits.nfoAttributesMax) attributes."
        case .entries: "there are more than \(LocalMediaLimits.nfoEntriesMax) entries."
        }
    }
}
